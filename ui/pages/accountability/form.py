"""The decision: what was found, whom it meets with which measure, on what evidence, and whether it goes to the unit or above it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.errors import Refusal
from app.services.accountability import MEASURES, POSTS, Accountable
from app.services.accountability_situations import Holder, Situation
from ui.pages.accountability.words import NO_MEASURE, TO_SUPERIOR, TO_UNIT
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.flow import Flow, Rows, grows_with_width
from ui.widgets.inputs import Choice, Lines, Option
from ui.widgets.line import Line

OTHERS = 2
"""Free rows for 直接责任人."""
_APART = re.compile(r"[、，,；;\s]+")


class _Person(NamedTuple):
    post: str
    name: Line
    measure: Choice


class DecisionForm(Card):
    """``decided`` when the director decides, ``aside`` when the proposal is to be set aside."""

    decided = Signal()
    aside = Signal()

    def __init__(self) -> None:
        super().__init__("作出决定", edge="accent")
        self.facts = Lines("查明的事实，照样写进文书；不写信访人的姓名", rows=4)
        self.evidence = Line(longest=600)
        self.form = Choice([Option(TO_UNIT, "通报，送单位", "tb"), Option(TO_SUPERIOR, "建议书，送主管机关", "jys")])
        self._fields = {"事实": Field("查明的事实", self.facts), "依据": Field("依据（登记号、事项编号）", self.evidence)}
        self._people: list[_Person] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.pixels(8))
        self._grid.setVerticalSpacing(theme.pixels(4))
        self.fault = Label("", "fault", wrap=True)
        self._build()

    def _build(self) -> None:
        self.body.setSpacing(theme.pixels(7))
        self.body.addWidget(self._fields["事实"])
        self.body.addWidget(Label("对谁，什么处理", "caption"))
        self.body.addLayout(self._grid)
        below = Rows(spacing=10)
        below.put(self._fields["依据"], 200, 3)
        below.put(Field("文书", self.form), 210, 2)
        self.body.addLayout(below)
        self.body.addWidget(self.fault)
        self.fault.hide()
        foot = QWidget()
        foot.setProperty("ground", "none")
        flow = Flow(foot, spacing=8)
        self.decide_button = Button("决定", "Ctrl+Return", kind="primary", does=self.decided.emit)
        self.aside_button = Button("不予查究…", "Ctrl+Shift+X", does=self.aside.emit)
        for button in (self.decide_button, self.aside_button):
            flow.addWidget(button)
        grows_with_width(foot)
        self.body.addWidget(foot)
        self.facts.entered.connect(lambda: self._people[0].measure.setFocus() if self._people else None)

    def begin(self, situation: Situation) -> None:
        """An empty decision on this situation, with its evidence and those who hold the posts filled in."""
        self.facts.take("")
        self.facts.setPlaceholderText(f"还要查明：{situation.still}" if situation.still else "查明的事实，照样写进文书")
        self.evidence.take("、".join(situation.evidence))
        self.form.take(TO_UNIT)
        self._show_people([*situation.holders, *([Holder("", POSTS[-1])] * OTHERS)])
        self.aside_button.setEnabled(situation.proposed)
        self.say_fault(None)
        grows_with_width(self)

    def _show_people(self, holders: Sequence[Holder]) -> None:
        for person in self._people:
            for part in (person.name, person.measure):
                self._grid.removeWidget(part)
                part.hide()
                part.deleteLater()
        for label in self.findChildren(Label, "post"):
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._people = [self._person(row, holder) for row, holder in enumerate(holders)]
        for person, following in zip(self._people, [*self._people[1:], None], strict=True):
            person.name.entered.connect(person.measure.setFocus)
            person.measure.entered.connect((following.name if following is not None else self.evidence).setFocus)
        self.evidence.entered.connect(self.form.setFocus)

    def _person(self, row: int, holder: Holder) -> _Person:
        label = Label(holder.post, "muted")
        label.setObjectName("post")
        name = Line("姓名", longest=40)
        name.setAccessibleName(f"{holder.post}姓名")
        name.take(holder.name)
        measure = Choice([Option(NO_MEASURE, "不查究", "bcj"), *(Option(each, each) for each in MEASURES)])
        measure.setAccessibleName(f"对{holder.name or holder.post}的处理")
        for column, part in enumerate((label, name, measure)):
            self._grid.addWidget(part, row, column)
        self._grid.setColumnStretch(1, 1)
        return _Person(holder.post, name, measure)

    @property
    def people(self) -> tuple[Accountable, ...]:
        """Whom it meets: those with a measure."""
        chosen = [each for each in self._people if each.measure.value() != NO_MEASURE]
        return tuple(Accountable(each.name.value(), each.post, str(each.measure.value())) for each in chosen)

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(number for number in _APART.split(self.evidence.value()) if number)

    @property
    def proposal(self) -> bool:
        return bool(self.form.value() == TO_SUPERIOR)

    @property
    def begun(self) -> bool:
        """Something would be lost."""
        return bool(self.facts.value()) or bool(self.people)

    def say_fault(self, refusal: Refusal | None) -> None:
        """At its field where it names one, else below."""
        for field in self._fields.values():
            field.clear()
        where = refusal.where if refusal is not None else None
        if refusal is not None and where in self._fields:
            self._fields[where].fault(refusal.message, refusal.mend or "")
            self._fields[where].editor.setFocus()
        self.fault.setText(str(refusal) if refusal is not None and where not in self._fields else "")
        self.fault.setVisible(bool(self.fault.text()))
