"""The one clock, handed to the services: civil dates without a zone, instants in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the day people write on paper and the instant at which something happened."""

    def today(self) -> date:
        """The civil date at the office, without a zone."""
        ...

    def now(self) -> datetime:
        """The instant in UTC, aware."""
        ...


class SystemClock:
    """The machine's own clock; the civil date is that of the machine's zone."""

    def today(self) -> date:
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class FixedClock:
    """A store with a day of its own: the civil date stands still, instants go on, so that records keep their order."""

    day: date

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime.now(UTC)
