"""Whether the fines in the ledger are those of the closed years: unit by unit, to the last 元."""

from collections import defaultdict
from collections.abc import Iterator

from app.services.annual_result import restored
from app.store import closed_years, ledger
from app.store.database import Transaction
from app.store.findings import Finding
from app.store.ledger import Posted

CENTS = 100


def examine(transaction: Transaction) -> Iterator[Finding]:
    """What a standing close decided and what stands posted for it differ nowhere."""
    for year in sorted(closed_years.standing_years(transaction)):
        closed = closed_years.standing(transaction, year)
        if closed is None:
            continue
        posted = _by_unit(ledger.of_closed_year(transaction, closed.id))
        decided = {unit.code: unit.fines_total * CENTS for unit in restored(closed.body).result.units if unit.fines_total}
        for code in sorted(posted.keys() | decided.keys()):
            if posted.get(code, 0) != decided.get(code, 0):
                said = f"定案罚款 {decided.get(code, 0) / CENTS:.2f} 元，台账入账 {posted.get(code, 0) / CENTS:.2f} 元，不一致。"
                yield Finding(f"{code} {year} 年罚款", said)


def _by_unit(posted: tuple[Posted, ...]) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for voucher in posted:
        found[voucher.unit_code] += voucher.amount if voucher.countered is None else 0
    return dict(found)
