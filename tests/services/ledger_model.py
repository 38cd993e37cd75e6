"""A ledger simple enough to be believed: a few numbers for each unit and year, and what each action does to them."""

from collections import defaultdict
from dataclasses import dataclass, field

TOWNSHIPS = ("T01", "T02")
UNITS = (*TOWNSHIPS, "D01")
YEARS = (1995, 1996, 1997)
PRICES = {1: 200_00, 2: 500_00, 3: 1000_00, 4: 1500_00}
"""分 for a collective visit at each level."""

Key = tuple[str, int]


@dataclass
class Note:
    """A voucher the model remembers: what countering it would undo."""

    kind: str
    unit: str
    year: int
    amount: int
    pair: str = ""
    gone: bool = False


@dataclass
class Model:
    """What is left of each deposit and what is owed; every method says whether it may be done, and does it."""

    deposit: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    owed: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    visits: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    drawn: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    fined: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    paid: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    closed: set[int] = field(default_factory=set)
    notes: dict[str, Note] = field(default_factory=dict)
    cash: int = 0

    def pays(self, unit: str, year: int, amount: int) -> bool:
        if unit not in TOWNSHIPS or year in self.closed:
            return False
        self._in(unit, year, amount)
        self.cash += amount
        return True

    def _in(self, unit: str, year: int, amount: int) -> None:
        self.deposit[unit, year] += amount
        self.paid[unit, year] += amount

    def closes(self, year: int) -> bool:
        if year in self.closed:
            return False
        self.closed.add(year)
        for unit in UNITS:
            fined = sum(PRICES[level] for level in self.visits[unit, year])
            drawn = min(fined, self.deposit[unit, year]) if unit in TOWNSHIPS else 0
            self.fined[unit, year], self.drawn[unit, year] = fined, drawn
            self.deposit[unit, year] -= drawn
            self.owed[unit, year] += fined - drawn
        return True

    def reopens(self, year: int) -> bool:
        if year not in self.closed:
            return False
        self.closed.remove(year)
        for unit in UNITS:
            fined, drawn = self.fined.pop((unit, year), 0), self.drawn.pop((unit, year), 0)
            self.deposit[unit, year] += drawn
            self.owed[unit, year] -= fined - drawn
        return True

    def settles(self, unit: str, year: int, *, carries: bool) -> bool:
        if unit not in TOWNSHIPS or year not in self.closed or self.deposit[unit, year] <= 0:
            return False
        if carries and year + 1 in self.closed:
            return False
        left, self.deposit[unit, year] = self.deposit[unit, year], 0
        if carries:
            self._in(unit, year + 1, left)
        else:
            self.cash -= left
        return True

    def pays_owed(self, unit: str, year: int, amount: int) -> bool:
        if amount > self.owed[unit, year]:
            return False
        self.owed[unit, year] -= amount
        self.cash += amount
        return True

    def is_refunded(self, unit: str, year: int) -> bool:
        if year not in self.closed or self.owed[unit, year] >= 0:
            return False
        self.cash += self.owed[unit, year]
        self.owed[unit, year] = 0
        return True

    def counters(self, voucher: str) -> bool:
        halves = [self.notes[voucher], *([self.notes[pair]] if (pair := self.notes[voucher].pair) else [])]
        if not all(self._may_counter(note) for note in halves):
            return False
        for note in halves:
            self._undo(note)
        return True

    def _may_counter(self, note: Note) -> bool:
        if note.gone or note.kind == "fine":
            return False
        if note.kind in {"deposit", "carried in"}:
            return note.year not in self.closed and self.deposit[note.unit, note.year] >= note.amount
        return True

    def _undo(self, note: Note) -> None:
        note.gone = True
        at = note.unit, note.year
        if note.kind in {"deposit", "carried in"}:
            self.deposit[at] -= note.amount
            self.paid[at] -= note.amount
        elif note.kind in {"return", "carried away"}:
            self.deposit[at] += note.amount
        else:
            self.owed[at] += note.amount if note.kind == "payment" else -note.amount
        self.cash += {"deposit": -note.amount, "payment": -note.amount, "return": note.amount, "refund": note.amount}.get(note.kind, 0)
