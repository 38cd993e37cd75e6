"""The columns of the list of cases: on the screen and in the workbook the same words, dates and numbers."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from app.regulation.terms import Signature
from app.services.case_values import CaseLine
from app.services.matter_values import ASKING_WORDS, LIMIT_WORDS, SIGNATURE_WORDS
from app.services.petition_form import WITHHELD

Cell = str | int | date | None


class CaseColumn(NamedTuple):
    """``value`` of a case on a day; numbers stand to the right."""

    id: str
    header: str
    value: Callable[[CaseLine, date], Cell]
    usual: bool = False  # shown until one chooses otherwise
    numeric: bool = False


def _left(line: CaseLine, today: date) -> Cell:
    """Days until the due date, negative past it; of a concluded case none."""
    return (line.due_on - today).days if line.due_on is not None and line.concluded_on is None else None


def state_words(line: CaseLine, today: date) -> str:
    """Where the case stands, in a few words."""
    if line.concluded_on is not None:
        late = line.due_on is not None and line.concluded_on > line.due_on
        return f"办结{'（逾期）' if late else ''}"
    days = (line.due_on - today).days if line.due_on is not None else 0
    if days < 0:
        return f"超期 {-days} 日"
    return "今日到期" if days == 0 else f"还有 {days} 日"


def course_words(line: CaseLine) -> str:
    """What was done last."""
    if line.concluded_on is not None:
        return _answered(line)
    if line.given_refused:
        return "单位拒办"
    if line.given_on is None and line.assigned_on is None:
        return "未交办"
    urged = f"，催办 {line.urged} 次" if line.urged else ""
    if line.given_on is not None and not line.acknowledged:
        return f"等单位接收{urged}"
    return f"{'已延期' if line.extended_on else '办理中'}{urged}"


def _answered(line: CaseLine) -> str:
    if line.no_reply_needed:
        return "不需答复"
    if line.replied_on is None:
        return "未送答复"
    return f"答复{SIGNATURE_WORDS[line.signature or Signature.UNSIGNED]}"


def marks(line: CaseLine) -> str:
    """The few words that make a case another: 集体, 要结果, 老户, 保密, 补录."""
    told = (
        (line.collective, "集体"),
        (line.assigned_level is not None, "要结果"),
        (line.long_standing_on is not None, "老户"),
        (line.protected, "保密"),
        (line.late, "补录"),
    )
    return " ".join(word for holds, word in told if holds)


def gist(line: CaseLine) -> str:
    """What it is about, on one line; of a protected case nothing."""
    return WITHHELD if line.protected else " ".join(line.gist.split())


COLUMNS = (
    CaseColumn("number", "事项", lambda line, _today: line.number, usual=True),
    CaseColumn("unit", "责任单位", lambda line, _today: line.unit_name, usual=True),
    CaseColumn("due", "到期", lambda line, _today: line.due_on, usual=True),
    CaseColumn("state", "情况", state_words, usual=True),
    CaseColumn("course", "办到哪一步", lambda line, _today: course_words(line), usual=True),
    CaseColumn("marks", "标记", lambda line, _today: marks(line), usual=True),
    CaseColumn("gist", "摘要", lambda line, _today: gist(line), usual=True),
    CaseColumn("accepted", "受理", lambda line, _today: line.accepted_on),
    CaseColumn("left", "剩余天数", _left, numeric=True),
    CaseColumn("limit", "期限", lambda line, _today: LIMIT_WORDS[line.limit] if line.limit else ""),
    CaseColumn("class", "内容分类", lambda line, _today: line.subject_class or ""),
    CaseColumn("petitions", "起数", lambda line, _today: line.petitions, numeric=True),
    CaseColumn("urged", "催办", lambda line, _today: line.urged, numeric=True),
    CaseColumn("urged_on", "上次催办", lambda line, _today: line.urged_on),
    CaseColumn("asked", "交办级别", lambda line, _today: ASKING_WORDS[line.assigned_level] if line.assigned_level else ""),
    CaseColumn("asked_due", "上报期限", lambda line, _today: line.asked_due_on),
    CaseColumn("reported", "上报", lambda line, _today: line.reported_on),
    CaseColumn("explained", "说明", lambda line, _today: line.explained_on),
    CaseColumn("concluded", "办结", lambda line, _today: line.concluded_on),
    CaseColumn("replied", "答复", lambda line, _today: line.replied_on),
    CaseColumn("long_standing", "老户认定", lambda line, _today: line.long_standing_on),
)
BY_ID = {column.id: column for column in COLUMNS}
USUAL = tuple(column.id for column in COLUMNS if column.usual)


def known(ids: "list[str] | tuple[str, ...]") -> tuple[CaseColumn, ...]:
    """The columns named, in their own order; the usual ones where none is known. The number is always among them."""
    wanted = {"number", *ids} if set(ids) & set(BY_ID) else set(USUAL)
    return tuple(column for column in COLUMNS if column.id in wanted)
