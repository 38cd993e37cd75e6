"""Between the form's editors and the draft the services take: reading, filling, and what cannot be read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.services.petition_form import FieldFault, PetitionDraft, Petitioner
from ui.pages.registration.cells import PERSON
from ui.widgets.date_field import DateLine
from ui.widgets.inputs import Choice, Tick
from ui.widgets.line import Line
from ui.widgets.unit_line import Unit, UnitLine

Editors = Mapping[str, Any]
_PERSON_TEXTS = ("name", "sex", "id_number", "other_paper", "phone", "address", "township", "village", "employer", "occupation")
_TEXTS = (
    "received_time", "reporting_office", "subject_class", "gist", "accused", "shown_number",
    "received_by_unit_name", "received_by_unit_post", "received_by_unit_time",
)  # fmt: skip
_CHOICES = ("form", "source", "level", "purpose", "secrecy", "shown_level")
_TICKS = ("urgent", "left_with_unit")


def fresh(today: date) -> PetitionDraft:
    """A new form: today, a visit to the city."""
    return PetitionDraft(received_on=today)


def draft_of(editors: Editors, matter: str) -> PetitionDraft:
    """What is entered. What cannot be read (see `unreadable`) is left out."""
    no_case = bool(editors["not_a_case"].value())
    return PetitionDraft(
        petitioners=(_petitioner(editors), *editors["companions"].value()),
        received_on=editors["received_on"].day(),
        people=_people(editors),
        represented=editors["represented"].number(),
        unit=editors["unit"].code,
        accused_unit=editors["accused_unit"].code,
        matter=matter,
        attachments=editors["attachments"].value(),
        not_a_case_reason=editors["not_a_case_reason"].value() if no_case else None,
        **{name: editors[name].value() for name in (*_TEXTS, *_CHOICES, *_TICKS)},
    )


def _people(editors: Editors) -> int | None:
    """Empty is those who are named; what is written and is no number is None."""
    written = editors["people"]
    return 1 + len(editors["companions"].value()) if not written.text() else written.number()


def _petitioner(editors: Editors) -> Petitioner:
    return Petitioner(
        **{name: editors[f"{PERSON}{name}"].value() for name in _PERSON_TEXTS},
        birth_on=editors[f"{PERSON}birth_on"].day(),
    )


def fill(editors: Editors, draft: PetitionDraft, unit: Unit | None, accused_unit: Unit | None = None) -> None:
    """Put a draft into the editors; ``unit`` and ``accused_unit`` are those its codes name."""
    first, *others = draft.petitioners or (Petitioner(),)
    for name in _PERSON_TEXTS:
        editors[f"{PERSON}{name}"].take(getattr(first, name))
    editors[f"{PERSON}birth_on"].take_day(first.birth_on)
    editors["companions"].take(tuple(others))
    for name in (*_TEXTS, *_CHOICES, *_TICKS):
        editors[name].take(getattr(draft, name))
    editors["received_on"].take_day(draft.received_on)
    editors["people"].take("" if draft.people in {None, 1 + len(others)} else draft.people)
    editors["represented"].take(draft.represented)
    editors["unit"].take_unit(unit)
    editors["accused_unit"].take_unit(accused_unit)
    editors["attachments"].take(draft.attachments)
    editors["not_a_case"].take(draft.not_a_case_reason is not None)
    editors["not_a_case_reason"].take(draft.not_a_case_reason)


def with_people_of(draft: PetitionDraft, kept: PetitionDraft) -> PetitionDraft:
    """The draft with the people as they are shown, where they are withheld: they stay as they are kept."""
    return replace(draft, petitioners=kept.petitioners)


def without_unread(draft: PetitionDraft, today: date) -> PetitionDraft:
    """The draft with what the services need to say anything at all."""
    return replace(draft, received_on=draft.received_on or today)


def unreadable(editors: Editors) -> Iterator[FieldFault]:
    """What stands in a field and says nothing a service could take."""
    for key, editor in editors.items():
        if isinstance(editor, DateLine) and editor.wrong():
            yield FieldFault(key, "这不是一个日期", "写成 1996-12-20、12-20 或 19961220")
        elif isinstance(editor, UnitLine) and editor.unresolved:
            yield FieldFault(key, "没有这个单位", "用编号、名称或拼音首字母找，再按 Enter 选定")


def is_empty(editor: Any) -> bool:
    return (isinstance(editor, Line) and not editor.text()) or (not isinstance(editor, Line | Choice | Tick) and not editor.value())


def values(editors: Editors) -> dict[str, Any]:
    """What every editor holds, comparable and to be put back."""
    return {key: (editor.unit or editor.text()) if isinstance(editor, UnitLine) else _plain(editor) for key, editor in editors.items()}


def _plain(editor: Any) -> Any:
    return editor.text() if isinstance(editor, Line) else editor.value()


def said_of(editor: Any, held: Any) -> str:
    """A value an editor held, in words."""
    if isinstance(held, Unit):
        return held.name
    if isinstance(editor, Choice):
        return editor.word_of(held)
    if isinstance(editor, Tick):
        return "是" if held else "否"
    if isinstance(held, tuple):
        return "、".join(each.name for each in held)
    return str(held or "")


def put_values(editors: Editors, held: Mapping[str, Any]) -> list[str]:
    """Put former values back; gives the keys of the fields that changed."""
    now = values(editors)
    changed = [key for key in held if now[key] != held[key]]
    for key in changed:
        value = held[key]
        if isinstance(editors[key], UnitLine):
            editors[key].take_unit(value if isinstance(value, Unit) else None)
        else:
            editors[key].take(value)
    return changed
