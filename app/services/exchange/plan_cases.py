"""Makes the store's rows of new matters and petitions in memory: due dates, repeats, steps, who came, findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from app.regulation.deadlines import CaseDates
from app.regulation.terms import Form, Level
from app.services import due_scheduling
from app.services.exchange import papers
from app.services.exchange.plan import Plan
from app.services.unit_initials import initials_of
from app.store import due_dates, matter_steps, matters, petitioners, petitions, visits
from app.store.bulk_insert import KnownMatter
from app.store.bulk_values import MatterRow, PetitionRow
from app.store.matter_steps import Step
from app.store.schema.register import Purpose, Secrecy, Source
from app.store.search import Texts

OPINION_OF_IMPORT = "导入时记载"


@dataclass(slots=True)
class Cases:
    """The matters petitions may refer to, new and stored, and the new visits on each new one."""

    stored: Mapping[str, KnownMatter]
    ids: dict[str, int] = field(default_factory=dict)
    accusations: set[str] = field(default_factory=set)
    came: dict[str, list[visits.Visit]] = field(default_factory=lambda: defaultdict(list))
    repeats: frozenset[str] = frozenset()
    touched: dict[int, str] = field(default_factory=dict)  # stored matters with new petitions: id -> number


def gather(plan: Plan, stored: Mapping[str, KnownMatter], new: Iterable[MatterRow], came: Iterable[PetitionRow]) -> Cases:
    """Ids for new matters, and what the visits of the workbook say of them: order, repeats, the first collective one."""
    found = Cases(stored)
    found.ids = {number: known.id for number, known in stored.items()}
    found.accusations = {number for number, known in stored.items() if known.accusation}
    for row in new:
        found.ids[row.number] = plan.next_id("matters")
        if row.accusation:
            found.accusations.add(row.number)
    _gather_visits(found, came)
    return found


def _gather_visits(found: Cases, came: Iterable[PetitionRow]) -> None:
    for petition in came:
        if petition.matter is not None and petition.matter in found.stored:
            found.touched[found.ids[petition.matter]] = petition.matter
        elif petition.matter is not None and petition.form == Form.VISIT:
            found.came[petition.matter].append(_visit(petition))
    orders = (visits.repeats_of((each.received_on, each.number) for each in group) for group in found.came.values() if len(group) > 1)
    found.repeats = frozenset().union(*orders)


def _visit(row: PetitionRow) -> visits.Visit:
    return visits.Visit(row.received_on, row.number, row.people, row.represented)


def plan_matters(plan: Plan, cases: Cases, rows: Iterable[MatterRow]) -> None:
    """New matters, each with its due dates and its steps as the workbook tells them."""
    threshold = plan.rules.parameters.collective_min_people
    for row in rows:
        matter_id, unit_id = cases.ids[row.number], plan.unit_ids[row.unit]
        first = visits.first_collective(cases.came.get(row.number, ()), threshold)
        dates = CaseDates(row.accepted_on, row.marked_collective, row.assigned_on, first, row.extended_on, row.concluded_on)
        due = due_scheduling.due_rows_for(dates, plan.rules.parameters, plan.rules.rest_days, due_dates.Cause.IMPORT, plan.at)
        plan.batch.due_dates += [each | {"matter_id": matter_id} for each in due]
        asked = due_scheduling.asked_for(dates, plan.rules.parameters, plan.rules.rest_days)
        own: dict[str, Any] = {name: getattr(row, name) for name in AS_GIVEN} | asked._asdict()
        own |= {name: int(getattr(row, name)) for name in FLAGS}
        made = matters.matter_row(
            **own,
            unit_id=unit_id,
            opened_at=plan.instant,
            opened_by=plan.actor,
            id=matter_id,
            counted_unit_id=plan.counted(unit_id, row.accepted_on),
            subject_class_id=_class(plan, row.subject_class),
            late=plan.late(row.accepted_on.year),
            first_collective_on=first,
        )
        plan.batch.matters.append(made)
        _plan_steps(plan, matter_id, row)


FLAGS = ("marked_collective", "no_reply_needed", "accusation")
AS_GIVEN = tuple(name for name in MatterRow._fields if name not in {"unit", "subject_class", *FLAGS})


def _class(plan: Plan, name: str | None) -> int | None:
    """The class of that name; a new one is added to the bureau's table."""
    if name is None:
        return None
    if name not in plan.classes:
        plan.classes[name] = plan.next_id("classes")
        plan.batch.classes.append({"id": plan.classes[name], "name": name, "position": plan.classes[name]})
    return plan.classes[name]


