"""What the page of documents says: its keys, its help, the layouts by name, and why a desk may be empty."""

from collections.abc import Sequence

from app.services.documents.values import YEAR_END, Waiting
from ui.models.tray import said_of

HINTS = "空格 选　Ctrl+P 编号并打印　Ctrl+S 存为PDF　F3 改文字　Ctrl+N 起草通知　F5 登记簿　F6 看预览　F1 帮助　Ctrl+/ 按键表"

KEYS = (
    ("↑ ↓", "换一件，右边就是它的样子"),
    ("空格", "选上或不选；选了几件就一次发几件"),
    ("Ctrl+A", "全选；再按全不选"),
    ("Ctrl+Shift+A", "只选与光标所在的同一种文书"),
    ("Ctrl+P", "编号并打印选上的；一件没选就是光标所在的这一件"),
    ("Ctrl+S", "编号并存为 PDF"),
    ("Ctrl+L", "换版式：按日期、1995、2012"),
    ("F3", "改这种文书的文字；通知、通报接着写"),
    ("Ctrl+N", "起草通知、通报"),
    ("F7", "另印：没有待发、要补印，或随时可以印的文书"),
    ("Ctrl+Y", "选上最近定案的一年该发的全部文书"),
    ("F5", "发文登记簿；再按回到待发文书"),
    ("F6、Enter", "到预览里去；Esc 回到表"),
    ("PgUp PgDn", "预览里翻页"),
    ("+ − 0 9 1 2", "预览里：放大、缩小、整页、页宽、原大、双页"),
    ("Ctrl+Delete", "登记簿里：作废，要写理由"),
)

HELP = (
    "左边是因为发生了的事情该发而还没有发的文书，右边是它印出来的样子：预览、打印、存档是同一份 PDF。\n"
    "预览上印着“草稿”，编号要到发出的时候才从发文登记簿里取，一号一件，不空号、不重号。\n"
    "用空格选上几件，按 Ctrl+P 一次编号打印；中途可以停，停下后余下的还在表里，接着按 Ctrl+P 就是继续。\n"
    "文字不合适，按 F3 改；花括号里的项目由程序填写，改错了会指出在哪一行，随时可以恢复原文。\n"
    "年度定案后按 Ctrl+Y 选上该发的全部文书，再按 Ctrl+P 依次编号；停下或断电后再来一遍，只发余下的，不空号、不重号。\n"
    "要发通知、通报，按 Ctrl+N 自己写：稿子随写随存，存在加密的数据文件里，写好了和别的文书一样编号发出。\n"
    "发出的都在发文登记簿（F5）里：可以原样重印，可以写明理由作废。作废的号留着，事情还在的，会重新待发。"
)

LAYOUTS = (
    ("", "版式按日期"),
    ("2012", "2012 版式（A4）"),
    ("1995", "1995 版式（16 开）"),
    ("1995-a4", "1995 版式（A4）"),
)

EMPTY_TRAY = (
    "没有待发的文书\n\n"
    "下面这些事一发生，文书就会在这里等着：\n"
    "年度定案：否决书、罚款通知书、重点管理单位通知、表彰通报、考评通报\n"
    "交办、催办、延期：交办通知、催办通知、延期通知\n"
    "登记来信来访：受理告知、转送告知、接访通知\n"
    "查结答复：上访答复意见书、查处结果报告\n\n"
    "发过的在发文登记簿里（F5）。"
)
EMPTY_REGISTER = "这一年还没有发过文。编号发出的每一件都会记在这里。"
NOTHING_SHOWN = "选一件文书，这里就是它印出来的样子。"
ORIGINAL_ON_DEMAND = "按 Enter 取出原件。取出和重印都记入日志。"
_NAMED = 6
OF_ANY_YEAR = "accountability"
"""Decided in open years too: what a close calls for tells which year is meant."""


def many(rows: Sequence[Waiting]) -> str:
    """Some documents in a few words, for a dialog."""
    named = "\n".join(f"· {said_of(row)}" for row in rows[:_NAMED])
    return f"{named}\n· ……共 {len(rows)} 件" if len(rows) > _NAMED else named


def number_to_come(number: str) -> str:
    """What is said of a document's number before it is issued: somebody else may be quicker."""
    return f"{number}（以发出时为准）" if number else "不编号"


def year_end(rows: Sequence[Waiting]) -> tuple[Waiting, ...]:
    """Of these, what the year closed last calls for, in the order it is numbered in."""
    called = [row for row in rows if row.kind in YEAR_END]
    last = max((row.subject.partition("/")[0] for row in called if row.kind != OF_ANY_YEAR), default="")
    return tuple(row for row in called if row.subject.partition("/")[0] == last)
