"""What the page of units says: its keys, its help, spans of time in words."""

from datetime import date

HINTS = "↑↓ 换单位　打字 查找　F2 资料　F3 这一年　Ctrl+N 新单位　Ctrl+I 导入　F1 帮助　Ctrl+/ 按键表"

KEYS = (
    ("打字、Ctrl+F", "按编号、名称或拼音首字母查找；Esc 回到全部单位"),
    ("↑ ↓", "换一个单位"),
    ("Enter", "到右边"),
    ("F2", "这个单位的资料：沿革、人员、上下级"),
    ("F3", "这个单位的一年：信访、否决、罚款、未办结"),
    ("F4", "改资料：上级、主管机关、保证金标准"),
    ("F6", "改名，写明从哪一天起"),
    ("F7", "任职"),
    ("F8", "离任：右边每个现任后面也有这个按钮"),
    ("F9", "并入另一个单位，或停用"),
    ("F5", "到年度考评里看这个单位"),
    ("Ctrl+N", "新单位"),
    ("Ctrl+I", "从工作簿导入"),
    ("← → ↑ ↓ Enter", "在时间线上走动；Enter 到那个月的登记"),
)

HELP = (
    "左边是全部单位，下属单位排在上级下面，停用的注明“已停用”。直接打字就能查找。\n"
    "改名、换上级都要写明从哪一天起：在那一天以前登记的，仍按当时的名称和上级计。\n"
    "合并：并入的单位停用，写明接续单位；以前的考评事实留在原单位，下属单位从那一天起归接续单位，未办结的事项请在案件里逐件改交。\n"
    "重点管理单位的党政主要领导不能提拔、调动：变动他们的任职会先警告，照改的留下记录。\n"
    "“这一年”把一个单位的一年放在一页上：时间线上一个记号是一起信访，选中一格，下面就是那几件登记。"
)

NOTHING_FOUND = "没有找到这样的单位。"
NO_UNITS = "还没有单位。按 Ctrl+N 新建，或按 Ctrl+I 从工作簿导入。"


def span(from_on: date | None, to_on: date | None) -> str:
    """From a day to a last day; open ends say nothing."""
    if from_on is None and to_on is None:
        return "一直"
    if to_on is None:
        return f"{from_on} 起"
    return f"到 {to_on}" if from_on is None else f"{from_on} 至 {to_on}"
