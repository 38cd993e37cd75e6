"""A case whose petitions are imagined otherwise: its due dates and all the year says of it, reckoned as a real change would."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.regulation.deadlines import CaseDates, as_known_on, due_history
from app.regulation.ladder import collective
from app.regulation.parameters import Parameters
from app.regulation.terms import Form, Level
from app.services import rules
from app.services.annual_imagining_petitions import ImaginedPetition
from app.services.annual_lines import Key, Lines, many
from app.services.due_scheduling import known_json
from app.store import due_dates, matters, units, year_story
from app.store.database import Transaction
from app.store.matters import StoredMatter
from app.store.visits import Visit, first_collective
from app.store.year_story_values import DUE, CaseStory, ToldRow, held_of


@dataclass(frozen=True, slots=True)
class CaseLook:
    """What a case is looked at with: the year, the day, the numbers, and today (whose rules tell due dates)."""

    transaction: Transaction
    year: int
    as_of: date
    today: date
    parameters: Parameters


def lines_now(at: CaseLook, matter_id: int) -> tuple[int | None, Lines]:
    """The unit a case counts for and its lines, as the store has them."""
    story = year_story.case_of(at.transaction, matter_id, at.year, at.parameters)
    return story.row.unit_id, _lines(at, story)


def lines_imagined(
    at: CaseLook, matter_id: int, before: Sequence[ImaginedPetition], after: Sequence[ImaginedPetition]
) -> tuple[int | None, Lines]:
    """The same with its petitions as imagined: `before` are those on it in the store, `after` those on it then, voided ones too."""
    story = year_story.case_of(at.transaction, matter_id, at.year, at.parameters)
    matter = _followed(matters.by_id(at.transaction, matter_id), before, after)
    matter = _ended(matter, after, at.today)
    told = _told(at, matter, after)
    counted = units.counted_unit_of(at.transaction, matter.unit_id, matter.accepted_on)
    row = story.row._replace(
        unit_id=counted,
        accepted_on=matter.accepted_on.isoformat(),
        concluded_on=matter.concluded_on.isoformat() if matter.concluded_on else None,
        no_reply_needed=int(matter.no_reply_needed),
    )
    together = [each.on.isoformat() for each in after if each.counts and _collective(each, at.parameters)]
    return counted, _lines(at, story._replace(row=row, told=told, collective_on=together))


def _lines(at: CaseLook, story: CaseStory) -> Lines:
    """What holds of the case on the day looked at."""
    day = at.as_of.isoformat()
    held = [each for each in held_of(story, year_story.span_of(at.year, at.parameters)) if each.since <= day < each.until]
    lines: Lines = {Key(DUE, story.row.number): each.value for each in held if each.kind == DUE}
    for kind in {each.kind for each in held} - {DUE}:
        lines |= many(kind, tuple(each.value for each in held if each.kind == kind))
    return lines


def _followed(matter: StoredMatter, before: Sequence[ImaginedPetition], after: Sequence[ImaginedPetition]) -> StoredMatter:
    """A matter opened for one petition follows it in unit and day, as a correction would have it."""
    if matter.opened_by is None or len(before) != 1 or len(after) != 1 or before[0].number != after[0].number or after[0].voided:
        return matter
    old, new = before[0], after[0]
    return replace(
        matter,
        unit_id=new.unit_id if matter.unit_id == old.unit_id else matter.unit_id,
        accepted_on=new.on if matter.accepted_on == old.on else matter.accepted_on,
    )


def _ended(matter: StoredMatter, after: Sequence[ImaginedPetition], today: date) -> StoredMatter:
    """A matter opened by the program and left without a petition is ended, as a voiding would end it."""
    if matter.opened_by is None or matter.concluded_on is not None or any(not each.voided for each in after):
        return matter
    return replace(matter, concluded_on=max(today, matter.accepted_on), no_reply_needed=True)


def _told(at: CaseLook, matter: StoredMatter, after: Sequence[ImaginedPetition]) -> list[ToldRow]:
    """Due dates told anew by today's rules; what was told from the same dates stands."""
    present = rules.in_force(at.transaction, at.today)
    visits = (Visit(each.on, each.number, each.people, each.represented) for each in after if each.form is Form.VISIT and not each.voided)
    first = first_collective(visits, present.parameters.collective_min_people)
    case = CaseDates(matter.accepted_on, matter.marked_collective, matter.assigned_on, first, matter.extended_on, matter.concluded_on)
    # Which limit gave a due date stands in the told row alone, so that one is looked for among the rows of the year's story.
    told = {row.known_from: row for row in year_story.case_of(at.transaction, matter.id, at.year, at.parameters).told}
    stands = {(row.known_from, row.known) for row in due_dates.of_matter(at.transaction, matter.id) if not row.replaced}
    history = due_history(case, present.parameters, present.rest_days)
    ends = [known_from.isoformat() for known_from, _ in history[1:]]
    rows = []
    for (known_from, due), until in zip(history, [*ends, None], strict=True):
        begin, known = known_from.isoformat(), known_json(as_known_on(case, known_from))
        if (known_from, known) not in stands:
            rows.append(ToldRow(begin, until, due.due_on.isoformat(), int(due.collective_limit), int(due.regulation_limit)))
        elif begin in told:  # else it is due after the year, and nothing of it holds in it
            rows.append(told[begin]._replace(known_until=until))
    return rows


def _collective(petition: ImaginedPetition, parameters: Parameters) -> bool:
    return petition.level > Level.UNIT and collective(petition.form, petition.people, petition.represented or 0, parameters)
