"""Forgotten password: the recovery key on paper opens the store and gives the account a new password."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Refusal
from ui import work
from ui.bureau import Bureau
from ui.door import Door
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.line import Line


class RecoveryDialog(Dialog):
    """Accepted once the store is open: then ``bureau`` is it."""

    def __init__(self, parent: QWidget, door: Door, path: Path) -> None:
        super().__init__(
            parent, "用恢复密钥打开", "输入建立数据文件时抄在纸上的恢复密钥，给账号设一个新密码。用过恢复密钥会留下记录。", wide=560
        )
        self._door, self._path = door, path
        self.bureau: Bureau | None = None
        self.key, self.account, self.password = Line("一组一组用横线或空格隔开", longest=200), Line(longest=64), Line(longest=200)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for caption, line in (("恢复密钥", self.key), ("账号", self.account), ("新密码（至少 8 位）", self.password)):
            self.body.addWidget(Field(caption, line))
        self.key.entered.connect(self.account.setFocus)
        self.account.entered.connect(self.password.setFocus)
        self.password.entered.connect(self.open_store)
        self.said = Label("", "accent", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.agree = Button("打开", kind="primary", does=self.open_store)
        self.buttons(Button("取消", does=self.reject), self.agree)
        self.key.setFocus()

    def open_store(self) -> None:
        key, account, password = self.key.value(), self.account.value(), self.password.text()
        self.agree.setEnabled(False)
        work.run(
            lambda: Bureau(self._door.Office.open_with_recovery_key(self._path, key, account=account, new_password=password)),
            done=self._opened,
            refused=self._refused,
            finally_=lambda: self.agree.setEnabled(True),
        )

    def _opened(self, bureau: Bureau) -> None:
        self.bureau = bureau
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.said.setText(str(refusal))
        self.said.show()
