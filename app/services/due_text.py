"""The due list as text: a line for each case, overdue ones first, and why the date is what it is."""

from collections.abc import Iterator

from app.services.matter_values import URGENCY_WORDS, DueList, DueRow, Urgency
from app.services.plain_table import Align, on_one_line, table, wrapped

HEADERS = ("事项", "单位", "到期", "情况", "催办", "摘要")
ALIGNS = (Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT)


def due_text(listed: DueList) -> str:
    """The whole text, ending in a line break."""
    counts = "，".join(f"{URGENCY_WORDS[urgency]} {listed.count(urgency)} 件" for urgency in Urgency)
    lines = [f"截至 {listed.as_of}，{listed.within} 日以内：{counts}。"]
    if listed.rows:
        lines += ["", *table(HEADERS, ALIGNS, [_row(row) for row in listed.rows]), "", "为何是这一天："]
        lines += [line for row in listed.rows for line in _why(row)]
    return "\n".join(lines) + "\n"


def _row(row: DueRow) -> list[str]:
    return [row.matter, f"{row.unit_name}（{row.unit_code}）", row.due_on.isoformat(), _state(row), str(row.urged or ""), row.gist]


def _state(row: DueRow) -> str:
    if row.urgency is Urgency.OVERDUE:
        return f"超期 {-row.days} 日"
    return "今日到期" if row.urgency is Urgency.TODAY else f"还有 {row.days} 日"


def _why(row: DueRow) -> Iterator[str]:
    yield f"  {on_one_line(row.matter)}"
    yield from wrapped("".join(row.why), 110, "    ")
