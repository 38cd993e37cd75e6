"""Puts together what a draft means: one look at the unit's year and the matter, all judging done by the regulation's own functions."""

from datetime import date

from app.regulation.terms import Form, Level
from app.services import meaning_due, rules
from app.services.meaning import DueMeaning, MatterFate, Meaning, NoticeHint
from app.services.meaning_judged import citation, collective_verdict, repeat_verdict, skipping_verdict
from app.services.meaning_unit import UnitYear, expected_fine, veto_steps
from app.services.petition_check import EARLIEST
from app.services.petition_form import PetitionDraft
from app.services.rules import Rules
from app.store import closed_years, matters, numbers, units, visits
from app.store.database import Transaction
from app.store.matters import StoredMatter
from app.store.units import StoredUnit


def meaning_of(transaction: Transaction, draft: PetitionDraft, today: date) -> Meaning:
    """What saving ``draft`` now would mean. Takes a half-filled draft too: what cannot be told is None or empty."""
    day = draft.received_on or today
    in_force = rules.in_force(transaction, today)
    judged = rules.in_force(transaction, min(today, date(day.year, 12, 31)))
    late = day.year in closed_years.standing_years(transaction)
    number = numbers.coming_number(transaction, numbers.PETITION, day.year)
    matter = matters.by_number(transaction, draft.matter)
    collective, skipping = collective_verdict(draft, judged.parameters), skipping_verdict(draft)
    repeat = repeat_verdict(draft, day, number, visits.of_matter(transaction, matter.id) if matter else ())
    unit = units.by_code(transaction, draft.unit.strip())
    year = _unit_year(transaction, unit, day, late, judged)
    fine, fine_words = expected_fine(draft, year, repeat.holds, judged.parameters) if year else (0, "")
    fate = _fate(draft, matter)
    return Meaning(
        number=number,
        collective=collective,
        level_skipping=skipping,
        repeat=repeat,
        protected=draft.protected,
        late=late,
        matter=fate,
        matter_words=_matter_words(fate, matter),
        # A day that is out of reason is a fault of its own: nothing is reckoned from it.
        due=_due(transaction, fate, matter, day, collective.holds, in_force) if EARLIEST <= day <= today else None,
        unit_name=unit.name if unit else "",
        counted_unit_name=year.name if year else "",
        vetoes=veto_steps(draft, year, judged.parameters) if year else (),
        expected_fine=fine,
        fine_words=fine_words,
        notices=notices(draft, fate, called=collective.holds or skipping.holds),
    )


def _unit_year(transaction: Transaction, unit: StoredUnit | None, day: date, late: bool, judged: Rules) -> UnitYear | None:
    counted_id = units.counted_unit_of(transaction, unit.id, day) if unit is not None else None
    if unit is None or counted_id is None:
        return None
    counted = unit if counted_id == unit.id else units.by_id(transaction, counted_id)
    before = visits.collective_counts(transaction, counted_id, day.year, judged.parameters.collective_min_people)
    return UnitYear(counted.code, counted.name, counted.kind, day.year, late, before)


def _fate(draft: PetitionDraft, matter: StoredMatter | None) -> MatterFate:
    if matter is not None:
        return MatterFate.TAKEN_OVER
    return MatterFate.OPENED if draft.not_a_case_reason is None else MatterFate.NOT_A_CASE


def _matter_words(fate: MatterFate, matter: StoredMatter | None) -> str:
    if fate is MatterFate.NOT_A_CASE:
        return "不立案：只登记，不计办理期限。"
    if matter is None:
        return "新立一件信访事项。"
    ended = f"，已于{matter.concluded_on.isoformat()}办结" if matter.concluded_on else ""
    return f"并入已有事项{matter.number}（{matter.unit_name}{ended}）。"


def _due(
    transaction: Transaction, fate: MatterFate, matter: StoredMatter | None, day: date, together: bool, in_force: Rules
) -> DueMeaning | None:
    if fate is MatterFate.NOT_A_CASE:
        return None
    if matter is None:
        return meaning_due.of_new(day, together, in_force)
    return meaning_due.of_taken_over(transaction, matter, day, together, in_force)


def notices(draft: PetitionDraft, fate: MatterFate, *, called: bool) -> tuple[NoticeHint, ...]:
    """The documents that follow, in the order they are wanted; ``called``: the unit's head must come and receive in person (2.2)."""
    found: list[NoticeHint] = []
    if called and draft.form is Form.VISIT and draft.level > Level.UNIT:
        found.append(NoticeHint("summons", "接访通知", f"主要负责人要亲自接访并负责接走上访人员 — {citation('2.2')}"))
    if fate is not MatterFate.NOT_A_CASE:
        found.append(NoticeHint("assignment", "交办通知", "交责任单位办理，写明到期日。"))
    if fate is MatterFate.OPENED:
        found.append(NoticeHint("receipt", "受理告知", "告知信访人已受理、由谁办理。"))
    found.append(NoticeHint("registration-form", "来访登记表", "存档，可给信访人签字。"))
    return tuple(found)
