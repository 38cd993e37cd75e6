"""What imagined changes would do, as text: each unit that moves, line by line before and after, then the standings."""

from collections.abc import Iterator

from app.services.annual_differences import Difference, UnitMove
from app.services.annual_what_if import WhatIf
from app.services.plain_table import on_one_line, wrapped
from app.services.standings_text import standings_table

WIDTH = 110
MOST_UNITS = 30
RANK_ALONE = frozenset({"rank", "remarks"})


def what_if_text(change: WhatIf) -> str:
    """The whole text, ending in a line break."""
    return "\n".join(_lines(change)) + "\n\n" + standings_table(change.after)


def _lines(change: WhatIf) -> Iterator[str]:
    yield "设想：" + "；".join(on_one_line(each.said()) for each in change.changes) + "。什么也没有写入。"
    yield from change.notes
    moving = [each for each in change.moves if not _only_rank(each)]
    for move in moving[:MOST_UNITS]:
        told = "，".join(map(_told, move.differences))
        yield from wrapped(f"{on_one_line(move.name)}（{move.code}）：{told}", WIDTH, "")
    if len(moving) > MOST_UNITS:
        yield f"另有 {len(moving) - MOST_UNITS} 个单位有变动。"
    shifted = len(change.moves) - len(moving)
    if shifted:
        yield f"另有 {shifted} 个单位只是名次随之变动。"
    if not change.moves:
        yield "没有单位因此变动。"


def _only_rank(move: UnitMove) -> bool:
    return move.before is not None and move.after is not None and {each.field for each in move.differences} <= RANK_ALONE


def _told(difference: Difference) -> str:
    before, after = difference.before or "不列", difference.after or "不列"
    return f"{difference.label} {before} → {after}" if before != after else f"{difference.label}（依据变动）"
