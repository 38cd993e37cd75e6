"""作废: one asks with a reason, another confirms; with a single account one voids alone, and it is marked."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from app.services.registration_values import VoidState
from ui import work
from ui.bureau import Bureau
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog, ask, refuse, say
from ui.widgets.field import Field
from ui.widgets.line import Line

STAYS = "登记号留着，不再用；这件登记照样看得到，注明作废和理由，各种统计都不再计它。"


def void(parent: QWidget, bureau: Bureau, number: str, state: VoidState, done: Callable[[], None]) -> None:
    """Ask for it, confirm what a colleague asked for, or void alone; ``done`` once something was written."""
    service = bureau.registration
    if state.asked is not None and state.mine and not state.alone:
        say(parent, f"{number} 已提出作废", f"您已提出作废（{state.asked.reason}），要由另一位同事登录后确认。")
    elif state.asked is not None and not state.alone:
        words = f"{state.asked.asked_by}提出作废：{state.asked.reason}\n\n{STAYS}"
        if ask(parent, f"确认作废 {number}？", words, yes="确认作废", no="不作废"):
            _act(parent, lambda: service.void(number), done)
    elif state.alone:
        reason = _reason(parent, f"作废 {number}？", f"{STAYS}\n现在只有一个账号，由您一人作废，登记上注明“一人作废”。", "作废")
        if reason:
            _act(parent, lambda: service.void(number, reason), done)
    else:
        reason = _reason(parent, f"提出作废 {number}？", f"{STAYS}\n作废要两个人办：您提出，另一位同事登录后确认。", "提出作废")
        if reason:
            _act(parent, lambda: service.ask_void(number, reason), done)


def _act(parent: QWidget, call: Callable[[], None], done: Callable[[], None]) -> None:
    work.run(call, done=lambda _none: done(), refused=lambda refusal: refuse(parent, refusal, "没有作废"))


def _reason(parent: QWidget, title: str, words: str, yes: str) -> str:
    """The reason; empty where it is given up."""
    dialog = Dialog(parent, title, words, wide=520)
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
    dialog.buttons(Button("取消", does=dialog.reject), Button(yes, kind="primary", does=agree))
    reason.setFocus()
    return reason.value() if dialog.exec() == QDialog.DialogCode.Accepted else ""
