"""What a veto notice says (五、第一段): for each vetoed unit of a closed year one original to the unit and one to its superior."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from app.regulation.decisions import Decision, UnitResult
from app.regulation.rounding import two_places
from app.regulation.terms import UnitKind
from app.services import rules
from app.services.annual_result import Standings, restored
from app.services.issuing_values import BUREAU, Original
from app.store import settings, units
from app.store.closed_years import ClosedYear
from app.store.database import Transaction

VETO = "veto"
DEFAULT_SUPERIOR = "市委、市政府"
MEASURES = "3.2.2"
_ORDINAL = re.compile(r"^(?:（\d+）|\d+\.)")
_NO_FILE_NAME = re.compile(r"[^\w-]")


def originals(transaction: Transaction, closed: ClosedYear, code: str | None, day: date) -> tuple[Original, ...]:
    """The originals of one unit's notice, or of all vetoed units' in the order of the standings; empty without a veto."""
    standings = restored(closed.body)
    vetoed = [unit for unit in standings.result.units if unit.vetoes and code in (None, unit.code)]
    sample = settings.read(transaction, "sample_day") is not None
    return tuple(original for unit in vetoed for original in _of_unit(transaction, standings, closed, unit, day, sample))


def _of_unit(
    transaction: Transaction, standings: Standings, closed: ClosedYear, unit: UnitResult, day: date, sample: bool
) -> Iterator[Original]:
    superior = _superior(transaction, unit.code)
    shared = _fields(standings, unit) | {"superior_name": superior, "day": day, "sample": sample}
    for which, recipient in (("unit", shared["unit_full_name"]), ("superior", superior)):
        subject = f"{closed.year}/{closed.version}/{unit.code}/{which}"
        name = f"veto-{closed.year}-{_NO_FILE_NAME.sub('_', unit.code)}-{which}.pdf"
        yield Original(VETO, subject, str(recipient), name, shared | {"original": which})


def _fields(standings: Standings, unit: UnitResult) -> dict[str, Any]:
    return {
        "unit_name": unit.name,
        "unit_full_name": full_name(unit),
        "year": standings.year,
        "organ": BUREAU.name,
        "clauses": tuple(_clause(standings, unit, veto) for veto in unit.vetoes),
        "score": two_places(unit.score),
        "key_list_year": standings.year + 1,
        "fines_total": unit.fines_total,
        "measures": _words(MEASURES),
    }


def full_name(unit: UnitResult) -> str:
    """As a township is addressed: its government."""
    return f"{unit.name}人民政府" if unit.kind is UnitKind.TOWNSHIP and unit.name.endswith(("乡", "镇")) else unit.name


def _superior(transaction: Transaction, code: str) -> str:
    unit = units.by_code(transaction, code)
    if unit is not None and unit.organ_in_charge:
        return unit.organ_in_charge
    parent = units.by_id(transaction, unit.parent_id) if unit is not None and unit.parent_id is not None else None
    return parent.name if parent is not None else DEFAULT_SUPERIOR


def _clause(standings: Standings, unit: UnitResult, veto: Decision) -> dict[str, Any]:
    citation = rules.regulation().clause(veto.clause).citation
    finding = _finding(standings, unit, veto.clause)
    return {"citation": citation, "words": _words(veto.clause), "evidence": veto.evidence, "finding": finding}


def _words(clause: str) -> str:
    """The clause's words without its own ordinal, which the citation says."""
    return _ORDINAL.sub("", rules.regulation().clause(clause).words)


def _finding(standings: Standings, unit: UnitResult, clause: str) -> str:
    """What was found, in plain words."""
    city, prefecture, province, beijing = unit.petitions.collective
    far = "、".join(f"{way}集体上访{count}次" for way, count in (("进京", beijing), ("赴省", province)) if count)
    found = {
        "3.2.1.1": f"发生{far}",
        "3.2.1.2": f"发生到地区集体上访{prefecture}次",
        "3.2.1.3": f"发生到市集体上访{city}次",
        "3.2.1.4": f"信访工作考核总分为{two_places(unit.score)}分，低于{standings.parameters.pass_score}分",
        "3.2.1.5": "因工作不力，集体上访造成严重恶果",
    }
    return found[clause]
