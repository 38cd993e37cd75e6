"""The standings as the JSON object other programs rely on (spec 2.4), exactly."""

from collections.abc import Sequence
from typing import Any

from app.regulation.decisions import Decision, DepositState, UnitResult
from app.regulation.facts import FourLevels
from app.regulation.rounding import share, two_places
from app.services.annual_result import REGULATION, Standings, missing_items

LEVELS = ("city", "prefecture", "province", "beijing")


def standings_json(standings: Standings) -> dict[str, Any]:
    """One object of plain data; keys and their order are a contract."""
    sheet = standings.sheet
    return {
        "regulation": REGULATION,
        "year": standings.year,
        "as_of": standings.as_of.isoformat(),
        "closed": standings.closed,
        "in_force": standings.in_force,
        "fingerprint": standings.fingerprint,
        "scoring_sheet": {"name": sheet.name, "version": sheet.version, "reference": sheet.reference},
        "readings": standings.readings,
        "units": [_unit(unit) for unit in standings.result.units],
    }


def _unit(unit: UnitResult) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind.value,
        "score": two_places(unit.score),
        "rank": unit.rank,
        "items": {item.item: two_places(-item.deduction) for item in unit.items},
        "not_entered": list(missing_items(unit)),
        "petitions": _petitions(unit),
        "on_time": {
            "due": unit.due,
            "concluded_in_time": unit.concluded_in_time,
            "rate": two_places(share(unit.concluded_in_time, unit.due)),
        },
        "four_noes": unit.four_noes._asdict(),
        "vetoes": _decisions(unit.vetoes),
        "rewards": _decisions(unit.rewards),
        "merit": unit.merit is not None,
        "people_rewarded": sorted({holder.name for holder in unit.people_rewarded}),
        "fines": [{"clause": fine.clause, "amount": fine.amount, "evidence": fine.evidence[0]} for fine in unit.fines],
        "fines_total": unit.fines_total,
        "deposit": _deposit(unit.deposit),
        "key_managed": unit.key_managed,
        "key_managed_next_year": unit.key_managed_next_year,
        "accountability": _decisions(unit.accountability),
        "distance_to_veto": dict(unit.distance),
    }


def _petitions(unit: UnitResult) -> dict[str, Any]:
    counts = unit.petitions
    return {
        "total": counts.letters + counts.visits,
        "letters": counts.letters,
        "visits": counts.visits,
        "repeat": counts.repeat,
        "collective": _levels(counts.collective),
        "individual": _levels(counts.individual),
        "individual_skipping": _levels(counts.individual_skipping),
        "collective_skipping": _levels(counts.collective_skipping),
    }


def _levels(counts: FourLevels) -> dict[str, int]:
    return dict(zip(LEVELS, counts, strict=True))


def _decisions(decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    return [{"clause": each.clause, "evidence": list(each.evidence)} for each in decisions]


def _deposit(deposit: DepositState) -> dict[str, int | float]:
    return {name: in_yuan(cents) for name, cents in deposit._asdict().items()}


def in_yuan(cents: int) -> int | float:
    """元 of an amount in 分: whole ones as whole numbers; only to be shown, never to be reckoned with."""
    return cents // 100 if cents % 100 == 0 else cents / 100
