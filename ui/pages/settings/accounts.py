"""账号: who may come in, with which roles; made, given roles and passwords, removed."""

from collections.abc import Sequence

from app.services.accounts import AccountLine
from app.services.actor import ROLE_WORDS, Right
from ui.bureau import Bureau
from ui.models.lines import Row
from ui.pages.settings.account_dialogs import ask_for_account, ask_for_name, ask_for_password, ask_for_roles, ask_to_remove
from ui.pages.settings.sheet import Sheet
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.framed import Framed
from ui.widgets.lines_table import LinesTable


class Accounts(Sheet):
    title = "账号和岗位"
    words = "收回岗位立即生效，新给的岗位从那人下次登录起。停用的账号留着名字，做过的事仍记在名下。"
    rights = frozenset({Right.KEEP_ACCOUNTS})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        self.table = LinesTable("账号", ("登录名", "姓名", "岗位", "状态"), (120, 150, 0, 76))
        self.table.entered.connect(self.change_roles)
        self.table.looked_at.connect(self._look)
        self.body.addWidget(Framed(self.table), 1)
        self.new_button = Button("新账号…", "Ctrl+N", kind="primary", does=self.make)
        self.standing = (
            Button("岗位…　Enter", does=self.change_roles),
            Button("姓名…", "F2", does=self.rename),
            Button("新密码…", "F4", does=self.reset_password),
            Button("停用…", "Ctrl+Delete", does=self.remove),
        )
        self.buttons(self.new_button, *self.standing)
        self.body.addWidget(Label("停用账号管不住以前的备份：旧备份仍能用那个账号当时的密码打开，要收回或销毁。", "small", wrap=True))

    def _read(self) -> Sequence[AccountLine]:
        """Runs off the window's thread: the service is loaded at its first use."""
        return self.bureau.office.accounts.every()

    def enter(self) -> None:
        self.ask(self._read, self._show)

    def _show(self, lines: Sequence[AccountLine]) -> None:
        self.table.show_rows([_row(line) for line in lines], lambda one, other: one.name == other.name)

    def _look(self) -> None:
        line: AccountLine | None = self.table.at()
        for button in self.standing:
            button.setEnabled(line is not None and not line.removed)

    def _at(self) -> AccountLine | None:
        line: AccountLine | None = self.table.at()
        return None if line is None or line.removed else line

    def make(self) -> None:
        made = ask_for_account(self)
        if made is not None:
            words = f"账号“{made.name}”已建，把密码当面告诉{made.display_name}，请本人登录后改掉。"
            self.do(lambda: self.bureau.office.accounts.create(made.name, made.display_name, made.password, made.roles), words)

    def change_roles(self) -> None:
        if (line := self._at()) is not None and (roles := ask_for_roles(self, line)) is not None:
            self.do(lambda: self.bureau.office.accounts.set_roles(line.name, roles), f"{line.display_name}的岗位已改。")

    def rename(self) -> None:
        if (line := self._at()) is not None and (name := ask_for_name(self, line)) is not None:
            self.do(lambda: self.bureau.office.accounts.rename(line.name, name), f"“{line.name}”现在叫{name}。")

    def reset_password(self) -> None:
        if (line := self._at()) is not None and (password := ask_for_password(self, line)) is not None:
            words = f"{line.display_name}的密码已重设，锁定也一并解除；请本人登录后改掉。"
            self.do(lambda: self.bureau.office.accounts.set_password(line.name, password), words)

    def remove(self) -> None:
        if (line := self._at()) is not None and ask_to_remove(self, line):
            self.do(lambda: self.bureau.office.accounts.remove(line.name), f"账号“{line.name}”已停用。")


def _row(line: AccountLine) -> Row:
    roles = "、".join(ROLE_WORDS[role] for role in ROLE_WORDS if role in line.roles)
    return Row((line.name, line.display_name, roles, "已停用" if line.removed else "在用"), line, "muted" if line.removed else "")
