"""A petition and a matter in words: pairs of caption and text, in the order they are read."""

from datetime import datetime

from app.services.matter_values import LIMIT_WORDS, SIGNATURE_WORDS, MatterView
from app.services.petition_form import (
    FORM_WORDS,
    LEVEL_WORDS,
    PURPOSE_WORDS,
    REPLY_LEVEL_WORDS,
    SECRECY_WORDS,
    SOURCE_WORDS,
    WITHHELD,
    Petitioner,
)
from app.services.registration_values import CorrectionView, PetitionView, VoidState
from ui.widgets.date_field import long_date

Pairs = list[tuple[str, str]]


WHO = "来访人身份保密。局长可以说明理由，指定谁能查看；每次查看都要写理由，都留记录。"


def of_petition(view: PetitionView, *, sample: bool) -> Pairs:
    """What is known of the petition itself; empty fields are left out. In a sample the instant of the entry says nothing."""
    draft = view.draft
    pairs = [
        *_arrival(view),
        ("责任单位", _unit_of(view.unit_name, view.counted_unit_name)),
        ("事项", _matter_of(view)),
        ("持答复意见书", _spaced(REPLY_LEVEL_WORDS[draft.shown_level], draft.shown_number)),
        ("目的", PURPOSE_WORDS[draft.purpose] if draft.purpose else ""),
        ("内容分类", draft.subject_class),
        ("被反映人或单位", _spaced(draft.accused, view.accused_unit_name)),
        ("密级", SECRECY_WORDS[draft.secrecy]),
        ("接访", _spaced(*_receiving(view))),
        ("严重后果", view.serious_finding or ""),
        ("反映内容", draft.gist),
        ("登记", view.registered_by if sample else _spaced(view.registered_by, _entered(view))),
    ]
    return [(caption, text) for caption, text in pairs if text]


def _entered(view: PetitionView) -> str:
    """The day it was entered, beside the day it came where the two differ."""
    day = datetime.fromisoformat(view.registered_at).astimezone().date()
    return f"{long_date(day)}{'补登' if view.draft.received_on and day > view.draft.received_on else ''}"


def _arrival(view: PetitionView) -> Pairs:
    draft = view.draft
    day = long_date(draft.received_on) if draft.received_on else ""
    speaks_for = f"，代表 {draft.represented} 人" if draft.represented else ""
    return [
        ("日期", _spaced(day, draft.received_time)),
        ("形式、级别", _spaced(FORM_WORDS[draft.form], LEVEL_WORDS[draft.level], SOURCE_WORDS[draft.source], draft.reporting_office)),
        ("人数", f"{draft.people} 人{speaks_for}"),
    ]


def _matter_of(view: PetitionView) -> str:
    reason = view.draft.not_a_case_reason
    return view.draft.matter or (f"不立案：{reason}" if reason is not None else "")


def _unit_of(unit: str, counted: str) -> str:
    return unit if unit == counted else f"{unit}（计入 {counted}）"


def _spaced(*parts: str) -> str:
    return "　".join(part for part in parts if part)


def _receiving(view: PetitionView) -> tuple[str, ...]:
    draft = view.draft
    went = "已领回" if draft.left_with_unit else ""
    return (draft.received_by_unit_name, draft.received_by_unit_post, draft.received_by_unit_time, went)


def of_person(person: Petitioner) -> str:
    """One petitioner on a line."""
    born = f"{person.birth_on.year}年生" if person.birth_on else ""
    parts = (person.name, person.sex, born, person.id_number, person.other_paper, person.phone)
    place = f"{person.township}{person.village}{person.address}"
    return "　".join(part for part in (*parts, place, person.employer, person.occupation) if part)


def people_of(view: PetitionView) -> list[str]:
    """A line for each; of those withheld, who may say who they are."""
    if view.sealed:
        return ["保密件：内容和来访人只给登记、承办的同事和局长指定的人看；这次查看已记入日志。"]
    if view.withheld:
        return [WHO]
    return [of_person(person) for person in view.petitioners]


