"""The words the regulation thinks in: levels, kinds of unit, forms of petition, posts."""

from enum import IntEnum, StrEnum


class Level(IntEnum):
    """The office a petition reached, lowest first (spec 1.2); 市以上 is CITY and above."""

    UNIT = 0
    CITY = 1
    PREFECTURE = 2
    PROVINCE = 3
    BEIJING = 4


NO_REPLY_LETTER = -1
"""Level of the 答复意见书 shown when none was shown; otherwise the level of the office that gave it."""

COUNTED_LEVELS = (Level.CITY, Level.PREFECTURE, Level.PROVINCE, Level.BEIJING)
"""市以上: the levels that count in the standings, in the order of every four-number tuple here."""


class UnitKind(StrEnum):
    """类别; the first three are assessed (1.2)."""

    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    DEPARTMENT = "department"
    SUBORDINATE = "subordinate"


ASSESSED_KINDS = frozenset({UnitKind.TOWNSHIP, UnitKind.SUBDISTRICT, UnitKind.DEPARTMENT})


class Form(StrEnum):
    """形式: 来访 or 来信."""

    VISIT = "visit"
    LETTER = "letter"


class Post(StrEnum):
    """职务 of a person at a unit."""

    HEAD = "head"  # 主要领导
    DEPUTY = "deputy"  # 二把手
    LEADER_IN_CHARGE = "leader_in_charge"  # 分管领导
    ASSISTANT = "assistant"  # 信访助理员
    OFFICER = "officer"  # 专职信访干部
    CITY_LEADER = "city_leader"  # 包点市领导


REWARDED_POSTS = frozenset({Post.HEAD, Post.LEADER_IN_CHARGE, Post.ASSISTANT, Post.OFFICER})
"""三（一）1: who can be rewarded."""


class Signature(StrEnum):
    """签署 of a reply letter."""

    SIGNED = "signed"
    REFUSED = "refused"
    UNSIGNED = "unsigned"


class AskingLevel(StrEnum):
    """交办级别: the organ 市以上 that wants the result."""

    CITY = "city"
    PREFECTURE = "prefecture"
    PROVINCE = "province"
    CENTRAL = "central"


class Limit(StrEnum):
    """Which limit of 1.3 gave a due date."""

    ORDINARY = "ordinary"
    ASKED_FOR = "asked_for"
    COLLECTIVE = "collective"
