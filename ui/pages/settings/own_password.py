"""我的账号: who one is here, which roles one holds, and another password of one's own."""

from PySide6.QtWidgets import QLineEdit

from app.services.actor import Right, Role
from ui.bureau import Bureau
from ui.pages.settings.role_words import said_of
from ui.pages.settings.sheet import Sheet
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.line import Line

LEAST = 8


class OwnPassword(Sheet):
    title = "我的账号"
    scrolls = True
    rights = frozenset({Right.OPEN})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        actor = bureau.actor
        who = self.card(f"{actor.display_name}　登录名 {actor.name}")
        for role in Role:
            if role in actor.roles:
                who.body.addWidget(Label(said_of(role), wrap=True))
        self.former, self.first, self.again = (self._line() for _ in range(3))
        self.fields = [
            Field("现在的密码", self.former),
            Field("新密码", self.first, hint="至少 8 个字符；越长越好，例如三四个不相干的词。"),
            Field("再输一遍新密码", self.again),
        ]
        self.button = Button("改密码", kind="primary", does=self.change)
        self.card("改密码", *self.fields, Label("旧备份仍能用改之前的密码打开。五次输错，锁 30 分钟。", "small", wrap=True), self.button)
        self.former.entered.connect(self.first.setFocus)
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.change)
        self.body.addStretch(1)

    def _line(self) -> Line:
        line = Line(longest=200)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def change(self) -> None:
        """Checked here for what can be seen; the rest by the service."""
        for field in self.fields:
            field.clear()
        if len(self.first.text()) < LEAST:
            self.fields[1].fault(f"至少 {LEAST} 个字符")
            self.first.setFocus()
        elif self.first.text() != self.again.text():
            self.fields[2].fault("两遍不一样")
            self.again.setFocus()
        else:
            former, new = self.former.text(), self.first.text()
            self.ask(lambda: self.bureau.office.accounts.change_password(former, new), lambda _nothing: self._changed())

    def _changed(self) -> None:
        for line in (self.former, self.first, self.again):
            line.clear()
        self.say("密码已改，下次登录和解锁用新密码。")
        self.former.setFocus()
