"""The fields of the form: what each is called, how it is typed, and how much room it takes."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ui.pages.registration import options
from ui.pages.registration.attachments import LIMITS, Attachments
from ui.pages.registration.companions import Companions
from ui.widgets.date_field import DateLine
from ui.widgets.inputs import Choice, Lines, Number, Option, Tick
from ui.widgets.line import Line
from ui.widgets.time_line import TimeLine

PERSON = "petitioners.0."


class Cell(NamedTuple):
    """``key`` is the draft's own name for the field, as its faults name it. ``least`` width in pixels at 100 %, ``weight`` of the rest."""

    key: str
    caption: str
    make: Callable[[], QWidget]
    least: int
    weight: int
    breaks: bool = False
    hint: str = ""
    steady: bool = False


def person_cells() -> tuple[Cell, ...]:
    """来访人: what is asked first."""
    return (
        Cell(f"{PERSON}name", "主访人", lambda: Line("姓名，或“匿名”", longest=60), 150, 3),
        Cell(f"{PERSON}sex", "性别", lambda: Choice(options.SEXES), 66, 0),
        Cell(f"{PERSON}id_number", "证件号", lambda: Line(longest=18), 190, 4, hint="15 或 18 位；护照等填在更多栏目（F9）", steady=True),
        Cell(f"{PERSON}phone", "电话", lambda: Line(longest=40), 120, 2),
        Cell("people", "人数", lambda: Number("1"), 70, 1, breaks=True),
        Cell("represented", "代表人数", lambda: Number("替多少人"), 90, 1),
        Cell(f"{PERSON}township", "乡镇街道", lambda: Line(longest=60), 110, 2),
        Cell(f"{PERSON}village", "村居", lambda: Line(longest=60), 100, 2),
        Cell(f"{PERSON}address", "住址", lambda: Line("门牌或详细住址", longest=200), 150, 3),
    )


def situation_cells(today: date, unit: Callable[[], QWidget], classes: list[Option]) -> tuple[Cell, ...]:
    """来访情况: when, how, to whom it belongs, about what."""
    return (
        Cell("received_on", "日期", lambda: DateLine(today), 116, 1),
        Cell("received_time", "时间", TimeLine, 72, 0),
        Cell("form", "形式", lambda: Choice(options.FORMS), 88, 1),
        Cell("source", "来源", lambda: Choice(options.SOURCES), 112, 1),
        Cell("level", "到达级别", lambda: Choice(options.LEVELS), 92, 1),
        Cell("reporting_office", "通报机关", lambda: Line("到地区以上时", longest=80), 124, 2),
        Cell("unit", "责任单位", unit, 180, 3, breaks=True),
        Cell("shown_level", "持答复意见书", lambda: Choice(options.REPLY_LEVELS), 104, 1),
        Cell("shown_number", "答复书编号", lambda: Line(longest=60), 116, 2),
        Cell("purpose", "目的", lambda: Choice(options.PURPOSES), 112, 1),
        Cell("not_a_case", "立案", lambda: Choice(options.CASE), 90, 0),
        Cell("not_a_case_reason", "不立案的理由", lambda: Line(longest=200), 160, 3),
        Cell("subject_class", "内容分类", lambda: Choice(classes), 140, 2, breaks=True),
        Cell("accused", "被反映人或单位", lambda: Line(longest=120), 160, 3),
        Cell("secrecy", "密级", lambda: Choice(options.SECRECIES), 92, 1),
        Cell("urgent", "缓急", lambda: Tick("紧急"), 70, 0),
        Cell("gist", "反映内容", lambda: Lines("反映什么、要求什么。Shift+Enter 换行", rows=3), 300, 1, breaks=True),
    )


def more_cells(today: date, accused_unit: Callable[[], QWidget]) -> tuple[Cell, ...]:
    """更多: asked when there is time, or when the unit's people have come."""
    return (
        Cell(f"{PERSON}birth_on", "出生日期", lambda: DateLine(today), 116, 1),
        Cell(f"{PERSON}other_paper", "其他证件", lambda: Line("名称和号码", longest=80), 130, 2),
        Cell(f"{PERSON}employer", "工作单位", lambda: Line(longest=120), 130, 2),
        Cell(f"{PERSON}occupation", "职业", lambda: Line(longest=60), 100, 1),
        Cell("accused_unit", "被反映的单位（登记在册的）", accused_unit, 190, 3),
        Cell("companions", "同来的人", Companions, 300, 1, breaks=True),
        Cell("received_by_unit_name", "单位来接访的人", lambda: Line(longest=60), 130, 2, breaks=True),
        Cell("received_by_unit_post", "职务", lambda: Line(longest=60), 110, 2),
        Cell("received_by_unit_time", "到达时间", TimeLine, 80, 1),
        Cell("left_with_unit", "去向", lambda: Tick("已领回"), 84, 0),
        Cell("attachments", "附件", Attachments, 300, 1, breaks=True, hint=f"存在加密的数据文件里；{LIMITS}"),
    )
