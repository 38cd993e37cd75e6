"""One step on one case: its fields, what it will do before it is done, and why not where it may not; a refusal loses no word."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.errors import Refusal
from app.services.case_steps import STEP_WORDS, CaseStep
from app.services.case_values import AskingLevel, CaseFile, Offer
from app.services.matter_values import StepTaken
from ui import work
from ui.bureau import Bureau
from ui.pages.cases.steps import FIELDS, UNDATED, StepField, take
from ui.pages.cases.words import effect_lines, why_not
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.date_field import DateLine
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.flow import grows_with_width
from ui.widgets.inputs import Choice, Lines, Option, Tick
from ui.widgets.line import Line
from ui.widgets.unit_line import Unit, UnitLine
from ui.work import Latest


class StepDialog(Dialog):
    """``taken`` tells what was done, with the effect that was shown."""

    taken = Signal(object, object)

    def __init__(self, parent: QWidget, bureau: Bureau, file: CaseFile, step: CaseStep) -> None:
        matter = file.matter
        super().__init__(parent, f"{STEP_WORDS[step]}　{matter.number}", f"{matter.unit_name}　{_short(matter.gist)}", wide=520)
        self._bureau, self._file, self._step = bureau, file, step
        self._latest = Latest()
        self.offer: Offer = file.offer(step)
        self.fields = {field.key: Field(field.caption, self._editor(field), hint=field.hint) for field in FIELDS[step]}
        self.day = DateLine(bureau.today)
        self.day.take_day(bureau.today)
        self._day_field = Field("日期", self.day)
        self.effect = Card("办了以后")
        self._effect_words = self.effect.say("")
        grows_with_width(self.effect)
        self.yes = Button(STEP_WORDS[step], "Ctrl+Return", kind="primary", does=self.agree)
        self._build()
        self._show_offer(self.offer)

    def _build(self) -> None:
        for field in self.fields.values():
            self.body.addWidget(field)
        self._day_field.setVisible(self._step not in UNDATED)
        self.body.addWidget(self._day_field)
        self.body.addWidget(self.effect)
        self.buttons(Button("取消", "Esc", does=self.reject), self.yes)
        order = [*(field.editor for field in self.fields.values()), *([] if self._step in UNDATED else [self.day]), self.yes]
        for editor, following in pairwise(order):
            if not isinstance(editor, Button):
                editor.entered.connect(following.setFocus)  # type: ignore[attr-defined]
        self.day.changed.connect(self._ask)
        self.day.typed.connect(lambda _text: self._ask())
        if "asking_level" in self.fields:
            self._editor_of("asking_level").currentIndexChanged.connect(lambda _index: self._ask())
        QShortcut(QKeySequence("Ctrl+Enter"), self).activated.connect(self.agree)
        order[0].setFocus()

    def _editor(self, field: StepField) -> QWidget:
        if field.kind == "lines":
            return Lines(rows=3)
        if field.kind == "choice":
            return Choice(list(field.options))
        if field.kind == "unit":
            return UnitLine(self._find_units)
        if field.kind == "visit":
            return Choice([Option(number, number) for number in self._visits()])
        return Tick("是") if field.kind == "tick" else Line(longest=200)

    def _visits(self) -> Sequence[str]:
        return self._file.may_be_serious if self._step is CaseStep.SERIOUS else self._file.unreceived

    def _find_units(self, text: str) -> Sequence[Unit]:
        return [Unit(hit.code, hit.name, hit.why) for hit in self._bureau.units.search(text, 8)]

    def _editor_of(self, key: str) -> Any:
        return self.fields[key].editor

    # --- what it will do

    def _ask(self) -> None:
        """The effect on the day that is written now."""
        on = self.day.day()
        if on is None:
            return
        asking = "asking_level" in self.fields and isinstance(self._editor_of("asking_level").value(), AskingLevel)
        number, step = self._file.matter.number, self._step
        self._latest.ask(lambda: self._bureau.cases.offer(number, step, on, asking=asking), self._show_offer, self._refused)

    def _show_offer(self, offer: Offer) -> None:
        self.offer = offer
        self.effect.caption.setText("办了以后" if offer.open else "现在不能办")
        self._effect_words.setText("\n".join(effect_lines(offer.effect)) if offer.open else why_not(offer))
        self._effect_words.set_tone("plain" if offer.open else "warn")
        self.effect.set_edge("" if offer.open else "warn")
        self._fit()

    # --- doing it

    @property
    def values(self) -> dict[str, Any]:
        """What the service is given."""
        return {key: _value(field.editor) for key, field in self.fields.items()}

    def agree(self) -> None:
        """Take the step, where nothing that is needed is missing."""
        on = self.day.day()
        if not self._complete() or on is None or not self.yes.isEnabled():
            return
        self.yes.setEnabled(False)
        number, step, values = self._file.matter.number, self._step, self.values
        work.run(
            lambda: take(self._bureau.matters, step, number, on, values),
            done=self._done,
            refused=self._refused,
            finally_=partial(self.yes.setEnabled, True),
        )

    def _complete(self) -> bool:
        """Says at the first field what is missing, and puts the cursor there."""
        wrong: Field | None = None
        for field in FIELDS[self._step]:
            shown = self.fields[field.key]
            shown.clear()
            fault = _fault(field, shown.editor)
            if fault:
                shown.fault(fault)
                wrong = wrong or shown
        self._day_field.clear()
        if self.day.day() is None:
            self._day_field.fault("这不是一个日期", "写成 1996-12-20、12-20 或 19961220")
            wrong = wrong or self._day_field
        if wrong is not None:
            wrong.editor.setFocus()
        self._fit()
        return wrong is None

    def _done(self, taken: StepTaken) -> None:
        self.accept()
        self.taken.emit(taken, self.offer.effect)

    def _refused(self, refusal: Refusal) -> None:
        """Nothing was done; every word stays where it was written."""
        self.effect.caption.setText("没有办成")
        self.effect.set_edge("accent")
        self._effect_words.setText(str(refusal))
        self._effect_words.set_tone("accent")
        self._fit()

    def _fit(self) -> None:
        if self.isVisible():
            self.resize(self.width(), self.body.heightForWidth(self.width()))


def _value(editor: Any) -> Any:
    return editor.code if isinstance(editor, UnitLine) else editor.value()


def _fault(field: StepField, editor: Any) -> str:
    if isinstance(editor, UnitLine) and editor.unresolved:
        return "没有这个单位；用编号、名称或拼音首字母找，再按 Enter 选定"
    return f"没有写{field.caption}" if field.needed and not _value(editor) else ""


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= 60 else f"{told[:60]}…"
