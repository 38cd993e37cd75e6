"""案件: the list with its filters, a page at a time; one case with what may be done on it; and the list as a workbook."""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from app import lazy
from app.errors import NotFound, Refusal
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.case_columns import known
from app.services.case_effect import effect
from app.services.case_facts import assignments_given, facts_of
from app.services.case_lawful import lawful, next_step
from app.services.case_proposals import case_proposals
from app.services.case_steps import BY_THE_DIRECTOR, CaseFacts, CaseStep
from app.services.case_values import CaseFile, CaseLine, CaseOrder, CasePage, CasePlace, CaseShown, CaseState, DueCounts, Offer
from app.services.matter_acting import require
from app.services.matters import MatterService
from app.store import case_pages, case_rows, units
from app.store.case_pages import CaseFilter
from app.store.database import Transaction
from app.store.files import discard, require_free_of_stores

USUAL_ORDER = CaseOrder()
OPEN_CASES = CaseShown()
MOST_ROWS = 500
MOST_EXPORTED = 100_000

Progress = Callable[[int], None]


class CaseService(Service):
    """What the page 案件 asks; the steps themselves are :class:`app.services.matters.MatterService`'s."""

    @needs(Right.READ_REGISTER)
    def page(
        self, shown: CaseShown = OPEN_CASES, order: CaseOrder = USUAL_ORDER, after: CasePlace | None = None, limit: int = 200
    ) -> CasePage:
        """A page of the list; what a protected case is about is left out. Raises NotFound for an unknown unit."""
        wanted = max(1, min(limit, MOST_ROWS))
        with self.reading() as transaction:
            return self._page(transaction, shown, order, after, wanted)

    @needs(Right.READ_REGISTER)
    def due_counts(self) -> DueCounts:
        """What is overdue, due today, and due after today within three and within seven days."""
        with self.reading() as transaction:
            return case_pages.due_counts(transaction, self.today)

    @needs(Right.READ_REGISTER)
    def file(self, number: str) -> CaseFile:
        """One case as this account sees it, with every step: lawful today or why not. A protected one's reading is logged.

        Raises NotFound.
        """
        view = MatterService(self.desk).matter(number)
        with self.reading() as transaction:
            matter = require(transaction, number)
            facts = facts_of(transaction, matter, self.today)
            given = assignments_given(transaction, matter.id)
        serious = set(facts.serious)
        return CaseFile(
            matter=view,
            offers=tuple(self._offer(facts, step, self.today) for step in CaseStep),
            next_step=next_step(facts),
            proposals=case_proposals(facts, given),
            overdue_days=facts.overdue_days,
            limit=facts.limit,
            unreceived=tuple(visit.number for visit in facts.unreceived),
            may_be_serious=tuple(visit.number for visit in facts.collective_visits if visit.number not in serious),
        )

    @needs(Right.READ_REGISTER)
    def offer(self, number: str, step: CaseStep, on: date | None = None, *, asking: bool = False) -> Offer:
        """A step as it would be on a day: lawful or why not, the due date it leads to, the document it calls for. Raises NotFound."""
        with self.reading() as transaction:
            facts = facts_of(transaction, require(transaction, number), self.today)
        return self._offer(facts, step, on or self.today, asking=asking)

    @needs(Right.READ_REGISTER)
    def export(
        self, path: Path, shown: CaseShown, order: CaseOrder, columns: Sequence[str], progress: Progress = lambda _done: None
    ) -> int:
        """Writes the list as one sees it to a workbook; gives the number of cases. What is protected stays masked.

        Raises Refusal where the file cannot be written. ``progress`` may raise to give up: nothing is written then.
        """
        require_free_of_stores(path)
        detail = {"state": shown.state, "unit": shown.unit, "year": shown.year, "words": bool(shown.words), "file": path.name}
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with self.reading() as transaction:
                lines = self._all(transaction, shown, order, progress)
                count = lazy.attribute("app.services.case_workbook", "case_workbook")(beside, lines, known(tuple(columns)), self.today)
            with self.acting("export_cases", detail={**detail, "cases": count}):
                beside.replace(path)
        except OSError as fault:
            raise Refusal(f"不能写入 {path}（{fault.strerror}）。请检查路径、权限和磁盘空间，文件若正打开着请先关闭。") from fault
        finally:
            discard(beside)
        return int(count)

    def _all(self, transaction: Transaction, shown: CaseShown, order: CaseOrder, progress: Progress) -> Iterator[CaseLine]:
        after: CasePlace | None = None
        done = 0
        while True:
            page = self._page(transaction, shown, order, after, MOST_ROWS)
            yield from page.lines
            done, after = done + len(page.lines), page.after
            progress(done)
            if after is None:
                return
            if done >= MOST_EXPORTED:
                raise Refusal(f"超过 {MOST_EXPORTED} 件，没有导出。", mend="请按年度或单位缩小范围，分几次导出。")

    def _page(
        self, transaction: Transaction, shown: CaseShown, order: CaseOrder, after: CasePlace | None, limit: int
    ) -> CasePage:
        places = case_pages.page(transaction, _filter(transaction, shown, self.today), order, after, limit + 1)
        kept = places[:limit]
        lines = case_rows.lines(transaction, [place.row for place in kept])
        return CasePage(lines, kept[-1] if len(places) > limit else None)

    def _offer(self, facts: CaseFacts, step: CaseStep, on: date, *, asking: bool = False) -> Offer:
        right = Right.DECIDE if step in BY_THE_DIRECTOR else Right.HANDLE_CASES
        return Offer(step, lawful(facts, step, on), self.desk.actor.may(right), effect(facts, step, on, asking=asking))


def _filter(transaction: Transaction, shown: CaseShown, today: date) -> CaseFilter:
    counted_id, unit_id = _unit(transaction, shown.unit, today) if shown.unit else (None, None)
    opened = {CaseState.CONCLUDED: False, CaseState.ALL: None}.get(shown.state, True)
    due_from, due_until = _days(shown.state, today)
    return CaseFilter(
        open=opened,
        due_from=due_from,
        due_until=due_until,
        counted_id=counted_id,
        unit_id=unit_id,
        limit=shown.limit,
        collective=shown.collective,
        asked=shown.asked,
        protected=shown.protected,
        long_standing=shown.long_standing,
        since=date(shown.year, 1, 1) if shown.year else None,
        until=date(shown.year, 12, 31) if shown.year else None,
        words="".join(shown.words.split()),
    )


def _days(state: CaseState, today: date) -> tuple[date | None, date | None]:
    """The due dates of a state; within three and seven days is after today."""
    day = timedelta(days=1)
    spans = {
        CaseState.OVERDUE: (None, today - day),
        CaseState.TODAY: (today, today),
        CaseState.IN_THREE: (today + day, today + 3 * day),
        CaseState.IN_SEVEN: (today + day, today + 7 * day),
    }
    return spans.get(state, (None, None))


def _unit(transaction: Transaction, code: str, today: date) -> tuple[int | None, int | None]:
    """What a unit's cases are found by: an assessed one's all that count for it, a subordinate's own."""
    unit = units.by_code(transaction, code.strip())
    if unit is None:
        raise NotFound(f"没有代码是“{code.strip()[:40]}”的单位。", mend="请从列表里选。")
    counted = units.counted_unit_of(transaction, unit.id, today)
    return (unit.id, None) if counted in {unit.id, None} else (counted, unit.id)