def _plan_steps(plan: Plan, matter_id: int, row: MatterRow) -> None:
    own: tuple[tuple[Step, date | None, dict[str, Any]], ...] = (
        (Step.ASSIGNMENT, row.assigned_on, {"asking_level": row.assigned_level, "document": row.assigned_document}),
        (Step.EXTENSION, row.extended_on, {"reason": row.extension_reason}),
        (Step.EXPLANATION, row.explained_on, {"words": None}),
        (Step.RESULT, row.reported_on, {"words": None, "document": None}),
        (Step.CONCLUSION, row.concluded_on, {"outcome": row.outcome}),
        (Step.REPLY_LETTER, row.replied_on, {"number": row.reply_number, "signature": row.signature}),
    )
    for kind, on, known in own:
        if on is not None:
            step = matter_steps.step_row(matter_id, on, plan.instant, recorded_by=plan.actor, imported=True, **known)
            plan.batch.steps.setdefault(kind, []).append(step)
    if row.long_standing_on is not None:
        _plan_finding(plan, matter_steps.LONG_STANDING, row.long_standing_on, OPINION_OF_IMPORT, matter_id=matter_id)


def _plan_finding(plan: Plan, kind: str, on: date, words: str, **about: int) -> None:
    found = matter_steps.finding_row(kind, on, words, plan.instant, imported=1, recorded_by=plan.actor, **about)
    plan.batch.findings.append(found)


def plan_petitions(plan: Plan, cases: Cases, rows: Iterable[PetitionRow]) -> None:
    """New petitions with who came; one on a 揭发控告 is protected, its petitioner kept apart."""
    for row in rows:
        petition_id, unit_id = plan.next_id("petitions"), plan.unit_ids[row.unit]
        protected = row.matter in cases.accusations
        made = petitions.petition_row(
            id=petition_id,
            number=row.number,
            received_on=row.received_on,
            form=Form(row.form),
            level=row.level,
            people=row.people,
            represented=row.represented,
            shown_level=row.shown_level,
            unit_id=unit_id,
            counted_unit_id=plan.counted(unit_id, row.received_on),
            matter_id=cases.ids[row.matter] if row.matter is not None else None,
            repeat=int(row.number in cases.repeats),
            serious=int(row.serious is not None),
            late=plan.late(row.received_on.year),
            source=Source.FORWARDED if row.level > Level.CITY else Source.IN_PERSON,
            purpose=Purpose.ACCUSATION if protected else None,
            secrecy=Secrecy.PROTECTED if protected else Secrecy.ORDINARY,
            gist=row.gist,
            registered_by=plan.actor,
            registered_at=plan.instant,
        )
        plan.batch.petitions.append(made)
        (plan.batch.protected if protected else plan.batch.petitioners).append(_person(petition_id, row))
        if row.serious is not None:
            _plan_finding(plan, matter_steps.SERIOUS_CONSEQUENCES, row.received_on, row.serious, petition_id=petition_id)


def _person(petition_id: int, row: PetitionRow) -> petitioners.PersonRow:
    """Who came; a number that reads as an identity number also tells the birth day."""
    told = papers.identity(row.paper)
    known: dict[str, Any] = {"id_number": row.paper if told else None, "other_paper": None if told else row.paper}
    known |= {"sex": row.sex, "phone": row.phone, "address": row.address, "birth_on": told.birth_on if told else None}
    return petitioners.person_row(petition_id, row.name, **known)


def searchable(plan: Plan, rows: Iterable[PetitionRow]) -> Iterator[tuple[int, Texts]]:
    """What of each planned petition can be looked for, by its id."""
    readings = cache(initials_of)
    for made, row in zip(plan.batch.petitions, rows, strict=True):
        yield made["id"], Texts((row.name,), _told(row.paper), _told(row.phone), _told(row.gist), readings(row.name))


def _told(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()
