"""The office's own papers: a township's deposit statement, the sealed page of the audit."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.errors import NotFound
from app.regulation.terms import UnitKind
from app.services.documents.source import At, Source, citation, needed
from app.services.documents.values import Composed, Original, Request, Waiting
from app.services.documents.words import full_name
from app.services.documents.year_notices import closes_that_wait
from app.store import audit, ledger, units
from app.store.ledger import Posted
from app.store.units import StoredUnit

STATEMENT, SEALED = "deposit-statement", "audit-head"
TITLES = {STATEMENT: "保证金对账单", SEALED: "日志封存页"}
DEPOSIT = "3.2.3.0"


def _statements(at: At, request: Request) -> Iterator[Waiting]:
    """Of one township or of all that have vouchers in the year; up to today, so that each day's is a statement of its own."""
    year = needed(request.year, "--year", "哪一年")
    wanted = [unit for unit in _townships(at) if request.unit in (None, unit.code)]
    if not wanted:
        raise NotFound(f"没有代码是“{request.unit}”的乡镇；只有乡镇缴保证金。")
    for unit in wanted:
        if ledger.of_unit(at.transaction, unit.id, year):
            about, subject = f"{unit.name} {year}年", f"{year}/{unit.code}/{at.day}"
            yield Waiting(STATEMENT, TITLES[STATEMENT], about, (full_name(unit.name, unit.kind),), citation(DEPOSIT), subject)


def _statements_waiting(at: At) -> Iterator[Waiting]:
    """A close settles the deposits of its year: every township that has vouchers gets its statement."""
    for book in closes_that_wait(at):
        for each in _statements(at, Request(year=book.year)) if _townships(at) else ():
            subject = each.subject.rpartition("/")[0]
            yield replace(each, subject=f"{subject}/v{book.version}", chosen=False)


def _townships(at: At) -> list[StoredUnit]:
    return [unit for unit in units.all_units(at.transaction) if unit.kind is UnitKind.TOWNSHIP]


def _statement(at: At, waiting: Waiting) -> Composed:
    year, code, _ = waiting.subject.split("/")
    unit = units.by_code(at.transaction, code)
    if unit is None:
        raise NotFound(f"没有代码是“{code}”的单位。")
    name = full_name(unit.name, unit.kind)
    vouchers = ledger.of_unit(at.transaction, unit.id, int(year))
    fields = {
        "issue": at.issue(at.organs.bureau.name),
        "unit_name": unit.name,
        "unit_full_name": name,
        "year": int(year),
        "until": at.day,
        "entries": tuple(entry for voucher in vouchers for entry in _entries(voucher, unit)),
        "owed": max(0, ledger.balances(at.transaction, int(year), ledger.receivable_of(code))),
    }
    return Composed(at.organs.bureau.name, (Original(name, fields),), f"{year}-{code}-{at.day}")


def _entries(voucher: Posted, unit: StoredUnit) -> Iterator[dict[str, Any]]:
    """The voucher's lines on the township's deposit: a credit pays in, a debit draws."""
    for line in voucher.lines:
        if line.account == ledger.deposit_of(unit.code):
            paid, drawn = max(0, -line.amount), max(0, line.amount)
            yield {"on": voucher.on, "text": voucher.words, "paid": paid, "drawn": drawn}


def _sealed_asked(at: At, _request: Request) -> Iterator[Waiting]:
    head = audit.head(at.transaction)
    yield Waiting(SEALED, TITLES[SEALED], f"第{head.seq}条", ("",), "日志", str(head.seq), chosen=False)


def _sealed(at: At, _waiting: Waiting) -> Composed:
    head = audit.head(at.transaction)
    last = max(audit.entries(at.transaction, at.day), key=lambda entry: entry.seq, default=None)
    fields = {
        "organ": at.organs.bureau.name,
        "day": at.day,
        "store_id": at.store_id,
        "record": head.seq,
        "head": head.digest.hex(),
        "at": f"{last.at:%Y-%m-%d %H:%M:%S} UTC" if last is not None else "",
        "entries": head.seq,
        "printed_by": at.display_name,
        "sample": at.sample,
    }
    return Composed("", (Original("", fields),), str(at.day))


SOURCES = (
    Source(STATEMENT, TITLES[STATEMENT], _statements, _statement, _statements_waiting),
    Source(SEALED, TITLES[SEALED], _sealed_asked, _sealed, numbered=False),
)
