"""The scoring sheet as a document's table shows it: each item, what it counts, what it takes off."""

from fractions import Fraction
from typing import Any

from app.regulation.rounding import two_places
from app.regulation.sheet import BY_LEVEL, Counts, ScoringSheet, SheetItem

COUNTED = {
    Counts.COLLECTIVE_VISITS: "每起，市/地区/省/京",
    Counts.SKIPPING_VISITS: "每起，地区/省/京",
    Counts.REPEAT_VISITS: "市以上重访，每起",
    Counts.LONG_STANDING_AND_BACKLOG: "每件老户；每件积案；两者都是的计两次",
    Counts.LATE_PERCENTAGE_POINTS: "按期查结率每低一个百分点，按比例",
    Counts.OVERDUE_ASKED_CASES: "要结果的案件到期不报又不说明，每件",
    Counts.LATE_COLLECTIVE_CASES: "集体访案件逾期未查结，每件",
    Counts.UNSIGNED_REPLIES: "已查结而答复意见书未签署，每件",
    Counts.ENTERED: "由考评人员录入，每个",
}


def sheet_rows(sheet: ScoringSheet) -> tuple[dict[str, Any], ...]:
    """The items in the sheet's order; an item without a limit of its own shows its section's full marks."""
    return tuple(
        {
            "item": item.id,
            "name": item.name,
            "full": str(section.full if item.full is None else item.full),
            "how": COUNTED[item.counts],
            "deduction": _deduction(sheet, item),
        }
        for section in sheet.sections
        for item in section.items
    )


def _deduction(sheet: ScoringSheet, item: SheetItem) -> str:
    """2/4/8/15; a level that takes nothing off is left out where it is the city's."""
    steps = item.each[1:] if item.counts in BY_LEVEL else item.each
    if item.counts is Counts.SKIPPING_VISITS and steps[0] == 0:
        steps = steps[1:]
    return "/".join(_points(Fraction(step, sheet.scale)) for step in steps)


def _points(points: Fraction) -> str:
    return str(points.numerator) if points.denominator == 1 else two_places(points).rstrip("0")
