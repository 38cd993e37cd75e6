"""Changes of the rules as recorded decisions: a number, a reading, a scoring sheet of one's own, a rest day; no closed year is touched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.errors import Refusal
from app.regulation.dated import Change
from app.regulation.parameters import Number
from app.regulation.readings import ALLOWED
from app.regulation.sheet import sheet_from
from app.services import rules
from app.services.actor import Right
from app.services.base import Service, needs
from app.store import rules as stored
from app.store.rules import RestDay

EARLIEST_YEAR, LATEST_YEAR = 1990, 2099


@dataclass(frozen=True, slots=True)
class ReadingInForce:
    """One reading (口径): its key, what it is about, the words it reads with their citation, the value taken and its meaning."""

    key: str
    subject: str
    citation: str
    words: str
    value: str | int
    meaning: str
    alternatives: tuple[tuple[str, str], ...]
    considered: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A value and since when it holds; ``reason``, ``by``, ``at`` (instant in UTC) are empty for what ships."""

    value: object
    since: date
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number the regulation leaves to the bureau: what it is, the words it serves, today's value, what was decided, oldest first."""

    name: str
    subject: str
    unit: str
    words: str
    value: int
    history: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class RestYear:
    """A year day by day: the days that rest, those the bureau decided on itself (with its words), and what is missing, or empty."""

    year: int
    resting: frozenset[date]
    named: Mapping[date, str]
    warning: str


class RuleService(Service):
    """口径、参数、计分标准、休息日."""

    @needs(Right.READ_STANDINGS)
    def own_numbers(self) -> tuple[OwnNumber, ...]:
        """The numbers that are the bureau's own to set (1.3, 1.5, 1.7), in the order of the parameters."""
        with self.reading() as transaction:
            table = rules.book(transaction).parameters
            decided = [(name, Decided(*rest)) for name, *rest in stored.decisions(transaction)]
        today = table.in_force_on(self.today)
        return tuple(
            OwnNumber(each.name, each.subject, each.unit, each.words, getattr(today, each.name), _history(each, decided))
            for each in table.numbers.values()
            if not each.clause
        )

    @needs(Right.READ_STANDINGS)
    def rest_year(self, year: int) -> RestYear:
        """The rest days of a year as the bureau's table and the rules have them. Raises Refusal for a year out of reason."""
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise Refusal(f"年份应在 {EARLIEST_YEAR} 到 {LATEST_YEAR} 之间。")
        with self.reading() as transaction:
            table = rules.book(transaction).rest_days
            named = {each.day: each.source for each in stored.rest_day_table(transaction) if each.day.year == year}
        days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
        resting = frozenset(day for day in days if day.year == year and table.is_rest(day))
        return RestYear(year, resting, named, table.warning(year) or "")

    @needs(Right.READ_STANDINGS)
    def readings(self, on: date | None = None) -> tuple[ReadingInForce, ...]:
        """Every reading as taken on a day (default today), by key."""
        with self.reading() as transaction:
            table = rules.book(transaction).parameters
            values = table.in_force_on(on or self.today).reading_values()
        text = rules.regulation()
        return tuple(
            ReadingInForce(
                key,
                reading.subject,
                text.clause(reading.clause).citation,
                reading.words,
                values[key],
                dict(reading.alternatives).get(str(values[key]), ""),
                reading.alternatives,
                reading.considered,
            )
            for key, reading in sorted(table.readings.items())
        )

    @needs(Right.READ_STANDINGS)
    def history(self, name: str) -> tuple[Decided, ...]:
        """What was decided on a number or a reading, oldest first; the value that ships is not among them."""
        with self.reading() as transaction:
            return tuple(Decided(*rest) for each, *rest in stored.decisions(transaction) if each == name)

    @needs(Right.CLOSE_YEAR)
    def change(self, name: str, value: object, since: date, reason: str) -> None:
        """Sets a number or a reading from a day on. Raises Refusal for an unknown name, a value it cannot take, a missing reason."""
        kind = "reading" if name in ALLOWED else "parameter"
        with self.acting("rule_change", name, {"value": value, "since": since.isoformat(), "reason": rules.given_reason(reason)}) as action:
            change = Change(name, value, since)
            try:
                rules.book(action.transaction).parameters.with_changes([change])
            except (ValueError, TypeError) as fault:
                raise Refusal(f"口径或参数“{name}”不能取 {value!r}。") from fault
            actor, at = self.desk.actor.account_id, self._instant()
            stored.record_change(action.transaction, kind, change, reason=rules.given_reason(reason), by=actor, at=at)

    @needs(Right.CLOSE_YEAR)
    def put_sheet_in_force(self, entry: Mapping[str, Any], reason: str) -> None:
        """Puts the bureau's own scoring sheet in force; `entry` as in scoring_sheet.toml. Raises Refusal where it does not add up."""
        subject = f"{entry.get('name')} {entry.get('version')}"
        with self.acting("scoring_sheet", subject, {"reason": rules.given_reason(reason), "since": str(entry.get("since"))}) as action:
            try:
                sheet_from(entry)
            except (ValueError, KeyError, TypeError) as fault:
                raise Refusal("计分标准不完整，或各项分数与满分对不上。") from fault
            stored.add_sheet(action.transaction, entry, by=self.desk.actor.account_id, at=self._instant())

    @needs(Right.CLOSE_YEAR)
    def set_rest_day(self, day: date, *, rests: bool, reason: str) -> None:
        """Records that a day rests, or works; due dates already told stand as told. Raises Refusal without a reason."""
        with self.acting("rest_day", day.isoformat(), {"rests": rests, "reason": rules.given_reason(reason)}) as action:
            row = RestDay(day, rests, f"本局：{rules.given_reason(reason)}")
            stored.set_rest_day(action.transaction, row, by=self.desk.actor.account_id, at=self._instant())

    def _instant(self) -> str:
        return self.desk.clock.now().isoformat(timespec="microseconds")


def _history(number: Number, decided: Iterable[tuple[str, Decided]]) -> tuple[Decided, ...]:
    shipped = (Decided(each.value, each.since, "", "", "") for each in rules.shipped_parameters().numbers[number.name].values)
    return (*shipped, *(each for name, each in decided if name == number.name))