def marks_of(view: PetitionView) -> list[tuple[str, str]]:
    """The chips beside the number: word and tone."""
    marks = (
        ("集体访", "accent", view.collective),
        ("越级", "accent", view.level_skipping),
        ("重访", "warn", view.repeat),
        ("紧急", "warn", view.draft.urgent),
        ("保密", "ink", view.protected),
        ("补录", "ink", view.late),
        ("作废", "accent", view.void is not None),
    )
    return [(word, tone) for word, tone, holds in marks if holds]


CAPTIONS = {
    "received_on": "日期", "received_time": "时间", "form": "形式", "source": "来源", "level": "到达级别", "reporting_office": "通报机关",
    "people": "人数", "represented": "代表人数", "purpose": "目的", "subject_class": "内容分类", "gist": "反映内容",
    "accused": "被反映人或单位", "accused_unit": "被反映的单位", "secrecy": "密级", "unit": "责任单位", "matter": "事项",
    "shown_level": "持答复意见书", "shown_number": "答复书编号", "urgent": "缓急", "not_a_case_reason": "不立案的理由",
    "received_by_unit_name": "接访人", "received_by_unit_post": "接访人职务", "received_by_unit_time": "接访人到达时间",
    "left_with_unit": "已领回", "name": "姓名", "sex": "性别", "birth_on": "出生日期", "id_number": "证件号", "other_paper": "其他证件",
    "phone": "电话", "address": "住址", "township": "乡镇街道", "village": "村居", "employer": "工作单位", "occupation": "职业",
}  # fmt: skip
"""What a field of the form is called, by the draft's own name for it, and a part of a petitioner by its name."""


def caption_of(field: str) -> str:
    """第 2 人姓名, of petitioners.2.name; 责任单位, of unit."""
    table, _, rest = field.partition(".")
    if table != "petitioners":
        return CAPTIONS.get(field, field)
    seq, _, part = rest.partition(".")
    return f"{f'第 {seq} 人' if seq != '1' else ''}{CAPTIONS.get(part, part)}"


def corrections_of(view: PetitionView, state: VoidState) -> list[str]:
    """Corrections, voiding and its request, oldest first; 改动 are those that count beside the standings."""
    lines = [_correction(each) for each in view.corrections]
    if state.asked is not None and view.void is None:
        asked = state.asked
        lines.append(f"{_day(asked.asked_at)}　{asked.asked_by}提出作废，等另一位同事确认：{WITHHELD if view.sealed else asked.reason}")
    if view.void:
        asked_by = "（一人作废）" if view.void.alone else f"（{view.void.asked_by}提出）"
        lines.append(f"{_day(view.void.at)}　{view.void.voided_by}　作废{asked_by}：{view.void.reason}")
    return lines


def _correction(each: CorrectionView) -> str:
    changed = f"{each.former or '（空）'} → {each.present or '（空）'}"
    reason = f"　理由：{each.reason}" if each.reason else ""
    return f"{_day(each.at)}　{each.by}　更正{caption_of(each.field)}：{changed}{reason}{'　［改动］' if each.counts_as_change else ''}"


def _day(at: str) -> str:
    """The civil day of an instant in UTC."""
    return datetime.fromisoformat(at).astimezone().date().isoformat()


def of_matter(view: MatterView) -> Pairs:
    pairs = [
        ("摘要", view.gist),
        ("责任单位", _unit_of(view.unit_name, view.counted_unit_name)),
        ("受理", long_date(view.accepted_on)),
        ("内容分类", view.subject_class),
        ("办结期限", long_date(view.due_on) if view.due_on else ""),
        ("要结果的期限", long_date(view.asked_due_on) if view.asked_due_on else ""),
        ("办结", long_date(view.concluded_on) if view.concluded_on else "尚未办结"),
        ("答复意见书", SIGNATURE_WORDS[view.signature] if view.signature else ""),
        ("信访老户", f"{long_date(view.long_standing_on)}认定" if view.long_standing_on else ""),
    ]
    return [(caption, text) for caption, text in pairs if text]


def due_lines(view: MatterView) -> list[str]:
    """The due dates as told, the one that stands last, each with its reasons."""
    return [
        f"{long_date(told.due_on)}　{LIMIT_WORDS[told.limit]}{'（已被代替）' if told.replaced else ''}\n{''.join(told.why)}"
        for told in view.due
    ]
