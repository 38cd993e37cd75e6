"""What the page of the register says: its keys, its help, how many and where one is."""

from app.services.register_search_values import Listing

HINTS = "Enter 查找、打开　PageUp PageDown 翻页　Home End 首末页　Ctrl+F 查找　F3 筛选　Esc 清除　F1 帮助　Ctrl+/ 按键表"

KEYS = (
    ("Ctrl+F", "到查找栏；Enter 开始查找"),
    ("↓", "从查找栏到表"),
    ("Enter", "打开选中的登记"),
    ("PageUp PageDown", "翻页；到头接着翻到上一页、下一页"),
    ("Home End", "第一页、最后一页"),
    ("F3", "收起或打开筛选"),
    ("F4", "改按日期先后的次序"),
    ("F5", "重新查看"),
    ("Ctrl+E", "把列出的导出为表格"),
    ("Ctrl+L", "选择显示哪些列"),
    ("Esc", "回到查找栏；再按清除查找和筛选"),
)

HELP = (
    "全部来信来访，最新的在前。查找栏里可以打：姓名（一两个字也行）、姓名的拼音首字母、证件号的后四位或全部、电话的末尾、反映内容里的一段话、登记号、事项编号、单位的名称或拼音。"
    "几个词用空格分开，要都找得到才列出；“因何找到”一列写明是怎么找到的。\n"
    "下面的筛选可以同时用几项。集体、越级、重访等每按一下换一种：不限、只看、不看。\n"
    "保密件只显示有这一件，不显示是谁、反映什么；不在局长指定之列的人，用姓名、号码、内容都查不到它。\n"
    "每次查找和导出都留记录。"
)

NOTHING = "没有符合的登记。"
NO_MATCH = "没有找到。可以少打几个字，或者放宽筛选（Esc 清除）。"
EMPTY = "登记簿还是空的。到“登记”页登记第一件来信来访。"


def place_words(listing: Listing, start: int | None) -> str:
    """Where one is: `第 101–200 件`; where the whole list is at hand, how many it has."""
    count = len(listing.lines)
    if not count or (not listing.before and not listing.after):
        return f"共 {count:,} 件"
    return f"第 {start:,}–{start + count - 1:,} 件" if start is not None else f"最后 {count} 件"


def total_words(total: int | None, *, whole: bool) -> str:
    """How many in all, as far as it was counted: `共 1,000+ 件`."""
    return "" if total is None else f"，共 {total:,}{'' if whole else '+'} 件"
