"""Two short questions of the page: why a proposal is set aside, and which situation the director finds himself."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from ui.pages.accountability.words import CLAUSE_WORDS
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import Choice, Option
from ui.widgets.line import Line
from ui.widgets.unit_line import Unit, UnitLine

FIRST = "4.6"
"""The situations the program never proposes come first to mind."""


def ask_to_set_aside(parent: QWidget, what: str) -> str | None:
    """The reason when it is to be set aside, else None."""
    dialog = Dialog(parent, f"不予查究：{what}", "理由留在这一项下，以后看得到。", wide=520)
    reason = Line(longest=400)
    field = Field("理由（必填）", reason)
    dialog.body.addWidget(field)

    def agree() -> None:
        if reason.value():
            dialog.accept()
        else:
            field.fault("要写明理由")
            reason.setFocus()

    reason.entered.connect(agree)
    dialog.buttons(Button("取消", does=dialog.reject), Button("不予查究", kind="primary", does=agree))
    reason.setFocus()
    return reason.value() if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_for_situation(parent: QWidget, year: int, units: Callable[[str], Sequence[Unit]]) -> tuple[str, str] | None:
    """The unit's code and the clause, or None."""
    dialog = Dialog(parent, f"新记一项　{year}年", "程序没有提请的，由局长认定。四、6 和 7 只有局长看得到。", wide=520)
    unit, clause = UnitLine(units), Choice([Option(key, words) for key, words in CLAUSE_WORDS.items()])
    clause.take(FIRST)
    field = Field("单位", unit)
    dialog.body.addWidget(field)
    dialog.body.addWidget(Field("情形", clause))

    def agree() -> None:
        if unit.code:
            dialog.accept()
        else:
            field.fault("没有选单位", "打编号、名称或拼音首字母")
            unit.setFocus()

    unit.entered.connect(clause.setFocus)
    clause.entered.connect(agree)
    dialog.buttons(Button("取消", does=dialog.reject), Button("去填", kind="primary", does=agree))
    unit.setFocus()
    return (unit.code, str(clause.value())) if dialog.exec() == QDialog.DialogCode.Accepted else None
