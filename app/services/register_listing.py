"""One question to the register in one transaction: its pages both ways, its lines, how many; protected people withheld in every line."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from app.regulation.ladder import collective, level_skipping
from app.regulation.parameters import Parameters
from app.services import register_understanding
from app.services.petition_form import WITHHELD
from app.services.register_search_values import WHY_WORDS, Asked, Listing, RegisterLine, Spot, Turn
from app.store import register_pages, register_search
from app.store.database import Transaction
from app.store.register_marks import NO_ROW
from app.store.register_pages import PageFilter, PageRow, Place

COUNTED = 1_000
MOST_ROWS = 500
Progress = Callable[[int, int], None]


class _Page(NamedTuple):
    rows: tuple[PageRow, ...]
    more: bool


class Search:
    """One question to the register in one transaction."""

    def __init__(self, transaction: Transaction, asked: Asked, shown: PageFilter, parameters: Parameters, account_id: int) -> None:
        self._transaction, self._parameters, self._account_id = transaction, parameters, account_id
        self._newest_first, self._why = asked.newest_first, dict[int, str]()
        self.understood = register_understanding.understood(transaction, asked.text)
        self._offers = register_understanding.offered(transaction, self.understood)
        self._said = ""
        self._shown = shown
        if self.understood.terms and not self._found(1, None, newest_first=True):
            other = register_understanding.as_unit(transaction, self.understood)
            self.understood = other or self.understood
            self._said = "姓名、号码和内容里没有，" if other else ""
        self._take_unit()

    def _take_unit(self) -> None:
        unit = self.understood.unit
        if unit is not None:
            self._said += f"按责任单位“{unit.name}”列出"
            # A unit chosen in the filter and another one typed have nothing in common.
            both = self._shown.unit_id not in {None, unit.id}
            self._shown = self._shown._replace(unit_id=NO_ROW if both else unit.id)

    def page(self, turn: Turn, at: Spot | None, limit: int) -> Listing:
        forward = turn in {Turn.FIRST, Turn.NEXT}
        newest_first = self._newest_first is forward
        found = self._page(at if turn in {Turn.NEXT, Turn.PREVIOUS} else None, limit, newest_first=newest_first)
        before, after = _goes_on(turn, found.more)
        rows = self._ordered(found.rows if forward else found.rows[::-1], whole=not before and not after)
        total, whole = self._count(rows, whole=not before and not after) if turn in {Turn.FIRST, Turn.LAST} else (None, False)
        first, last = (_spot(rows[0]), _spot(rows[-1])) if rows else (None, None)
        return Listing(self._lines(rows), first, last, before, after, total, whole, self._said, self._offers)

    def _ordered(self, rows: tuple[PageRow, ...], *, whole: bool) -> tuple[PageRow, ...]:
        """What words find stands as it was registered; where all of it is at hand, by its days."""
        return _by_day(rows, newest_first=self._newest_first) if self.understood.terms and whole else rows

    def lines(self, most: int, progress: Progress) -> tuple[RegisterLine, ...]:
        """All of the list, or its first ``most``."""
        lines: list[RegisterLine] = []
        at: Spot | None = None
        count = self._count((), whole=False)[0] or 0
        while len(lines) < most:
            progress(len(lines), max(count, len(lines)))
            listing = self.page(Turn.NEXT if at else Turn.FIRST, at, min(MOST_ROWS, most - len(lines)))
            lines += listing.lines
            at = listing.last
            if not listing.after:
                break
        return tuple(lines)

    def _count(self, rows: Sequence[PageRow], *, whole: bool) -> tuple[int | None, bool]:
        if whole:
            return len(rows), True
        if self.understood.terms or self.understood.ids is not None:
            return None, False
        count = register_pages.count(self._transaction, self._shown, COUNTED + 1)
        return min(count, COUNTED), count <= COUNTED

    def _page(self, at: Spot | None, limit: int, *, newest_first: bool) -> _Page:
        if self.understood.ids is not None and not self.understood.terms:
            rows = self._numbered(newest_first=newest_first)
            return _Page(rows, False)
        if self.understood.terms:
            rows = self._found(limit + 1, at.row if at else None, newest_first=newest_first)
        else:
            place = Place(*at) if at is not None else None
            rows = register_pages.page(self._transaction, place, limit + 1, self._shown, newest_first=newest_first)
        return _Page(rows[:limit], len(rows) > limit)

    def _numbered(self, *, newest_first: bool) -> tuple[PageRow, ...]:
        rows = register_pages.rows_of(self._transaction, self.understood.ids or (), self._shown)
        self._why = {row.id: self.understood.why for row in rows}
        return _by_day(rows, newest_first=newest_first)

    def _found(self, limit: int, after: int | None, *, newest_first: bool) -> tuple[PageRow, ...]:
        found = register_search.find(
            self._transaction,
            self.understood.terms,
            self._shown,
            self._account_id,
            among=self.understood.ids,
            after=after,
            limit=limit,
            newest_first=newest_first,
        )
        self._why = {each.petition_id: "、".join(WHY_WORDS[why] for why in each.why) for each in found}
        return register_pages.rows_of(self._transaction, self._why, self._shown)

    def _lines(self, rows: Iterable[PageRow]) -> tuple[RegisterLine, ...]:
        return tuple(_line(row, self._why.get(row.id, ""), self._parameters) for row in rows)


def _goes_on(turn: Turn, more: bool) -> tuple[bool, bool]:
    """Whether the list goes on before a page and after it: one was there to come from, more was found to go on to."""
    return {Turn.FIRST: (False, more), Turn.NEXT: (True, more), Turn.PREVIOUS: (more, True), Turn.LAST: (more, False)}[turn]


def _by_day(rows: Iterable[PageRow], *, newest_first: bool) -> tuple[PageRow, ...]:
    return tuple(sorted(rows, key=_spot, reverse=newest_first))


def _spot(row: PageRow) -> Spot:
    return Spot(row.received_on, row.id)


def _line(row: PageRow, why: str, parameters: Parameters) -> RegisterLine:
    return RegisterLine(
        number=row.number,
        received_on=row.received_on,
        form=row.form,
        level=row.level,
        name=WITHHELD if row.protected else row.name or "",
        people=row.people,
        represented=row.represented,
        unit_code=row.unit_code,
        unit_name=row.unit_name,
        matter=row.matter or "",
        gist="" if row.protected else row.gist or "",
        purpose=row.purpose,
        subject_class="" if row.protected else row.subject_class or "",
        case=row.case,
        collective=collective(row.form, row.people, row.represented or 0, parameters),
        skipping=level_skipping(row.form, row.level, row.shown_level),
        repeat=row.repeat,
        protected=row.protected,
        voided=row.voided,
        late=row.late,
        why=why,
    )
