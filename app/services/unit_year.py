"""A unit's year on one page: what came when, how near a veto is, what it costs, what is open, who is there."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.errors import NotFound
from app.regulation.ladder import collective, level_skipping
from app.regulation.parameters import Parameters
from app.regulation.terms import ASSESSED_KINDS, Form, Level
from app.services import rules
from app.services.actor import Right
from app.services.annual_explanation import Explanation
from app.services.annual_review import AnnualReview
from app.services.base import Desk, Service, needs
from app.services.ledger import LedgerService, Statement
from app.services.matter_values import DueRow
from app.services.matters import due_row
from app.services.unit_keeping import require
from app.services.unit_values import PostTerm, UnitView
from app.services.units import UnitService
from app.store import due_list, unit_petitions
from app.store.database import Transaction
from app.store.unit_petitions import Came
from app.store.units import StoredUnit


class Point(NamedTuple):
    """A petition on the time line."""

    number: str
    on: date
    level: Level
    letter: bool
    collective: bool
    skipping: bool
    repeat: bool


class VetoNear(NamedTuple):
    """A veto that counts collective visits: how many there were, at how many it holds."""

    clause: str
    citation: str
    words: str
    counted: int
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitYear:
    """All of it by the end of ``as_of``. ``explanation`` is None where the unit is in no standings of the year; ``unlisted`` says why."""

    view: UnitView
    year: int
    as_of: date
    points: tuple[Point, ...]
    open_cases: tuple[DueRow, ...]
    people: tuple[PostTerm, ...]
    statement: Statement
    explanation: Explanation | None
    unlisted: str
    vetoes: tuple[VetoNear, ...]


class UnitYearService(Service):
    """单位的一年."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._units, self._review, self._ledger = UnitService(desk), AnnualReview(desk), LedgerService(desk)

    @needs(Right.READ_STANDINGS)
    def year(self, code: str, year: int, as_of: date | None = None) -> UnitYear:
        """A unit's year. What matters are about is told only to who may read the register, and never of protected ones. Raises NotFound."""
        until = min(as_of or self.today, date(year, 12, 31))
        view = self._units.unit(code)
        explanation, unlisted = self._explained(view, year, as_of)
        with self.reading() as transaction:
            unit, parameters = require(transaction, code), rules.in_force(transaction, until).parameters
            points = _points(transaction, unit, year, until, parameters)
            cases = due_list.of_unit(transaction, unit.id, None if until == self.today else until)
        may_read = self.desk.actor.may(Right.READ_REGISTER)
        return UnitYear(
            view=view, year=year, as_of=until, points=points,
            open_cases=tuple(row if may_read else row._replace(gist="") for row in (due_row(case, until) for case in cases)),
            people=tuple(term for term in view.posts if term.held_on(until)),
            statement=self._ledger.statement(unit.code, year), explanation=explanation, unlisted=unlisted,
            vetoes=_vetoes(explanation) if explanation is not None else (),
        )  # fmt: skip

    def _explained(self, view: UnitView, year: int, as_of: date | None) -> tuple[Explanation | None, str]:
        if not view.form.assessed:
            return None, f"下属单位不单独考评，它的信访计入{view.parent_name or '上级单位'}。"
        try:
            explanation = self._review.explain(year, view.form.code, as_of)
        except NotFound as unlisted:
            return None, unlisted.message
        return explanation, ""


def _points(transaction: Transaction, unit: StoredUnit, year: int, until: date, parameters: Parameters) -> tuple[Point, ...]:
    came = unit_petitions.of_year(transaction, unit.id, year, until, counted=unit.kind in ASSESSED_KINDS)
    return tuple(_point(each, parameters) for each in came)


def _point(came: Came, parameters: Parameters) -> Point:
    form, level = Form(came.form), Level(came.level)
    together = collective(form, came.people, came.represented or 0, parameters)
    skips = level_skipping(form, level, came.shown_level)
    return Point(came.number, came.received_on, level, form is Form.LETTER, together, skips, bool(came.repeat))


def _vetoes(explanation: Explanation) -> tuple[VetoNear, ...]:
    """Province and Beijing count together, the prefecture and the city each alone."""
    city, prefecture, province, beijing = explanation.unit.petitions.collective
    limits = explanation.standings.parameters
    counted = {
        "3.2.1.1": (province + beijing, limits.veto_province_or_beijing),
        "3.2.1.2": (prefecture, limits.veto_prefecture),
        "3.2.1.3": (city, limits.veto_city),
    }
    return tuple(VetoNear(each.clause, each.citation, each.words, *counted[each.clause]) for each in explanation.distances)
