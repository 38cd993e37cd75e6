"""Whether the store is sound, and what is wrong where: the file, the audit, numbers, due dates, units, money, the search index."""

from collections.abc import Callable, Iterator

from app.errors import StoreRefusal
from app.services import health_due_dates, health_ledger, health_search, rules
from app.services.actor import Right
from app.services.audit_seals import known_heads
from app.services.base import Service, needs
from app.services.front_door import Entered
from app.store import audit_check, check, check_ledger, integrity
from app.store.database import Transaction
from app.store.findings import Finding

__all__ = ["Finding", "HealthService"]

Examination = Callable[[Transaction], Iterator[Finding]]


class HealthService(Service):
    """体检."""

    def __init__(self, entered: Entered) -> None:
        super().__init__(entered.desk)
        self._first_key = entered.audit_key

    @needs(Right.CHECK)
    def check(self) -> tuple[Finding, ...]:
        """Everything that is wrong, in this order: file, references, audit, numbering, due dates, units, money, search. Empty: all is well.

        The seals of the audit are verified where the account may read the audit; links, numbers and anchors always.
        A damaged file is not looked into any further.
        """
        store = self.desk.store
        found = integrity.examine_file(store.path, store.data_key)
        if not any(finding.damage for finding in found):
            found += self._inside()
        with self.acting("check", detail={"findings": len(found), "seals_verified": self._first_key is not None}):
            pass
        return tuple(found)

    def _inside(self) -> list[Finding]:
        examinations: tuple[Examination, ...] = (
            self._audit,
            check.numbering,
            self._due_dates,
            lambda transaction: check.closed_units(transaction, self.today),
            check.assessed,
            check.money,
            check_ledger.examine,
            health_ledger.examine,
            health_search.examine,
        )
        found: list[Finding] = []
        with self.reading() as transaction:
            for examine in examinations:
                try:
                    found += examine(transaction)
                except StoreRefusal as refusal:
                    found.append(Finding("数据文件", str(refusal), damage=True))
        return found

    def _audit(self, transaction: Transaction) -> Iterator[Finding]:
        return audit_check.examine(transaction, self.desk.store.store_id, known_heads(self.desk.store.path), self._first_key)

    def _due_dates(self, transaction: Transaction) -> Iterator[Finding]:
        return health_due_dates.examine(transaction, rules.in_force(transaction, self.today))
