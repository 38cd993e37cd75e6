"""What a veto costs the people of a unit, and whom the key-management list binds (三（二）2)."""

from app.regulation.facts import PostHolder
from app.regulation.terms import Post

DISQUALIFIED_POSTS = frozenset({Post.HEAD, Post.DEPUTY, Post.LEADER_IN_CHARGE, Post.OFFICER})
"""党政领导 (主要领导, 二把手), 分管领导, 专职信访干部: lose 先进个人 of the year."""

BOUND_POSTS = frozenset({Post.HEAD})
"""党政主要领导: not promoted or moved while the unit is key-managed."""


def disqualified(holders: tuple[PostHolder, ...]) -> tuple[PostHolder, ...]:
    """三（二）2 2.因信访工作被“一票否决”的单位取消年度各项工作评先选模的资格，取消该单位的党政领导、分管领导和专职信访干部
    年度评选先进个人的资格，并给予一定的经济处罚；列入重点管理单位的党政主要领导，未跳出重点管理范围之前不能提拔、调动。

    Return who of a vetoed unit's ``holders`` loses 先进个人, sorted by name. The penalty is the fines alone (reading veto_penalty).
    """
    return tuple(sorted((one for one in holders if one.post in DISQUALIFIED_POSTS), key=lambda one: (one.name, one)))


def bound(holders: tuple[PostHolder, ...]) -> tuple[PostHolder, ...]:
    """Return who of a key-managed unit's ``holders`` may not be promoted or moved while it stays on the list, sorted by name."""
    return tuple(sorted((one for one in holders if one.post in BOUND_POSTS), key=lambda one: (one.name, one)))


CLAUSES = {"3.2.2": disqualified}
