"""Login: account, password, Enter; the ground loads meanwhile, and the key is derived off the window's thread."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar

from app import lazy
from app.errors import Refusal
from ui import fonts, work
from ui.door import Door
from ui.text import ElidedLabel, Label, set_tooltip
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.line import Line

if TYPE_CHECKING:
    from ui.bureau import Bureau


class LoginCard(Card):
    """``entered`` is given the bureau and the store's path; ``elsewhere`` leads to another store."""

    def __init__(self, path: Path, door: Door, entered: Callable[["Bureau", Path | None], None], elsewhere: Callable[[], None]) -> None:
        super().__init__()
        self._path, self._door, self._entered = path, door, entered
        self.names: tuple[str, ...] = ()
        self._task: work.Task | None = None
        self.setFixedWidth(theme.pixels(400))
        self.body.setContentsMargins(*[theme.pixels(30)] * 4)
        self.body.setSpacing(theme.pixels(11))
        self._head()
        self.account = Line("登录名", longest=64)
        self.password = Line(longest=200)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.account_field = Field("账号", self.account)
        self.password_field = Field("密码", self.password)
        self.body.addWidget(self.account_field)
        self.body.addWidget(self.password_field)
        self._foot(elsewhere)

    def _head(self) -> None:
        brand = Label("信访工作目标责任制", "brand")
        fonts.as_header(brand, theme.pixels(25))
        self.body.addWidget(brand)
        place = ElidedLabel(self._path.name, "small")
        set_tooltip(place, str(self._path))
        self.body.addWidget(place)
        self.body.addSpacing(theme.pixels(6))

    def _foot(self, elsewhere: Callable[[], None]) -> None:
        self.said = Label("", "accent", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName("正在核对密码")
        self.busy.hide()
        self.body.addWidget(self.busy)
        self.enter_button = Button("登录　Enter", kind="primary", does=self.log_in)
        self.enter_button.setAccessibleName("登录")
        self.body.addWidget(self.enter_button)
        row = QHBoxLayout()
        row.addWidget(Button("另一个数据文件…", kind="quiet", does=elsewhere))
        row.addStretch(1)
        row.addWidget(Button("忘了密码…", kind="quiet", does=self._recover))
        self.body.addLayout(row)

    def ready(self) -> None:
        """The ground is loaded: learn who may come in, and help to type it."""
        self._suggestions = lazy.attribute("ui.widgets.suggestions", "Suggestions")(self.account)
        self._suggestions.taken.connect(self._take_name)
        self.account.typed.connect(self._suggest)
        work.run(self._read_names, done=self._know_names, refused=self._refuse)

    def _read_names(self) -> tuple[str, ...]:
        return self._door.account_names(self._path)

    def _know_names(self, names: tuple[str, ...]) -> None:
        self.names = names
        if len(names) == 1 and not self.account.text():
            self.account.take(names[0])
            self.password.setFocus()

    def _suggest(self, text: str) -> None:
        fitting = [name for name in self.names if text and name.startswith(text) and name != text]
        self._suggestions.offer(fitting)

    def _take_name(self, row: int) -> None:
        fitting = [name for name in self.names if name.startswith(self.account.text())]
        self.account.take(fitting[row])
        self.password.setFocus()

    def log_in(self) -> None:
        """Check the password on a thread; the form stays as it is when it is wrong."""
        if self._task is not None:
            return
        if not self.account.value():
            self.account.setFocus()
            return
        if not self.password.text():
            self.password.setFocus()
            return
        account, password = self.account.value(), self.password.text()
        self._wait(True)
        self._task = work.run(
            lambda: lazy.attribute("ui.bureau", "Bureau")(self._door.Office.open(self._path, account, password)),
            done=self._open,
            refused=self._refuse,
            finally_=self._end,
        )

    def _end(self) -> None:
        self._task = None
        self._wait(False)

    def _open(self, bureau: "Bureau") -> None:
        self.password.clear()
        self._entered(bureau, self._path)

    def _refuse(self, refusal: Refusal) -> None:
        self.said.setText(str(refusal))
        self.said.show()
        self.password.clear()
        self.password.setFocus()

    def _wait(self, waiting: bool) -> None:
        self.busy.setVisible(waiting)
        self.enter_button.setEnabled(not waiting)
        if waiting:
            self.said.hide()

    def _recover(self) -> None:
        dialog = lazy.attribute("ui.start.recovery", "RecoveryDialog")(self, self._door, self._path)
        if dialog.exec():
            self._entered(dialog.bureau, self._path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            self.log_in()
        else:
            super().keyPressEvent(event)
