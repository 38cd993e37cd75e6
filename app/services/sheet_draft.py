"""A scoring sheet as it is edited: sections and items as typed, checked line by line before it may be put in force."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from app.regulation.sheet import BY_LEVEL, Counts, Item, ScoringSheet, Section, SheetItem
from app.services.documents.sheet_table import COUNTED

FULL_MARKS = 100
METRIC_WORDS: dict[str, str] = {counts.value: words for counts, words in COUNTED.items()}
"""What an item may count, and how that is said."""

OF_SECTION, OF_ITEM = "section", "item"
"""Where the deductions stop: at the section's marks, or at each item's own."""

_POINTS = re.compile(r"\d{1,3}(\.\d{1,4})?", re.ASCII)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,7}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item as typed; ``full`` None where only the section has a floor; ``each``: points off, one number or one for each level."""

    id: str
    name: str
    counts: str
    each: tuple[str, ...]
    full: int | None = None


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section as typed; ``floor`` is OF_SECTION or OF_ITEM."""

    id: str
    name: str
    full: int
    floor: str
    items: tuple[ItemDraft, ...]


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """A sheet as typed; ``since`` is the first day it is in force."""

    name: str
    version: str
    since: date
    sections: tuple[SectionDraft, ...]


class SheetFault(NamedTuple):
    """What is wrong and where: a section's or an item's id, or a field's name."""

    where: str
    message: str


def draft_of(sheet: ScoringSheet, *, version: str, since: date, name: str | None = None) -> SheetDraft:
    """A sheet taken up to be edited, as the next version."""
    return SheetDraft(name or sheet.name, version, since, tuple(_section(section, sheet.scale) for section in sheet.sections))


def _section(section: Section, scale: int) -> SectionDraft:
    floor = OF_SECTION if all(item.full is None for item in section.items) else OF_ITEM
    return SectionDraft(section.id, section.name, section.full, floor, tuple(_item(item, scale) for item in section.items))


def _item(item: SheetItem, scale: int) -> ItemDraft:
    each = item.each[1:] if item.counts in BY_LEVEL else item.each
    return ItemDraft(item.id, item.name, item.counts.value, tuple(_written(step, scale) for step in each), item.full)


def _written(step: int, scale: int) -> str:
    """An exact decimal: every deduction was typed as one."""
    points = Fraction(step, scale)
    whole, rest = divmod(points.numerator * 10_000 // points.denominator, 10_000)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".")


def entry_of(draft: SheetDraft) -> dict[str, Any]:
    """The draft as parsed data of scoring_sheet.toml."""
    return {
        "name": draft.name.strip(), "version": draft.version.strip(), "since": draft.since, "reference": False,
        "sections": [
            {"id": section.id, "name": section.name.strip(), "full": section.full, "floor": section.floor,
             "items": [_item_entry(item) for item in section.items]}
            for section in draft.sections
        ],
    }  # fmt: skip


def _item_entry(item: ItemDraft) -> dict[str, Any]:
    each = list(item.each) if item.counts in BY_LEVEL else item.each[0]
    full = {} if item.full is None else {"full": item.full}
    return {"id": item.id, "name": item.name.strip(), "counts": item.counts, "each": each, **full}


def faults(draft: SheetDraft, taken: frozenset[tuple[str, str]] = frozenset()) -> tuple[SheetFault, ...]:
    """Everything wrong, line by line; none where it may be put in force. ``taken``: names and versions there already."""
    return tuple(_faults(draft, taken))


def _faults(draft: SheetDraft, taken: frozenset[tuple[str, str]]) -> Iterator[SheetFault]:
    yield from _head_faults(draft, taken)
    total = sum(section.full for section in draft.sections)
    if total != FULL_MARKS:
        yield SheetFault("满分", f"各部分合计 {total} 分，应为 {FULL_MARKS} 分。")
    ids = Counter([section.id for section in draft.sections] + [item.id for section in draft.sections for item in section.items])
    for name, times in ids.items():
        if times > 1:
            yield SheetFault(name, f"代号 {name} 用了 {times} 次。")
    for section in draft.sections:
        yield from _section_faults(section)
        for item in section.items:
            yield from _marks_faults(item, section.floor)
            yield from _metric_faults(item)


def _head_faults(draft: SheetDraft, taken: frozenset[tuple[str, str]]) -> Iterator[SheetFault]:
    if not draft.name.strip():
        yield SheetFault("名称", "没有写标准的名称。")
    if not draft.version.strip():
        yield SheetFault("版本", "没有写版本。")
    if (draft.name.strip(), draft.version.strip()) in taken:
        yield SheetFault("版本", "已有同名同版本的标准，请换一个版本。")


def _section_faults(section: SectionDraft) -> Iterator[SheetFault]:
    if not _NAME.fullmatch(section.id) or not section.name.strip():
        yield SheetFault(section.id, "每一部分要有名称和代号（字母开头，字母或数字，最多 8 个）。")
    if section.full < 1:
        yield SheetFault(section.id, "满分应为正整数。")
    if section.floor not in (OF_SECTION, OF_ITEM):
        yield SheetFault(section.id, "扣到哪里为止：按部分或按项目。")
    if not section.items:
        yield SheetFault(section.id, "这一部分没有项目。")
    own = sum(item.full or 0 for item in section.items)
    if section.floor == OF_ITEM and own != section.full:
        yield SheetFault(section.id, f"各项合计 {own} 分，应为 {section.full} 分。")


def _marks_faults(item: ItemDraft, floor: str) -> Iterator[SheetFault]:
    if not _NAME.fullmatch(item.id) or not item.name.strip():
        yield SheetFault(item.id, "每一项要有名称和代号（字母开头，字母或数字，最多 8 个）。")
    if floor == OF_ITEM and (item.full is None or item.full < 1):
        yield SheetFault(item.id, "按项目封底的，每一项要有满分（正整数）。")
    if floor == OF_SECTION and item.full is not None:
        yield SheetFault(item.id, "按部分封底的，项目不另设满分。")


def _metric_faults(item: ItemDraft) -> Iterator[SheetFault]:
    if item.counts not in METRIC_WORDS:
        yield SheetFault(item.id, f"计数不能是“{item.counts}”。")
        return
    if item.counts == Counts.ENTERED and item.id not in set(Item):
        yield SheetFault(item.id, f"由考评人员录入的项目只能是 {'、'.join(Item)}（录入项按这些代号登记）。")
    wanted = 4 if item.counts in BY_LEVEL else 1
    if len(item.each) != wanted or not all(_POINTS.fullmatch(step) for step in item.each):
        yield SheetFault(item.id, f"每起扣分应为{'四个' if wanted == 4 else '一个'}不小于 0 的数，最多四位小数。")


def plain(draft: SheetDraft) -> dict[str, Any]:
    """The draft as JSON data."""
    entry = entry_of(draft)
    return entry | {"since": draft.since.isoformat()}


def read(data: Mapping[str, Any]) -> SheetDraft:
    """A draft from :func:`plain`. Raises ValueError, KeyError, TypeError for anything else."""
    return SheetDraft(data["name"], data["version"], date.fromisoformat(data["since"]), tuple(map(_read_section, data["sections"])))


def _read_section(data: Mapping[str, Any]) -> SectionDraft:
    return SectionDraft(data["id"], data["name"], data["full"], data["floor"], tuple(map(_read_item, data["items"])))


def _read_item(data: Mapping[str, Any]) -> ItemDraft:
    each = data["each"]
    return ItemDraft(data["id"], data["name"], data["counts"], (each,) if isinstance(each, str) else tuple(each), data.get("full"))
