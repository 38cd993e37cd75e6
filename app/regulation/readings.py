"""口径 (1.9): the readings taken where the regulation is silent or doubtful, each with its alternatives and since when."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args, get_type_hints

from app.regulation.dated import DatedValue

YesNo = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Readings:
    """The reading taken for each key that is no number. What a value means stands in readings.toml."""

    in_force: Literal["whole_year_1995"]
    one_qi: Literal["one_arrival"]
    roll_rest_days: YesNo
    collective_from: Literal["first_visit", "acceptance"]
    extension_before_due: YesNo
    ordinary_days_binds: Literal["review_only", "accountability"]
    rank_ties: Literal["all", "none"]
    repeat_fined: YesNo
    veto_bars_reward: YesNo
    merit_overlap: YesNo
    fined_kinds: Literal["all", "townships"]
    veto_penalty: Literal["fines_only"]
    key_list_exit: Literal["first_year_without_veto"]
    fewest_counts: Literal["petitions", "visits"]
    four_noes_level: Literal["city", "prefecture"]
    explanation_by_due: YesNo
    delay_or_refusal: Literal["either", "both"]
    serious_finding_level: Literal["city", "prefecture"]
    serious_finding_year: Literal["visit"]

    def values(self) -> dict[str, str]:
        """Return key -> value."""
        return {key: getattr(self, key) for key in READING_KEYS}


READING_KEYS = tuple(each.name for each in fields(Readings))
ALLOWED: dict[str, tuple[str, ...]] = {key: get_args(hint) for key, hint in get_type_hints(Readings).items()}
"""The values each reading can take."""


def readings_from(values: Mapping[str, Any]) -> Readings:
    """Build from key -> value. Raises ValueError for a missing or unknown key or a value the reading cannot take."""
    if set(values) != set(READING_KEYS):
        raise ValueError(f"readings: {sorted(set(values) ^ set(READING_KEYS))} missing or unknown")
    for key, value in values.items():
        if value not in ALLOWED[key]:
            raise ValueError(f"reading {key}: {value!r} is none of {', '.join(ALLOWED[key])}")
    return Readings(**values)


@dataclass(frozen=True, slots=True)
class Reading:
    """One entry of readings.toml. ``parameter`` names the number that is its value, else ""; ``alternatives`` value -> meaning."""

    key: str
    subject: str
    clause: str
    words: str
    parameter: str
    values: tuple[DatedValue, ...]
    alternatives: tuple[tuple[str, str], ...]
    considered: str

    @staticmethod
    def from_data(key: str, entry: Mapping[str, Any]) -> "Reading":
        """Build from one parsed entry."""
        return Reading(
            key,
            entry["subject"],
            entry["clause"],
            entry["words"],
            entry.get("parameter", ""),
            tuple(DatedValue(each["since"], each["value"]) for each in entry.get("values", ())),
            tuple(entry.get("alternatives", {}).items()),
            entry.get("considered", ""),
        )
