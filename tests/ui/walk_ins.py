"""Walk-ins as data: what a clerk types into which field, and what the register must hold afterwards, every field of it."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NamedTuple

from app.regulation.terms import NO_REPLY_LETTER, Form, Level
from app.services.petition_form import Purpose, Secrecy, Source
from app.store.petitioners import StoredPerson
from app.store.petitions import StoredPetition

TODAY = date(1996, 12, 20)
SOUND_ID, DOUBTFUL_ID, OLD_ID = "372501194803120418", "372501194803120417", "372501480312001"
PERSON = "petitioners.0."


class Text(str):
    """What is said by the one who came: its letters are not counted as keys."""


class Keys(str):
    """What the clerk presses to choose: each counts."""


class Press(NamedTuple):
    """A key of the page: F4, F9."""

    name: str


Entry = Text | Keys


@dataclass(frozen=True, slots=True)
class WalkIn:
    """``fields`` in the order of the form. ``held``: the columns that differ from a plain visit; ``people`` what is known of each.

    ``before``, ``after``: keys pressed before the fields and the save; ``doubts``: values to be confirmed; ``plain``: within the bar.
    """

    name: str
    fields: dict[str, Entry]
    held: dict[str, Any]
    people: tuple[dict[str, Any], ...]
    before: tuple[Press, ...] = ()
    after: tuple[Press, ...] = ()
    doubts: bool = False
    plain: bool = True
    marks: dict[str, bool] = field(default_factory=dict)


HELD: dict[str, Any] = {
    "year": 1996, "received_on": TODAY, "received_time": None, "form": Form.VISIT, "level": Level.CITY, "people": 1, "represented": None,
    "shown_level": NO_REPLY_LETTER, "shown_number": None, "repeat": False, "serious": False, "voided": False, "late": False,
    "source": Source.IN_PERSON, "reporting_office": None, "purpose": None, "gist": None, "accused": None, "secrecy": Secrecy.ORDINARY,
    "urgent": False, "not_a_case_reason": None, "received_by_unit_name": None, "received_by_unit_post": None, "received_by_unit_time": None,
    "left_with_unit": False, "unit_code": "T03", "subject_class": None, "registered_by_name": "李建国（演示）",
}  # fmt: skip
"""A plain visit to the city today; ids, the number and the instant are not compared, the units and classes they stand for are."""

NOT_COMPARED = frozenset(
    {"id", "number", "unit_id", "counted_unit_id", "matter_id", "matter", "subject_class_id", "accused_unit_id", "registered_by"}
    | {"registered_at", "unit_name"}
)


def held_of(stored: StoredPetition) -> dict[str, Any]:
    return {name: value for name, value in asdict(stored).items() if name not in NOT_COMPARED}


def known_of(people: tuple[StoredPerson, ...]) -> tuple[dict[str, Any], ...]:
    return tuple({part: value for part, value in asdict(person).items() if value is not None and part != "seq"} for person in people)


GIST = Text("反映张村1995年提留款超收，要求清退。")
WOMAN = {"name": "李秀兰（演示）"}


def _visit(name: str, fields: dict[str, Entry], held: dict[str, Any], *people: dict[str, Any], **more: Any) -> WalkIn:
    """With a name, a unit by initials, a purpose and a gist where the fields name none."""
    usual: dict[str, Entry] = {f"{PERSON}name": Text("李秀兰（演示）"), "unit": Keys("hyz"), "purpose": Keys("qj"), "gist": GIST}
    wanted = {**usual, **fields}
    told = {"gist": str(GIST), "purpose": Purpose.REQUEST, **held}
    return WalkIn(name, {key: wanted[key] for key in ORDER if wanted.get(key)}, told, people or (WOMAN,), **more)


ORDER = (
    *(f"{PERSON}{part}" for part in ("name", "sex", "id_number", "phone")), "people", "represented",
    *(f"{PERSON}{part}" for part in ("township", "village", "address")),
    "received_on", "received_time", "form", "source", "level", "reporting_office", "unit", "shown_level", "shown_number", "purpose",
    "not_a_case", "not_a_case_reason", "subject_class", "accused", "secrecy", "urgent", "gist",
    f"{PERSON}birth_on", f"{PERSON}other_paper", f"{PERSON}employer", f"{PERSON}occupation", "companions", "accused_unit",
    "received_by_unit_name", "received_by_unit_post", "received_by_unit_time", "left_with_unit",
)  # fmt: skip

BORN = {"birth_on": date(1948, 3, 12), "sex": "男"}
MAN = {"name": "曾喆生（演示）", "id_number": SOUND_ID, **BORN}

WALK_INS = (
    _visit("个别来访，未持答复意见书", {}, {}),
    _visit(
        "个别来访，持单位答复意见书",
        {"shown_level": Keys("dw"), "shown_number": Text("侯信复〔1996〕12号"), "received_time": Text("930")},
        {"shown_level": 0, "shown_number": "侯信复〔1996〕12号", "received_time": "09:30"},
    ),
    _visit(
        "姓名、性别、证件、电话、住址齐全",
        {f"{PERSON}name": Text(MAN["name"]), f"{PERSON}id_number": Text(SOUND_ID), f"{PERSON}phone": Text("24-0017"),
         f"{PERSON}township": Text("侯营镇"), f"{PERSON}village": Text("张村"), f"{PERSON}address": Text("3组12号"),
         "subject_class": Keys("2"), f"{PERSON}employer": Text("张村小学"), f"{PERSON}occupation": Text("教师")},
        {"subject_class": "*"},
        {**MAN, "phone": "24-0017", "township": "侯营镇", "village": "张村", "address": "3组12号", "employer": "张村小学",
         "occupation": "教师"},
        plain=False,
    ),
    _visit("四人来访，不是集体访", {"people": Text("4")}, {"people": 4}, marks={"集体访": False}),
    _visit("五人来访，集体访", {"people": Text("5")}, {"people": 5}, marks={"集体访": True}),
    _visit("三名代表替四十人", {"people": Text("3"), "represented": Text("40")}, {"people": 3, "represented": 40}, marks={"集体访": True}),
    _visit(
        "控告单位负责人：自动保密，改由上级",
        {"unit": Keys("D24"), "purpose": Keys("jfkg"), "accused": Text("市二轻局局长"), "gist": Text("反映局长虚报账目套取公款。")},
        {"purpose": Purpose.ACCUSATION, "accused": "市二轻局局长", "secrecy": Secrecy.PROTECTED, "unit_code": "D05",
         "gist": "反映局长虚报账目套取公款。"},
        after=(Press("Ctrl+J"),),
    ),
    _visit(
        "外国人，持护照",
        {f"{PERSON}name": Text("John Smith"), f"{PERSON}other_paper": Text("护照 E12345678")},
        {},
        {"name": "John Smith", "other_paper": "护照 E12345678"},
    ),
    _visit("15 位旧证件号", {f"{PERSON}id_number": Text(OLD_ID)}, {}, {**WOMAN, "id_number": OLD_ID, **BORN}),
    _visit("姓名有扩展 B 区的字", {f"{PERSON}name": Text("𠮷𡋗生（演示）")}, {}, {"name": "𠮷𡋗生（演示）"}),
    _visit("来信", {"form": Keys("lx")}, {"form": Form.LETTER}, marks={"越级": False}),
    _visit(
        "咨询，不立案",
        {"purpose": Keys("zx"), "not_a_case": Keys("bla"), "not_a_case_reason": Text("当面答复")},
        {"purpose": Purpose.INQUIRY, "not_a_case_reason": "当面答复"},
    ),
    _visit("意见建议，立案", {"purpose": Keys("yjjy")}, {"purpose": Purpose.OPINION}),
    _visit("补登本月初的来访", {"received_on": Text("12-02")}, {"received_on": date(1996, 12, 2)}),
    _visit(
        "补录已定案年度的来访",
        {"received_on": Text("1995-12-28")},
        {"received_on": date(1995, 12, 28), "year": 1995, "late": True},
        marks={"补录": True},
    ),
    _visit(
        "校验位不符的证件号，核对后保留",
        {f"{PERSON}id_number": Text(DOUBTFUL_ID)},
        {},
        {**WOMAN, "id_number": DOUBTFUL_ID},
        doubts=True,
    ),
    _visit("不肯留名，确认后按匿名", {f"{PERSON}name": Text("")}, {}, {"name": "匿名"}, doubts=True),
    _visit("紧急", {"urgent": Keys(" ")}, {"urgent": True}),
    _visit("单位打编号", {"unit": Keys("T07")}, {"unit_code": "T07"}),
    _visit("单位打名称", {"unit": Text("斗虎屯")}, {"unit_code": "T08"}),
    _visit("多音字单位打另一种读音", {"unit": Keys("zlzx")}, {"unit_code": "T07"}),
    _visit("下属单位", {"unit": Keys("xhl")}, {"unit_code": "X07"}),
    _visit(
        "省里通报的来访",
        {"level": Keys("sheng"), "reporting_office": Text("省信访局"), "shown_level": Keys("dq")},
        {"level": Level.PROVINCE, "source": Source.FORWARDED, "reporting_office": "省信访局", "shown_level": 2},
        marks={"越级": False},
    ),
    _visit(
        "三个人同来",
        {"companions": Text("王五（演示）、赵六（演示）")},
        {"people": 3},
        WOMAN,
        {"name": "王五（演示）"},
        {"name": "赵六（演示）"},
    ),
    _visit(
        "单位来人接访，已领回",
        {"people": Text("6"), "received_by_unit_name": Text("侯营镇副书记（演示）"), "received_by_unit_post": Text("副书记"),
         "received_by_unit_time": Text("1030"), "left_with_unit": Keys(" ")},
        {"people": 6, "received_by_unit_name": "侯营镇副书记（演示）", "received_by_unit_post": "副书记", "received_by_unit_time": "10:30",
         "left_with_unit": True},
        plain=False,
    ),
)  # fmt: skip
