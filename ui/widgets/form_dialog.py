"""A dialog that is a small form: fields by Enter, one action on a thread, its refusal said at the field it speaks of."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import Refusal
from ui import work
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.date_field import DateLine
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.flow import Rows, grows_with_width
from ui.widgets.inputs import Tick
from ui.widgets.money_line import MoneyLine
from ui.widgets.unit_line import UnitLine

Act = Callable[[Mapping[str, Any]], Any]
WHOLE, HALF = 400, 190  # least widths in pixels at 100 %
WRONG_DAY, WRONG_MONEY = "看不懂的日期，写成 1996-12-20", "看不懂的金额，写成 2000 或 1800.50"
NO_SUCH_UNIT = "没有这个单位，请打编号、名称或拼音首字母再选"


class FormDialog(Dialog):
    """``act`` is given the values by the fields' names and runs on a thread; `run` gives what came of it, or None when it was left."""

    def __init__(self, parent: QWidget, title: str, words: str, yes: str, act: Act, *, wide: int = 500) -> None:
        super().__init__(parent, title, words, wide=wide)
        self._act = act
        self._fields: dict[str, Field] = {}
        self._needed: dict[str, str] = {}
        self._done: Any = None
        self._tick: Tick | None = None
        self._said = Label("", "fault", wrap=True)
        holder = QWidget()
        holder.setProperty("ground", "none")
        self._rows = Rows(holder)
        grows_with_width(holder)
        self.body.addWidget(holder)
        self._yes = Button(yes, "Ctrl+Return", kind="primary", does=self.agree)

    def add(self, name: str, caption: str, editor: QWidget, *, needed: str = "", hint: str = "", least: int = WHOLE) -> Field:
        """A further field; ``needed`` says what is wrong where it is empty; fields with a small ``least`` width share a row."""
        field = Field(caption, editor, hint=hint)
        self._fields[name] = field
        if needed:
            self._needed[name] = needed
        self._rows.put(field, least)
        editor.entered.connect(lambda: self._go_on(name))  # type: ignore[attr-defined]
        return field

    def confirm_with(self, words: str) -> None:
        """A tick that appears once the action was refused: with it the action is done all the same (value `confirmed`)."""
        self._tick = Tick(words)
        self._tick.setAccessibleName(words)
        self._tick.hide()
        self._tick.entered.connect(self.agree)

    def run(self) -> Any:
        """Show it until it is done or left. Gives True where the action gives nothing."""
        if self._tick is not None:
            self.body.addWidget(self._tick)
        self.body.addWidget(self._said)
        self._said.hide()
        self.buttons(Button("取消", does=self.reject), self._yes)
        QShortcut(QKeySequence("Ctrl+Enter"), self).activated.connect(self.agree)
        next(iter(self._fields.values())).editor.setFocus()
        code = self.exec()
        self.deleteLater()  # not before: a dialog that goes away while it is waited for counts as left
        return self._done if code == QDialog.DialogCode.Accepted else None

    def _go_on(self, name: str) -> None:
        """Enter goes to the next field; in the last one it agrees."""
        shown = [each for each, field in self._fields.items() if not field.isHidden()]
        place = shown.index(name)
        if place + 1 < len(shown):
            self._fields[shown[place + 1]].editor.setFocus()
        else:
            self.agree()

    def agree(self) -> None:
        """Do it, unless something must be mended first."""
        if not self._yes.isEnabled() or not self._whole():
            return
        values = {name: value_of(field.editor) for name, field in self._fields.items() if not field.isHidden()}
        values["confirmed"] = self._tick is not None and self._tick.value()
        self._said.hide()
        self._yes.setEnabled(False)
        act = self._act
        work.run(lambda: act(values), done=self._accept, refused=self._refused, finally_=lambda: self._yes.setEnabled(True))

    def _whole(self) -> bool:
        wrong = [(field, said) for name, field in self._fields.items() if not field.isHidden() and (said := self._fault(name, field))]
        for field in self._fields.values():
            field.clear()
        for field, said in wrong:
            field.fault(said)
        if wrong:
            wrong[0][0].editor.setFocus()
            self._fit()
        return not wrong

    def _fault(self, name: str, field: Field) -> str:
        said = wrong_of(field.editor)
        empty = value_of(field.editor) in {None, ""}
        return said or (self._needed[name] if empty and name in self._needed else "")

    def _accept(self, done: Any) -> None:
        self._done = True if done is None else done
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        at = next((field for field in self._fields.values() if refusal.where and field.caption.text().startswith(refusal.where)), None)
        if at is not None and not at.isHidden():
            at.fault(refusal.message, refusal.mend or "")
            at.editor.setFocus()
        else:
            self._said.setText(str(refusal))
            self._said.show()
            if self._tick is not None:
                self._tick.show()
                self._tick.setFocus()
        self._fit()

    def _fit(self) -> None:
        self.resize(self.width(), self.body.heightForWidth(self.width()))


def value_of(editor: QWidget) -> Any:
    """What stands in an input, as a service takes it."""
    if isinstance(editor, DateLine):
        return editor.day()
    if isinstance(editor, MoneyLine):
        return editor.cents()
    return editor.code if isinstance(editor, UnitLine) else editor.value()  # type: ignore[attr-defined]


def wrong_of(editor: QWidget) -> str:
    """What is wrong with what is written in an input, or empty."""
    if isinstance(editor, DateLine):
        return WRONG_DAY if editor.wrong() else ""
    if isinstance(editor, MoneyLine):
        return WRONG_MONEY if editor.wrong() else ""
    return NO_SUCH_UNIT if isinstance(editor, UnitLine) and editor.unresolved else ""
