"""The rows of the import workbook (2.2) as plain objects, and what of them is known at the end of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

Row = Mapping[str, Any]
Book = Mapping[str, Sequence[Row]]

COLLECTIVE_MIN_PEOPLE = 5
KINDS = {"乡镇": "township", "办事处": "subdistrict", "市直部门": "department", "下属单位": "subordinate"}
ASSESSED_KINDS = ("township", "subdistrict", "department")
LEVELS = {"单位": "unit", "市": "city", "地区": "prefecture", "省": "province", "京": "beijing"}
LADDER = ("unit", "city", "prefecture", "province", "beijing")
CITY_AND_ABOVE = LADDER[1:]


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    kind: str
    parent: str | None
    opened: date | None
    closed: date | None

    @property
    def is_assessed(self) -> bool:
        return self.kind in ASSESSED_KINDS

    def is_active_on(self, day: date) -> bool:
        """停用日期 is the last day, still counted; an empty 启用日期 is 'always', an empty 停用日期 'still'."""
        return (self.opened is None or self.opened <= day) and (self.closed is None or day <= self.closed)


@dataclass(frozen=True)
class Person:
    unit: str
    name: str
    post: str
    since: date | None
    until: date | None

    def holds_the_post_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Matter:
    number: str
    unit: str
    accepted: date
    assigned: date | None
    marked_collective: bool
    extended: date | None
    reported: date | None
    explained: date | None
    concluded: date | None
    replied: date | None
    signature: str | None
    needs_no_reply: bool
    found_long_standing: date | None

    def as_known_on(self, day: date) -> "Matter":
        """Nothing dated after the day counts."""
        def known(when: date | None) -> date | None:
            return when if when is not None and when <= day else None
        return replace(
            self,
            assigned=known(self.assigned), extended=known(self.extended), reported=known(self.reported), explained=known(self.explained),
            concluded=known(self.concluded), found_long_standing=known(self.found_long_standing),
            replied=known(self.replied), signature=self.signature if known(self.replied) else None,
        )

    def is_concluded_by(self, day: date) -> bool:
        return self.concluded is not None and self.concluded <= day

    def is_reported_or_explained_by(self, day: date) -> bool:
        reported = self.reported is not None and self.reported <= day
        explained = self.explained is not None and self.explained <= day
        return reported or explained


@dataclass(frozen=True)
class Petition:
    number: str
    day: date
    is_visit: bool
    level: str
    people: int
    speak_for: int
    unit: str
    matter: str | None
    shown: str | None
    finding: str | None

    @property
    def is_at_city_or_above(self) -> bool:
        return self.level in CITY_AND_ABOVE

    @property
    def is_collective(self) -> bool:
        """A visit of at least five people, or of fewer who speak for at least so many. A letter never is."""
        return self.is_visit and (self.people >= COLLECTIVE_MIN_PEOPLE or self.speak_for >= COLLECTIVE_MIN_PEOPLE)

    @property
    def is_level_skipping(self) -> bool:
        """A visit at city or above without the reply letter of the level directly below or of a higher one."""
        if not self.is_visit or not self.is_at_city_or_above:
            return False
        if self.shown is None:
            return True
        directly_below = LADDER.index(self.level) - 1
        return LADDER.index(self.shown) < directly_below


@dataclass(frozen=True)
class Entry:
    year: int
    unit: str
    item: str
    number: int


@dataclass(frozen=True)
class Payment:
    day: date
    unit: str
    yuan: int


@dataclass(frozen=True)
class World:
    """All that is on record at the end of one day; `matters` are the accepted ones, the cases."""

    units: list[Unit]
    people: list[Person]
    matters: list[Matter]
    petitions: list[Petition]
    entries: list[Entry]
    payments: list[Payment]


def known_on(book: Book, day: date) -> World:
    """What is known of the book at the end of the day. A matter accepted later is not yet a case."""
    matters = [read_matter(row) for row in book["事项"]]
    petitions = [read_petition(row) for row in book["来访来信"]]
    payments = [Payment(row["日期"], row["单位代码"], row["金额（元）"]) for row in book["保证金"]]
    return World(
        units=[read_unit(row) for row in book["单位"]],
        people=[Person(row["单位代码"], row["姓名"], row["职务"], row["任职日期"], row["离任日期"]) for row in book["人员"]],
        matters=[matter.as_known_on(day) for matter in matters if matter.accepted <= day],
        petitions=[petition for petition in petitions if petition.day <= day],
        entries=[Entry(row["年度"], row["单位代码"], row["项目"], row["数量"]) for row in book["录入项"]],
        payments=[payment for payment in payments if payment.day <= day],
    )


def read_unit(row: Row) -> Unit:
    return Unit(row["代码"], row["名称"], KINDS[row["类别"]], row["上级代码"], row["启用日期"], row["停用日期"])


def read_matter(row: Row) -> Matter:
    return Matter(
        number=row["事项编号"], unit=row["责任单位代码"], accepted=row["受理日期"], assigned=row["交办日期"],
        marked_collective=row["集体"] == "是", extended=row["复杂延期日期"] if row["延期理由"] else None,
        reported=row["上报日期"], explained=row["说明日期"], concluded=row["办结日期"], replied=row["答复日期"], signature=row["签署"],
        needs_no_reply=row["不需答复"] == "是", found_long_standing=row["老户认定日期"],
    )


def read_petition(row: Row) -> Petition:
    shown = row["持答复级别"]
    return Petition(
        number=row["登记号"], day=row["日期"], is_visit=row["形式"] == "来访", level=LEVELS[row["级别"]],
        people=1 if row["人数"] is None else row["人数"], speak_for=row["代表人数"] or 0, unit=row["责任单位代码"], matter=row["事项编号"],
        shown=None if shown in (None, "无") else LEVELS[shown], finding=row["严重后果"],
    )
