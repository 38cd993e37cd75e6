"""The dialogs of accounts: a new one, other roles with the words of what each may do, a new password, removal with its warning."""

from typing import NamedTuple

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.services.accounts import AccountLine
from app.services.actor import ROLE_WORDS, Role
from ui.pages.settings.asking import Asked, ask_for, needed
from ui.pages.settings.role_words import MAY
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog, ask
from ui.widgets.inputs import Tick

LEAST = 8


class NewAccount(NamedTuple):
    """What is asked for a new account."""

    name: str
    display_name: str
    password: str
    roles: frozenset[Role]


class RoleTicks(QWidget):
    """A tick a role, its words below it."""

    def __init__(self, held: frozenset[Role] = frozenset()) -> None:
        super().__init__()
        self.ticks: dict[Role, Tick] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.pixels(2))
        for role in Role:
            tick = Tick(ROLE_WORDS[role])
            tick.setAccessibleDescription(MAY[role])
            tick.take(role in held)
            self.ticks[role] = tick
            layout.addWidget(tick)
            layout.addWidget(Label(MAY[role], "small", wrap=True))
        self.said = Label("", "fault", wrap=True)
        self.said.hide()
        layout.addWidget(self.said)

    def roles(self) -> frozenset[Role]:
        return frozenset(role for role, tick in self.ticks.items() if tick.value())

    def fault(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))


def _long(text: str) -> str:
    return "" if len(text) >= LEAST else f"至少 {LEAST} 个字符"


def ask_for_account(parent: QWidget) -> NewAccount | None:
    """A new account when it is agreed to, else None: who and which password first, then the roles."""
    first = Asked("第一次用的密码", secret=True, check=_long, hint="至少 8 个字符；本人登录后再改。")
    fields = [Asked("登录名", hint="例如姓名的拼音；以后不能改。", longest=64), Asked("姓名", longest=40), first]
    fields.append(Asked("再输一遍密码", secret=True, check=lambda text: "" if text == first.text() else "两遍不一样"))
    texts = ask_for(parent, "新账号", "", fields, "下一步：岗位")
    if texts is None:
        return None
    roles = _ask_roles(parent, f"{texts[1]}的岗位", frozenset(), "建账号")
    return None if roles is None else NewAccount(texts[0], texts[1], texts[2], roles)


def ask_for_roles(parent: QWidget, line: AccountLine) -> frozenset[Role] | None:
    """The roles it shall have, when they are agreed to."""
    return _ask_roles(parent, f"{line.display_name}的岗位", line.roles, "改岗位")


def _ask_roles(parent: QWidget, title: str, held: frozenset[Role], yes: str) -> frozenset[Role] | None:
    words = "空格键勾选。给出管理员岗位时，兼着这个岗位的人把它交出来。"
    dialog = Dialog(parent, title, words, wide=560)
    ticks = RoleTicks(held)
    dialog.body.addWidget(ticks)

    def agree() -> None:
        if ticks.roles():
            dialog.accept()
        else:
            ticks.fault("至少勾一个岗位")

    for tick in ticks.ticks.values():
        tick.entered.connect(agree)
    dialog.buttons(Button("取消", does=dialog.reject), Button(yes, kind="primary", does=agree))
    next(iter(ticks.ticks.values())).setFocus()
    return ticks.roles() if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_for_name(parent: QWidget, line: AccountLine) -> str | None:
    name = Asked("姓名", line.display_name, longest=40)
    texts = ask_for(parent, f"“{line.name}”的姓名", "登记和日志里显示这个姓名；登录名不变。", [name], "改姓名")
    return None if texts is None else texts[0]


def ask_for_password(parent: QWidget, line: AccountLine) -> str | None:
    first = Asked("新密码", secret=True, check=_long, hint="至少 8 个字符")
    again = Asked("再输一遍", secret=True, check=lambda text: needed(text) or ("" if text == first.text() else "两遍不一样"))
    words = f"给忘了密码的{line.display_name}。请当面告诉本人，本人登录后再改。"
    texts = ask_for(parent, f"重设“{line.name}”的密码", words, [first, again], "重设密码")
    return None if texts is None else texts[0]


def ask_to_remove(parent: QWidget, line: AccountLine) -> bool:
    words = (
        f"{line.display_name}不能再登录，正开着的窗口里也什么都做不了；做过的事仍记在名下，登录名不再给别人用。\n"
        "以前的备份仍能用这个账号当时的密码打开：请把旧备份收回或销毁。"
    )
    return ask(parent, f"停用账号“{line.name}”？", words, yes="停用")
