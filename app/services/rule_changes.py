"""Changes of the rules as recorded decisions: a number, a reading, a scoring sheet of one's own, a rest day; no closed year is touched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import Refusal
from app.regulation.dated import Change
from app.regulation.readings import ALLOWED
from app.regulation.sheet import sheet_from
from app.services import rules
from app.services.actor import Right
from app.services.base import Service, needs
from app.store import rules as stored
from app.store.rules import RestDay


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


class RuleService(Service):
    """口径、参数、计分标准、休息日."""

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

    @needs(Right.CLOSE_YEAR)
    def change(self, name: str, value: object, since: date, reason: str) -> None:
        """Sets a number or a reading from a day on. Raises Refusal for an unknown name, a value it cannot take, a missing reason."""
        kind = "reading" if name in ALLOWED else "parameter"
        with self.acting("rule_change", name, {"value": value, "since": since.isoformat(), "reason": _given(reason)}) as action:
            change = Change(name, value, since)
            try:
                rules.book(action.transaction).parameters.with_changes([change])
            except (ValueError, TypeError) as fault:
                raise Refusal(f"口径或参数“{name}”不能取 {value!r}。") from fault
            actor, at = self.desk.actor.account_id, self._instant()
            stored.record_change(action.transaction, kind, change, reason=_given(reason), by=actor, at=at)

    @needs(Right.CLOSE_YEAR)
    def put_sheet_in_force(self, entry: Mapping[str, Any], reason: str) -> None:
        """Puts the bureau's own scoring sheet in force; `entry` as in scoring_sheet.toml. Raises Refusal where it does not add up."""
        subject = f"{entry.get('name')} {entry.get('version')}"
        with self.acting("scoring_sheet", subject, {"reason": _given(reason), "since": str(entry.get("since"))}) as action:
            try:
                sheet_from(entry)
            except (ValueError, KeyError, TypeError) as fault:
                raise Refusal("计分标准不完整，或各项分数与满分对不上。") from fault
            stored.add_sheet(action.transaction, entry, by=self.desk.actor.account_id, at=self._instant())

    @needs(Right.CLOSE_YEAR)
    def set_rest_day(self, day: date, *, rests: bool, reason: str) -> None:
        """Records that a day rests, or works; due dates already told stand as told. Raises Refusal without a reason."""
        with self.acting("rest_day", day.isoformat(), {"rests": rests, "reason": _given(reason)}) as action:
            row = RestDay(day, rests, f"本局：{_given(reason)}")
            stored.set_rest_day(action.transaction, row, by=self.desk.actor.account_id, at=self._instant())

    def _instant(self) -> str:
        return self.desk.clock.now().isoformat(timespec="microseconds")


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refusal("更改规则要说明理由。", where="理由")
    return reason.strip()
