"""来访登记表: filled in for the file and the petitioner, or blank for a day without power."""

from dataclasses import dataclass
from datetime import date

from reports.blocks import Form, FormCell, FormRow
from reports.document import Document
from reports.documents.parts import withheld
from reports.wording import Wording

_WIDTH = 600
_FIRST_LABEL = 110
_LABELS = {2: 60, 4: 90}
"""Of `_WIDTH`, by how many characters a label has."""
_WITHHELD = "（身份保密）"


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """What the form says; an empty text leaves its cell blank, so a value with the first two alone is the blank form."""

    organ: str
    day: date
    """The day of the petition; of a blank form the day it is printed."""
    number: str = ""
    """Register number."""
    form: str = ""
    """来访 or 来信."""
    level: str = ""
    """Where it arrived."""
    name: str = ""
    sex: str = ""
    birth: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    people: str = ""
    """How many came."""
    others: str = ""
    """The others' names, or for how many they speak."""
    unit: str = ""
    """责任单位."""
    classes: str = ""
    """内容分类."""
    summary: str = ""
    demand: str = ""
    judged: str = ""
    """集体访, 越级, 重访, with why."""
    reply_letter: str = ""
    """The reply letter shown."""
    due: str = ""
    """Until when, and the clause."""
    handling: str = ""
    clerk: str = ""
    protected: bool = False
    """Everything that tells who the petitioner is stays out; `kept_secret` must then not stand elsewhere in the form."""
    kept_secret: tuple[str, ...] = ()
    sample: bool = False


def document(paper: RegistrationForm, words: Wording) -> Document:
    """The form as a plain paper. Raises Refusal for a fault in the wording, and where it would name someone kept secret."""
    if paper.protected:
        withheld(paper.kept_secret, (paper.summary, paper.demand, paper.judged, paper.handling, paper.reply_letter, paper.others))
    fields = {"organ": paper.organ, "number": paper.number or "　　　　　　　　"}
    return Document(
        header="",
        number=words.text("number", fields),
        title=words.lines("title", fields),
        body=words.blocks(fields, inserts={"form": (_form(paper),)}),
        signature=None,
        organ=paper.organ,
        dated=paper.day,
        sample=paper.sample,
    )


def _form(paper: RegistrationForm) -> Form:
    day = f"{paper.day.year}年{paper.day.month}月{paper.day.day}日" if paper.number else "　　　年　　月　　日"
    others = "" if paper.protected else paper.others
    return Form(
        (
            _row(("形式", paper.form), ("日期", day), ("到访机关", paper.level), widths=(2, 3, 2)),
            *_person(paper),
            _row(("人数", paper.people), ("同来的人", others), widths=(1, 2)),
            _row(("责任单位", paper.unit), ("内容分类", paper.classes)),
            _row(("反映的事项", paper.summary), height=5.5),
            _row(("要求", paper.demand), height=1.5),
            _row(("登记认定", paper.judged), height=1.2),
            _row(("所持答复意见书", paper.reply_letter), ("办结期限", paper.due)),
            _row(("处理意见", paper.handling), height=2.5),
            _row(("接待人", paper.clerk), ("信访人签名", "")),
        )
    )


def _person(paper: RegistrationForm) -> tuple[FormRow, ...]:
    """Who the petitioner is, or that it is withheld."""
    if paper.protected:
        return (_row(("信访人", _WITHHELD)),)
    return (
        _row(("姓名", paper.name), ("性别", paper.sex), ("出生年月", paper.birth)),
        _row(("身份证号", paper.id_number), ("电话", paper.phone), widths=(2, 1)),
        _row(("住址", paper.address)),
    )


def _row(*cells: tuple[str, str], widths: tuple[int, ...] = (), height: float = 1.0) -> FormRow:
    """A row of labels and values; the values share what the labels leave in the proportion of `widths`."""
    shares = widths or (1,) * len(cells)
    labels = [_FIRST_LABEL, *(_LABELS.get(len(label), _FIRST_LABEL) for label, _ in cells[1:])]
    rest = _WIDTH - sum(labels)
    found: list[FormCell] = []
    for (label, text), width, share in zip(cells, labels, shares, strict=True):
        found += [FormCell(label, width, label=True), FormCell(text, rest * share // sum(shares))]
    return FormRow(tuple(found), height)
