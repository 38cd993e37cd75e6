"""The registration form as values: what a clerk enters at the counter, what is wrong with it, what may be kept all the same."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.regulation.terms import NO_REPLY_LETTER, Form, Level
from app.store.schema.register import Purpose, Secrecy, Source

__all__ = [
    "ANONYMOUS",
    "FORM_WORDS",
    "LEVEL_WORDS",
    "PURPOSE_WORDS",
    "REPLY_LEVEL_WORDS",
    "SECRECY_WORDS",
    "SOURCE_WORDS",
    "WITHHELD",
    "Attachment",
    "FieldFault",
    "Form",
    "Level",
    "PetitionDraft",
    "Petitioner",
    "Purpose",
    "Secrecy",
    "Source",
]

ANONYMOUS = "匿名"
"""The name under which a petition without one is kept."""

WITHHELD = "（保密）"
"""Stands in place of every part of a protected identity."""

FORM_WORDS = {Form.VISIT: "来访", Form.LETTER: "来信"}
LEVEL_WORDS = {Level.UNIT: "单位", Level.CITY: "市", Level.PREFECTURE: "地区", Level.PROVINCE: "省", Level.BEIJING: "京"}
REPLY_LEVEL_WORDS = {NO_REPLY_LETTER: "无", 0: "单位", 1: "市", 2: "地区", 3: "省"}
SOURCE_WORDS = {Source.IN_PERSON: "本人", Source.FORWARDED: "上级转来"}
SECRECY_WORDS = {Secrecy.ORDINARY: "普通", Secrecy.PROTECTED: "保密"}
PURPOSE_WORDS = {
    Purpose.OPINION: "意见建议",
    Purpose.APPEAL: "申诉",
    Purpose.REQUEST: "求决",
    Purpose.ACCUSATION: "揭发控告",
    Purpose.INQUIRY: "咨询",
    Purpose.OTHER: "其他",
}


class FieldFault(NamedTuple):
    """What is wrong at one field, in the clerk's words, and how to mend it.

    ``field`` is the draft's attribute (`people`, `unit`, `received_on`), of a petitioner `petitioners.0.id_number`. A fault that
    ``may_be_kept`` no longer stops the save once its field is among the confirmations. ``offer``: the code of a unit that mends it.
    """

    field: str
    message: str
    mend: str
    may_be_kept: bool = False
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Petitioner:
    """One who came or wrote. ``sex`` is 男, 女 or empty; empty text: not known."""

    name: str = ""
    sex: str = ""
    birth_on: date | None = None
    id_number: str = ""
    other_paper: str = ""
    phone: str = ""
    address: str = ""
    township: str = ""
    village: str = ""
    employer: str = ""
    occupation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept inside the encrypted store."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionDraft:
    """All a clerk enters (spec 2.1). Units are named by code, the matter by its number, the subject class by its name.

    ``matter`` set: that matter is taken over. ``not_a_case_reason`` not None: 不立案 with that reason. ``shown_level``: level of the
    答复意见书 shown, -1 none. ``received_on`` None: today. ``received_time`` and the unit's time are HH:MM.
    """

    petitioners: tuple[Petitioner, ...] = (Petitioner(),)
    received_on: date | None = None
    received_time: str = ""
    form: Form = Form.VISIT
    source: Source = Source.IN_PERSON
    level: Level = Level.CITY
    reporting_office: str = ""
    people: int | None = 1
    represented: int | None = None
    purpose: Purpose | None = None
    subject_class: str = ""
    gist: str = ""
    accused: str = ""
    accused_unit: str = ""
    secrecy: Secrecy = Secrecy.ORDINARY
    unit: str = ""
    matter: str = ""
    shown_level: int = NO_REPLY_LETTER
    shown_number: str = ""
    urgent: bool = False
    not_a_case_reason: str | None = None
    received_by_unit_name: str = ""
    received_by_unit_post: str = ""
    received_by_unit_time: str = ""
    left_with_unit: bool = False
    attachments: tuple[Attachment, ...] = ()

    @property
    def protected(self) -> bool:
        """保密: chosen, or by itself for 揭发控告."""
        return self.secrecy is Secrecy.PROTECTED or self.purpose is Purpose.ACCUSATION
