"""Small dialogs of the settings: fields one below another, what is missing said at its field, Enter goes on."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.line import Line

Check = Callable[[str], str]
"""What is wrong with a text, or empty."""


def needed(text: str) -> str:
    return "" if text else "要写"


class Asked:
    """One field of a dialog; ``secret``: a password."""

    def __init__(
        self, caption: str, value: str = "", *, hint: str = "", check: Check = needed, secret: bool = False, longest: int = 400
    ) -> None:
        self.line = Line(longest=longest)
        self.line.take(value)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.field, self.check, self.secret = Field(caption, self.line, hint=hint), check, secret

    def text(self) -> str:
        return self.line.text() if self.secret else self.line.value()


def ask_for(
    parent: QWidget, title: str, words: str, fields: Sequence[Asked], yes: str, *, above: Sequence[Field] = ()
) -> list[str] | None:
    """The texts when it is agreed to and nothing is wrong with them, else None. What else is asked stands ``above`` them."""
    dialog = Dialog(parent, title, words, wide=540)

    def agree() -> None:
        for asked in fields:
            if wrong := asked.check(asked.text()):
                asked.field.fault(wrong)
                asked.line.setFocus()
                return
            asked.field.clear()
        dialog.accept()

    for field in above:
        dialog.body.addWidget(field)
    for number, asked in enumerate(fields):
        dialog.body.addWidget(asked.field)
        onward = fields[number + 1].line.setFocus if number + 1 < len(fields) else agree
        asked.line.entered.connect(onward)
    dialog.buttons(Button("取消", does=dialog.reject), Button(yes, kind="primary", does=agree))
    fields[0].line.selectAll()
    (above[0].editor if above else fields[0].line).setFocus()
    return [asked.text() for asked in fields] if dialog.exec() == QDialog.DialogCode.Accepted else None
