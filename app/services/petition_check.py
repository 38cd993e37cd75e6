"""What is wrong with a filled form by itself, field by field, in the clerk's words; nothing is looked up."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date, timedelta

from app.regulation.terms import NO_REPLY_LETTER, Form, Level
from app.services import id_number
from app.services.petition_form import LEVEL_WORDS, REPLY_LEVEL_WORDS, FieldFault, PetitionDraft, Petitioner, Purpose

MOST_PEOPLE = 1_000_000
LONGEST_TEXT, LONGEST_GIST = 500, 10_000
MOST_PETITIONERS = 200
EARLIEST = date(1949, 10, 1)
LATE_ENTRY_DAYS = 366
"""From here on an entry is so late that the clerk is asked whether the year is right."""

NOT_A_CASE_PURPOSES = frozenset({Purpose.INQUIRY, Purpose.OPINION})

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_PHONE = re.compile(r"[0-9 ()（）+\-—转]{3,40}", re.ASCII)
_SEXES = ("", id_number.MALE, id_number.FEMALE)


def check(draft: PetitionDraft, today: date) -> tuple[FieldFault, ...]:
    """Every fault of the form that shows without the register, in the order of its fields."""
    parts: tuple[Callable[[PetitionDraft, date], Iterable[FieldFault]], ...] = (
        _people_named,
        _day,
        _people_counted,
        _reached,
        _reply_letter,
        _subject,
        _case,
        _texts,
    )
    return tuple(fault for part in parts for fault in part(draft, today))


def complete(draft: PetitionDraft) -> tuple[Petitioner, ...]:
    """The petitioners that have anything filled in; the first always, others left blank are none."""
    return tuple(person for place, person in enumerate(draft.petitioners) if place == 0 or person != Petitioner())


def _people_named(draft: PetitionDraft, today: date) -> Iterator[FieldFault]:
    people = complete(draft)
    if not people:
        yield FieldFault("petitioners", "没有来访人或来信人。", "至少填一个人；不肯留名的，姓名留空并确认按“匿名”保存。")
    if len(people) > MOST_PETITIONERS:
        mend = "其余的人请写在附件的名单里，人数照实填。"
        yield FieldFault("petitioners", f"填了 {len(people)} 个人，最多 {MOST_PETITIONERS} 个。", mend)
    for place, person in enumerate(people):
        yield from _person(f"petitioners.{place}", person, today)


def _person(where: str, person: Petitioner, today: date) -> Iterator[FieldFault]:
    if not person.name.strip():
        yield FieldFault(f"{where}.name", "没有填姓名。", "请问清后填上；不肯留名的，确认后按“匿名”保存。", may_be_kept=True)
    if person.sex not in _SEXES:
        yield FieldFault(f"{where}.sex", f"性别“{person.sex[:10]}”不认识。", "请填男、女，或留空。")
    if person.birth_on is not None and person.birth_on > today:
        yield FieldFault(f"{where}.birth_on", "出生日期在今天之后。", "请改成证件上的日期，或留空。")
    if person.phone.strip() and not _PHONE.fullmatch(person.phone.strip()):
        yield FieldFault(f"{where}.phone", "电话里有不像电话号码的字。", "请核对；确是这样的，可以确认后保留。", may_be_kept=True)
    yield from _id_number(where, person, today)


def _id_number(where: str, person: Petitioner, today: date) -> Iterator[FieldFault]:
    told = id_number.read(person.id_number, today)
    if not told.sound:
        yield FieldFault(f"{where}.id_number", told.wrong, told.mend, may_be_kept=True)
        return
    if told.birth_on and person.birth_on and told.birth_on != person.birth_on:
        mend = "请对着证件核对两处；确是这样的，可以确认后保留。"
        yield FieldFault(f"{where}.birth_on", f"与证件号里的出生日期（{told.birth_on.isoformat()}）不同。", mend, may_be_kept=True)
    if told.sex and person.sex and told.sex != person.sex:
        mend = "请对着证件核对两处；确是这样的，可以确认后保留。"
        yield FieldFault(f"{where}.sex", f"证件号表示的性别是{told.sex}。", mend, may_be_kept=True)


def _day(draft: PetitionDraft, today: date) -> Iterator[FieldFault]:
    day = draft.received_on or today
    if day > today:
        yield FieldFault("received_on", f"日期 {day.isoformat()} 在今天（{today.isoformat()}）之后。", "请改成来访、来信的当天。")
    elif day < EARLIEST:
        yield FieldFault("received_on", f"日期 {day.isoformat()} 太早。", "请核对年份。")
    elif today - day > timedelta(days=LATE_ENTRY_DAYS):
        words = f"日期 {day.isoformat()} 比今天早一年以上。"
        yield FieldFault("received_on", words, "请核对年份；确是补登的，确认后保存。", may_be_kept=True)
    for field in ("received_time", "received_by_unit_time"):
        written = getattr(draft, field).strip()
        if written and not _TIME.fullmatch(written):
            yield FieldFault(field, f"时间“{written[:10]}”不对。", "请写成 09:30 的样子，或留空。")


def _people_counted(draft: PetitionDraft, _today: date) -> Iterator[FieldFault]:
    named = len(complete(draft))
    if draft.people is None or draft.people < 1:
        yield FieldFault("people", "人数至少是 1。", "请填来了几个人；来信填 1 或署名的人数。")
    elif draft.people > MOST_PEOPLE:
        yield FieldFault("people", f"人数 {draft.people} 太大。", "请核对人数。")
    elif draft.form is Form.VISIT and named > draft.people:
        words = f"填了 {named} 个人的姓名，人数却是 {draft.people}。"
        yield FieldFault("people", words, "请核对人数；确是这样的，确认后保存。", may_be_kept=True)
    if draft.represented is not None and not 0 <= draft.represented <= MOST_PEOPLE:
        yield FieldFault("represented", "代表人数不对。", "请填他们替多少人来，没有就留空。")


def _reached(draft: PetitionDraft, _today: date) -> Iterator[FieldFault]:
    if draft.level > Level.CITY and not draft.reporting_office.strip():
        where = LEVEL_WORDS[draft.level]
        yield FieldFault("reporting_office", f"到{where}的信访要写明是哪个机关通报的。", "请填通报机关，如“聊城地区信访局”。")


def _reply_letter(draft: PetitionDraft, _today: date) -> Iterator[FieldFault]:
    shown = draft.shown_level
    if shown not in REPLY_LEVEL_WORDS:
        yield FieldFault("shown_level", "答复意见书的级别不对。", "请从无、单位、市、地区、省里选。")
    elif shown == NO_REPLY_LETTER and draft.shown_number.strip():
        yield FieldFault("shown_level", "填了答复意见书的编号，却没有选是哪一级的。", "请选级别，或删去编号。")
    elif shown != NO_REPLY_LETTER and shown >= draft.level:
        words = f"持{REPLY_LEVEL_WORDS[shown]}级答复意见书，却只到{LEVEL_WORDS[draft.level]}。"
        yield FieldFault("shown_level", words, "请核对答复意见书上的机关；确是这样的，确认后保存。", may_be_kept=True)


def _subject(draft: PetitionDraft, _today: date) -> Iterator[FieldFault]:
    if not draft.gist.strip() and not draft.matter:
        yield FieldFault("gist", "没有写反映内容。", "请用一两句话写明何事、何时、何地、要求什么。")
    if draft.purpose is Purpose.ACCUSATION and not (draft.accused.strip() or draft.accused_unit.strip()):
        mend = "请填被控告的人或单位；说不清的，确认后保存。"
        yield FieldFault("accused", "揭发控告没有写被反映的人或单位。", mend, may_be_kept=True)


def _case(draft: PetitionDraft, _today: date) -> Iterator[FieldFault]:
    if draft.not_a_case_reason is None:
        return
    if draft.matter:
        yield FieldFault("not_a_case_reason", "认作已有事项的，不能同时不立案。", "请取消“不立案”，或取消认作重访。")
    elif draft.purpose not in NOT_A_CASE_PURPOSES:
        yield FieldFault("not_a_case_reason", "只有咨询和意见建议可以不立案。", "请取消“不立案”，或改目的。")
    elif not draft.not_a_case_reason.strip():
        yield FieldFault("not_a_case_reason", "不立案没有写理由。", "请写明为什么不立案。")


def _texts(draft: PetitionDraft, _today: date) -> Iterator[FieldFault]:
    for where, written in _written(draft):
        longest = LONGEST_GIST if where == "gist" else LONGEST_TEXT
        if len(written) > longest:
            yield FieldFault(where, f"有 {len(written)} 个字，最多 {longest} 个。", "请缩短，其余的放进附件。")
        if any("\ud800" <= character <= "\udfff" for character in written):
            yield FieldFault(where, "有一个字不是完整的字符，不能保存。", "请删去显示不出的那个字，重新输入。")


def _written(draft: PetitionDraft) -> Iterator[tuple[str, str]]:
    for field in fields(draft):
        value = getattr(draft, field.name)
        if isinstance(value, str):
            yield field.name, value
    for place, person in enumerate(draft.petitioners):
        for field in fields(person):
            value = getattr(person, field.name)
            if isinstance(value, str):
                yield f"petitioners.{place}.{field.name}", value
    for place, attachment in enumerate(draft.attachments):
        yield f"attachments.{place}.name", attachment.name
