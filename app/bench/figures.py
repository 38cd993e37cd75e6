"""What was measured as values: a line for each piece of work, its ratio to the raw work, its bar; as a table and as JSON."""

from dataclasses import dataclass
from statistics import median
from typing import Any
from unicodedata import east_asian_width

GAP = "  "


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work. ``ours`` and ``raw`` are samples in ``unit``, taken in turns; ``raw`` is empty where the bar is a plain figure.

    ``bar`` is the most the ratio (or, without raw samples, the figure itself) may be; None: shown without a bar.
    """

    key: str
    what: str
    unit: str
    ours: tuple[float, ...]
    raw: tuple[float, ...] = ()
    bar: float | None = None
    least: bool = False  # the bar is the least, not the most

    @property
    def figure(self) -> float:
        return median(self.ours)

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours over raw, pair by pair."""
        return tuple(a / b for a, b in zip(self.ours, self.raw, strict=False))

    @property
    def ratio(self) -> float | None:
        """The median of ours over the median of raw; None where nothing was compared."""
        return self.figure / median(self.raw) if self.raw else None

    @property
    def holds(self) -> bool | None:
        """Whether the bar is kept; None where there is none."""
        if self.bar is None:
            return None
        reached = self.figure if self.ratio is None else self.ratio
        return reached >= self.bar if self.least else reached <= self.bar

    def json(self) -> dict[str, Any]:
        """The line for scripts: medians, the spread of the ratio, and every sample."""
        told: dict[str, Any] = {"key": self.key, "what": self.what, "unit": self.unit, "median": _short(self.figure)}
        if self.ratio is not None:
            told |= {"raw_median": _short(median(self.raw)), "ratio": _short(self.ratio)}
            told |= {"ratio_min": _short(min(self.ratios)), "ratio_max": _short(max(self.ratios))}
        bar = {"bar": self.bar, "bar_is": "least" if self.least else "most", "holds": self.holds}
        return told | bar | {"samples": [_short(each) for each in self.ours], "raw_samples": [_short(each) for each in self.raw]}


def _short(figure: float) -> float:
    """Three places: more than any of these figures is good for."""
    return round(figure, 3)


@dataclass(frozen=True, slots=True)
class BenchReport:
    """All lines, and what they were measured on: ``machine`` is words for people, ``notes`` say what could not be measured and why."""

    petitions: int
    rounds: int
    machine: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    def table(self) -> str:
        """The lines as an aligned table of plain text."""
        head = ("项目", "本程序", "原始做法", "倍数（最小–最大）", "限", "达标")
        rows = [head, *(_cells(line) for line in self.lines)]
        widths = [max(_width(row[place]) for row in rows) for place in range(len(head))]
        first = f"{self.petitions:,} 件信访，每项取 {self.rounds} 次的中位数；{self.machine}"
        return "\n".join([first, *(_row(row, widths) for row in rows), *self.notes])

    def json(self) -> dict[str, Any]:
        """The same for scripts."""
        about = {"petitions": self.petitions, "rounds": self.rounds, "machine": self.machine}
        return about | {"lines": [line.json() for line in self.lines], "notes": list(self.notes)}


def _cells(line: Line) -> tuple[str, ...]:
    compared = line.ratio is not None
    ratio = f"{line.ratio:.2f}（{min(line.ratios):.2f}–{max(line.ratios):.2f}）" if compared else ""
    sign, unit = "≥" if line.least else "≤", "倍" if compared else line.unit
    bar = "" if line.bar is None else f"{sign} {line.bar:g} {unit}"
    kept = {None: "", True: "是", False: "否"}[line.holds]
    return line.what, _said(line.figure, line.unit), _said(median(line.raw), line.unit) if line.raw else "", ratio, bar, kept


def _said(figure: float, unit: str) -> str:
    return f"{figure:,.0f} {unit}" if figure >= 100 else f"{figure:.2f} {unit}"


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    """The first column and the last to the left, figures to the right."""
    last = len(cells) - 1
    padded = [_padded(cell, width, left=place in {0, last}) for place, (cell, width) in enumerate(zip(cells, widths, strict=True))]
    return GAP.join(padded).rstrip()


def _padded(cell: str, width: int, *, left: bool) -> str:
    blank = " " * (width - _width(cell))
    return cell + blank if left else blank + cell


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
