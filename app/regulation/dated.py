"""Values by date: which version of a number, a reading or a sheet is in force on a day."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar


class Change(NamedTuple):
    """A recorded decision that sets the parameter or reading ``name`` to ``value`` from the day ``since`` on."""

    name: str
    value: object
    since: date


class DatedValue(NamedTuple):
    """A value and the day it holds from."""

    since: date
    value: object


class Dated(Protocol):
    """Anything that holds since a day."""

    @property
    def since(self) -> date: ...


Version = TypeVar("Version", bound=Dated)


def in_force_on(day: date, versions: Sequence[Version]) -> Version:
    """Return the last version whose ``since`` is on or before ``day``; of equal days the later in the sequence.

    Before the first version the first holds: years before the regulation are computed for comparison (0.1).
    """
    held = [version for version in versions if version.since <= day]
    if not held:
        return min(versions, key=lambda version: version.since)
    newest = max(version.since for version in held)
    return [version for version in held if version.since == newest][-1]
