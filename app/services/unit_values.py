"""What is entered and shown of units, their names and parents over time, their people and posts."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.regulation.terms import ASSESSED_KINDS, Post, UnitKind

KIND_WORDS = {
    UnitKind.TOWNSHIP: "乡镇",
    UnitKind.SUBDISTRICT: "办事处",
    UnitKind.DEPARTMENT: "市直部门",
    UnitKind.SUBORDINATE: "下属单位",
}
POST_WORDS = {
    Post.HEAD: "主要领导",
    Post.DEPUTY: "二把手",
    Post.LEADER_IN_CHARGE: "分管领导",
    Post.ASSISTANT: "信访助理员",
    Post.OFFICER: "专职信访干部",
    Post.CITY_LEADER: "包点市领导",
}


class UnitHit(NamedTuple):
    """A unit found by code, name or initials; ``why`` says by what: `拼音 hyz`, `代码`, `名称`, `原名 …`; ``parent`` is a code or empty."""

    code: str
    name: str
    kind: UnitKind
    parent_name: str
    why: str
    closed: bool
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitForm:
    """What is entered of a unit; ``parent`` a code, ``deposit_standard`` in 分. Dates None: always, still; ``closed_on`` the last day."""

    code: str
    name: str
    kind: UnitKind
    short_name: str = ""
    parent: str = ""
    organ_in_charge: str = ""
    deposit_standard: int | None = None
    opened_on: date | None = None
    closed_on: date | None = None

    @property
    def assessed(self) -> bool:
        return self.kind in ASSESSED_KINDS

    @property
    def pays_deposit(self) -> bool:
        return self.kind is UnitKind.TOWNSHIP


class NameTerm(NamedTuple):
    """A name a unit bore, from a day to a last day."""

    name: str
    short_name: str
    from_on: date | None
    to_on: date | None


class ParentTerm(NamedTuple):
    """What a unit stood under (a code, or None), from a day to a last day."""

    parent: str | None
    parent_name: str
    from_on: date | None
    to_on: date | None


class PostTerm(NamedTuple):
    """A post held by a person at a unit; ``post_id`` names it to :meth:`UnitService.end_post`."""

    post_id: int
    unit: str
    unit_name: str
    name: str
    post: Post
    phone: str
    from_on: date | None
    to_on: date | None

    @property
    def of_the_city(self) -> bool:
        """包点市领导: in charge of the unit, not of it."""
        return self.post is Post.CITY_LEADER

    def held_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


class LeaderInCharge(NamedTuple):
    """A city leader and the units put in their charge (包点), each as code and name."""

    name: str
    units: tuple[tuple[str, str], ...]


class Merged(NamedTuple):
    """What a merger did: who lost a post, which subordinates moved, how many open matters stay with the closed unit, the warning kept."""

    ended: tuple[str, ...]
    moved: tuple[str, ...]
    open_matters: int
    warning: str | None


class BoundOfficial(NamedTuple):
    """主要领导 of a unit on the key-management list of ``list_year``: may not be promoted or moved while it is on it (三（二）2)."""

    unit: str
    unit_name: str
    name: str
    post: Post
    list_year: int
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """A unit with its history: names and parents oldest first, posts by post and beginning, those under it today."""

    form: UnitForm
    parent_name: str
    names: tuple[NameTerm, ...]
    parents: tuple[ParentTerm, ...]
    posts: tuple[PostTerm, ...]
    subordinates: tuple[UnitHit, ...]
    successor: str | None
    successor_name: str = ""
    merged_here: tuple[UnitHit, ...] = ()
