"""What steps on a matter call for: the assignment (四、6 withholds an accuser), the urging, the extension to two months (二、第三段)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from app.errors import NotFound, Refusal
from app.regulation.terms import Limit
from app.services.documents.case_file import (
    CaseFile,
    acknowledge_days,
    case_file,
    clause_of,
    due_of,
    issue_of,
    told,
    unit_name,
    why,
)
from app.services.documents.source import At, Source, clause, needed
from app.services.documents.values import Composed, Original, Request, Waiting
from app.services.documents.words import ASKING_ORGANS
from app.store import due_dates, matter_steps, units
from app.store import waiting as waiting_store
from app.store.due_dates import StoredDue
from app.store.matter_steps import Step, StepRecord

WAITS = timedelta(days=92)
"""How long a step or a registration waits in the tray; afterwards it is printed when asked for."""

ASKED_FINE, DELAY, COLLECTIVE_LIMIT = "3.2.3.2", "4.4", "2.3"
TO_PETITIONER = "信访人"

Fields = Callable[[At, CaseFile, StepRecord], Composed]


def per_step(kind: str, title: str, step: Step, to_petitioner: bool, fields: Fields) -> Source:
    """A kind of which every step on a matter calls for one document."""

    def recipients(at: At, code: str) -> tuple[str, ...]:
        return (unit_name(at, code), TO_PETITIONER) if to_petitioner else (unit_name(at, code),)

    def one(at: At, number: str, step_id: int, code: str) -> Waiting:
        return Waiting(kind, title, number, recipients(at, code), number, f"{number}/{step_id}")

    def waiting(at: At) -> Iterator[Waiting]:
        for each in waiting_store.steps(at.transaction, step, at.day - WAITS):
            yield one(at, each.matter, each.step, each.unit_code)

    def asked(at: At, request: Request) -> Iterator[Waiting]:
        matter = case_file(at, needed(request.case, "--case", "哪一件事项")).matter
        taken = matter_steps.of_matter(at.transaction, matter.id, step)
        if not taken:
            raise NotFound(f"{matter.number}没有登记过这一步，不能出{title}。", mend="请先在案件里登记。")
        yield one(at, matter.number, taken[-1].id, _unit_code(at, taken[-1], matter.unit_code))

    def compose(at: At, it: Waiting) -> Composed:
        number, _, step_id = it.subject.rpartition("/")
        file = case_file(at, number)
        taken = matter_steps.of_matter(at.transaction, file.matter.id, step)
        return fields(at, file, next(each for each in taken if each.id == int(step_id)))

    return Source(kind, title, asked, compose, waiting)


def _unit_code(at: At, step: StepRecord, present: str) -> str:
    """Whom a step went to: an assignment keeps its unit, even where the matter was given to another since."""
    unit_id = step.own.get("unit_id")
    return units.by_id(at.transaction, unit_id).code if unit_id is not None else present


def _composed(at: At, file: CaseFile, step: StepRecord, *originals: Original) -> Composed:
    return Composed(at.organs.bureau.name, originals, f"{file.matter.number}-{step.id}", file.protected)


def _assignment(at: At, file: CaseFile, step: StepRecord) -> Composed:
    due, asked = due_of(at, file.matter), step.own["asking_level"]
    fields = {
        "issue": issue_of(at, at.organs.bureau.name),
        "unit_full_name": unit_name(at, _unit_code(at, step, file.matter.unit_code)),
        "matter": file.matter.number,
        "petitions": tuple(each.number for each in file.petitions),
        "petitioner": file.petitioner,
        "arrived": file.arrived,
        "summary": told(file.matter.gist),
        "due_on": due.due_on,
        "due_why": why(due),
        "due_clause": clause_of(due),
        "asked_by": ASKING_ORGANS[asked] if asked else "",
        "acknowledge_days": acknowledge_days(at),
        "kept_secret": file.kept_secret,
    }
    return _composed(at, file, step, Original(str(fields["unit_full_name"]), fields))


def _urging(at: At, file: CaseFile, step: StepRecord) -> Composed:
    due, matter = due_of(at, file.matter), file.matter
    given = [each for each in matter_steps.of_matter(at.transaction, matter.id, Step.ASSIGNMENT) if each.on <= step.on]
    fields: dict[str, Any] = {
        "issue": issue_of(at, at.organs.bureau.name),
        "unit_full_name": unit_name(at, matter.unit_code),
        "matter": matter.number,
        "summary": told(matter.gist),
        "assigned_on": given[-1].on if given else matter.accepted_on,
        "due_on": due.due_on,
        "times": step.own["ordinal"],
        "assignment_number": (given[-1].own["document"] or "") if given else "",
        "asked_by": ASKING_ORGANS[matter.assigned_level] if matter.assigned_level else "",
        "clause": _delay(file, due),
        "kept_secret": file.kept_secret,
    }
    return _composed(at, file, step, Original(fields["unit_full_name"], fields))


def _delay(file: CaseFile, due: StoredDue) -> dict[str, str] | None:
    """What the delay leads to; the bureau's own limit leads to nothing in the regulation."""
    if file.matter.assigned_on is not None:
        return clause(ASKED_FINE)
    return None if due.limit is Limit.ORDINARY else clause(DELAY)


def _extension(at: At, file: CaseFile, step: StepRecord) -> Composed:
    """Two originals: the unit's, and the petitioner's, who is not named where his identity is withheld."""
    first, extended = _before_and_after(at, file)
    name = unit_name(at, file.matter.unit_code)
    fields = {
        "issue": issue_of(at, at.organs.bureau.name),
        "unit_full_name": name,
        "matter": file.matter.number,
        "summary": told(file.matter.gist),
        "reason": step.own["reason"],
        "first_due_on": first,
        "due_on": extended,
        "clause": clause(COLLECTIVE_LIMIT),
        "kept_secret": file.kept_secret,
    }
    to_petitioner = Original(TO_PETITIONER, {**fields, "petitioner": file.addressed}, "petitioner")
    return _composed(at, file, step, Original(name, fields, "unit"), to_petitioner)


def _before_and_after(at: At, file: CaseFile) -> tuple[date, date]:
    """The due date that stood before the extension, which may be of the same day, and the one that stands now. Raises Refusal."""
    rows = due_dates.of_matter(at.transaction, file.matter.id)
    standing = [row.due_on for row in rows if not row.replaced]
    before = [row.due_on for row in rows if standing and row.due_on < standing[-1]]
    if not before:
        raise Refusal(f"{file.matter.number}的这次延期没有改变期限，不出延期通知。")
    return before[-1], standing[-1]


SOURCES = (
    per_step("assignment", "交办通知", Step.ASSIGNMENT, False, _assignment),
    per_step("urging", "催办通知", Step.URGING, False, _urging),
    per_step("extension", "延期通知", Step.EXTENSION, True, _extension),
)
