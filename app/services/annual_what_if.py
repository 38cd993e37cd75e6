"""What imagined changes would do to a year: the same rules over the same facts and a few other ones; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.services.annual_changes import Change, Imagined, SetRule, UseSheet, imagined
from app.services.annual_differences import UnitMove, moves
from app.services.annual_imagining import imagined as imagined_case
from app.services.annual_result import Standings
from app.services.annual_session import YearSession
from app.store.database import Transaction

__all__ = ["Imagined", "WhatIf", "imagined", "imagined_year"]

TELLING = frozenset(
    {
        *("ordinary_days", "collective_months", "complex_months", "asked_for_months", "roll_rest_days", "collective_from"),
        "extension_before_due",
    }
)
"""What due dates are told by: those told stand, whatever is set later (1.3)."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The standings without and with the changes, and every unit that moves; ``notes`` say what a change does not touch."""

    changes: tuple[Change, ...]
    before: Standings
    after: Standings
    moves: tuple[UnitMove, ...]
    notes: tuple[str, ...]


def imagined_year(transaction: Transaction, session: YearSession, changes: Sequence[Change], today: date) -> WhatIf:
    """The year with the changes made one after the other. Raises NotFound, Refusal."""
    case = imagined_case(transaction, session, changes, today)
    result = session.judge.judged(case)
    after = replace(
        session.standings, closed=False, fingerprint=None, sheet=case.sheet, parameters=case.parameters, result=result
    )
    return WhatIf(tuple(changes), session.standings, after, moves(session.standings.result, result), _notes(changes, after))


def _notes(changes: Sequence[Change], after: Standings) -> tuple[str, ...]:
    notes = []
    if any(isinstance(change, SetRule) and change.name in TELLING for change in changes):
        notes.append("已告知单位的到期日不因口径、参数改变而变；改动只用于以后受理的案件。")
    if any(isinstance(change, UseSheet) for change in changes) and after.not_entered:
        notes.append(f"改用的计分标准下，有 {len(after.not_entered)} 个单位的录入项尚未录齐，未录入的不扣分。")
    return tuple(notes)
