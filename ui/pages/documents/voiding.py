"""Voiding a number: says first what that does, and takes the reason."""

from PySide6.QtWidgets import QDialog, QWidget

from app.services.documents.values import Registered
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.line import Line


def ask_to_void(parent: QWidget, row: Registered) -> str | None:
    """The reason when it is to be voided, else None."""
    words = f"{row.title}，送{'、'.join(row.recipients) or '存档'}。\n号留着不再用，登记簿上注明作废和理由；已送出的请收回。"
    dialog = Dialog(parent, f"作废 {row.number}？", words, wide=520)
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
    dialog.buttons(Button("取消", does=dialog.reject), Button("作废", kind="primary", does=agree))
    reason.setFocus()
    return reason.value() if dialog.exec() == QDialog.DialogCode.Accepted else None
