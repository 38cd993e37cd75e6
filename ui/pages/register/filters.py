"""The filters above the list: each may be set alone or with any other; what is set stays until it is cleared."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.petition_form import FORM_WORDS, LEVEL_WORDS, PURPOSE_WORDS
from app.services.register_search_values import CASE_WORDS, Asked
from ui.text import ElidedLabel
from ui.theme import theme
from ui.widgets.date_field import DateLine
from ui.widgets.field import Field
from ui.widgets.flow import Flow, Rows, grows_with_width
from ui.widgets.inputs import Choice, Option
from ui.widgets.three_way import ThreeWay
from ui.widgets.unit_line import Unit, UnitLine

ANY = Option(None, "不限", "bx")
MOST_YEARS = 30
FLAGS = (("collective", "集体"), ("skipping", "越级"), ("repeat", "重访"), ("protected", "保密"), ("voided", "作废"), ("late", "补录"))


def _options(words: dict[Any, str]) -> list[Option]:
    return [ANY, *(Option(value, word) for value, word in words.items())]


class Filters(QWidget):
    """``changed`` tells that something else is wanted. ``ask_units`` finds units; it runs on a thread."""

    changed = Signal()

    def __init__(self, ask_units: Callable[[str], Sequence[Unit]], today: date) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self.year = Choice([ANY, *(Option(year, f"{year}年") for year in range(today.year, today.year - MOST_YEARS, -1))])
        self.since, self.until = DateLine(today), DateLine(today)
        self.unit = UnitLine(ask_units)
        self.form, self.purpose = Choice(_options(dict(FORM_WORDS))), Choice(_options(dict(PURPOSE_WORDS)))
        self.level = Choice(_options(dict(LEVEL_WORDS)))
        self.case, self.subject = Choice(_options(dict(CASE_WORDS))), Choice([ANY])
        self.flags = {name: ThreeWay(word, self.changed.emit) for name, word in FLAGS}
        self._fields: tuple[tuple[str, QWidget, int, int], ...] = (
            ("年份", self.year, 92, 2), ("自", self.since, 106, 2), ("至", self.until, 106, 2), ("责任单位", self.unit, 150, 4),
            ("形式", self.form, 84, 1), ("级别", self.level, 84, 1), ("目的", self.purpose, 100, 2),
            ("内容分类", self.subject, 108, 3), ("案件", self.case, 84, 1),
        )  # fmt: skip
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.pixels(4))
        rows = Rows(spacing=8, between=6)
        for caption, editor, least, weight in self._fields:
            rows.put(Field(caption, editor), least, weight)
        outer.addLayout(rows)
        flags = Flow(spacing=4)
        said = ElidedLabel("标记　按一下只看，再按不看", "caption")
        said.setMinimumHeight(self.flags["late"].sizeHint().height())
        flags.addWidget(said)
        for flag in self.flags.values():
            flags.addWidget(flag)
        outer.addLayout(flags)
        grows_with_width(self)

    def _connect(self) -> None:
        for choice in (self.year, self.form, self.level, self.purpose, self.subject, self.case):
            choice.currentIndexChanged.connect(lambda _index: self.changed.emit())
        for day in (self.since, self.until):
            day.editingFinished.connect(self._day_left)
            day.entered.connect(self._day_left)
        self.unit.chosen.connect(self._unit_chosen)
        self._days = ("", "")

    def offer_classes(self, names: Sequence[str]) -> None:
        self.subject.blockSignals(True)
        self.subject.offer([ANY, *(Option(name, name) for name in names)])
        self.subject.blockSignals(False)

    def _day_left(self) -> None:
        """A day counts once its line is left or Enter is pressed; what is no day is said at the line."""
        for line, caption in ((self.since, "自"), (self.until, "至")):
            field = line.parentWidget()
            if isinstance(field, Field):
                field.fault(f"“{caption}”不是日期", "如 1996-12-20。") if line.wrong() else field.clear()
        days = (self.since.value(), self.until.value())
        if days != self._days and not (self.since.wrong() or self.until.wrong()):
            self._days = days
            self.changed.emit()

    def _unit_chosen(self) -> None:
        if self.unit.unit is not None or not self.unit.value():
            self.changed.emit()

    def put_into(self, asked: dict[str, Any]) -> None:
        """Adds what is chosen here to a question."""
        asked |= {name: flag.value() for name, flag in self.flags.items()}
        asked |= {"form": self.form.value(), "level": self.level.value(), "purpose": self.purpose.value()}
        asked |= {"subject_class": self.subject.value(), "case": self.case.value(), "unit": self.unit.code or None}
        since, until, year = self.since.day(), self.until.day(), self.year.value()
        if year is not None:
            since, until = max(since or date.min, date(year, 1, 1)), min(until or date.max, date(year, 12, 31))
        asked |= {"since": since, "until": until}

    @property
    def set(self) -> bool:
        """Whether anything is chosen."""
        asked: dict[str, Any] = {}
        self.put_into(asked)
        return Asked(**asked) != Asked()

    def clear(self) -> None:
        """Everything again, told by the caller."""
        self.blockSignals(True)
        for choice in (self.year, self.form, self.level, self.purpose, self.subject, self.case):
            choice.take(None)
        for flag in self.flags.values():
            flag.take(None)
        for day in (self.since, self.until):
            day.take_day(None)
        self._day_left()
        self.unit.take_unit(None)
        self.blockSignals(False)
