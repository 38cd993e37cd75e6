"""What the review page says: its keys, its help, the state of a year."""

from collections.abc import Sequence
from datetime import date

from app.services.annual_result import Standings

HINTS = "↑↓ 换单位　Enter 看依据　Ctrl+D 截至日　Esc 回到表　F1 帮助　Ctrl+/ 按键表"

KEYS = (
    ("↑ ↓", "换一个单位"),
    ("Enter", "到右边看依据；再按 Enter 打开那一件"),
    ("Tab", "依据之间移动"),
    ("Esc", "回到表"),
    ("Ctrl+D", "改截至日；↑ ↓ 加减一天"),
    ("F5", "重新计算"),
    ("F6", "这个单位的一年放在一页上"),
    ("Ctrl+Shift+D", "定案（局长）"),
)

HELP = (
    "左边是全市各单位这一年的考评，点表头可以排序；右边是选中单位的每一项决定：依据哪一条、原文怎么说、是哪几件信访。\n"
    "表上的圆点是“四无”：实心是做到了，空心是没有做到，依次为进京赴省、集体上访、老户、积案。\n"
    "拖动滑块或改截至日，看这一年里任何一天的情况；之后发生的不计。\n"
    "年终由局长定案：事实、规定、计分标准和结果一并冻结，罚款入账。定案后到的材料只作补录，要重新打开须写明理由。"
)

FIRST_YEAR = 1994
MOST_YEARS = 15


def years(today: date) -> Sequence[int]:
    """The years one may look at, the newest first."""
    return range(today.year, max(FIRST_YEAR, today.year - MOST_YEARS) - 1, -1)


def state_of(standings: Standings) -> tuple[str, str]:
    """The year's state in words, and the tone of the chip that says it."""
    day = f"{standings.as_of.month}月{standings.as_of.day}日"
    if standings.closed:
        return f"已定案（截至 {day}）", "good"
    if not standings.in_force:
        return f"截至 {day}，只作对照", "muted"
    return f"截至 {day}，未定案", "warn"
