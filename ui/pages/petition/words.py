"""A petition and a matter in words: pairs of caption and text, in the order they are read."""

from app.services.matter_values import LIMIT_WORDS, SIGNATURE_WORDS, MatterView
from app.services.petition_form import (
    FORM_WORDS,
    LEVEL_WORDS,
    PURPOSE_WORDS,
    REPLY_LEVEL_WORDS,
    SECRECY_WORDS,
    SOURCE_WORDS,
    Petitioner,
)
from app.services.registration_values import PetitionView
from ui.widgets.date_field import long_date

Pairs = list[tuple[str, str]]


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
        ("被反映人或单位", draft.accused),
        ("密级", SECRECY_WORDS[draft.secrecy]),
        ("接访", _spaced(*_receiving(view))),
        ("严重后果", view.serious_finding or ""),
        ("反映内容", draft.gist),
        ("登记", view.registered_by if sample else _spaced(view.registered_by, view.registered_at[:10])),
    ]
    return [(caption, text) for caption, text in pairs if text]


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


def corrections_of(view: PetitionView) -> list[str]:
    lines = [
        f"{each.at[:10]}　{each.by}　{each.field}：{each.former or '（空）'} → {each.present or '（空）'}　{each.reason}"
        for each in view.corrections
    ]
    if view.void:
        alone = "（一人作废）" if view.void.alone else ""
        lines.append(f"{view.void.at[:10]}　{view.void.voided_by}　作废{alone}：{view.void.reason}")
    return lines


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
