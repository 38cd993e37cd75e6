"""The steps of the first run: what is asked, how it is checked, and the recovery key shown once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.start import paper
from ui.text import Label, set_tooltip
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.flow import Rows
from ui.widgets.line import Line

LEAST_PASSWORD = 8
SUFFIX = ".xfj"


@dataclass(slots=True)
class NewAccount:
    """One of the first two: who, under which name, with which password."""

    name: str = ""
    account: str = ""
    password: str = ""


@dataclass(slots=True)
class NewBureau:
    """What is asked for a new store."""

    name: str = ""
    path: Path = field(default_factory=lambda: Path.home() / f"信访{SUFFIX}")
    director: NewAccount = field(default_factory=lambda: NewAccount(account="juzhang"))
    clerk: NewAccount = field(default_factory=lambda: NewAccount(account="jiedai"))


class Step(QWidget):
    """One step: its title, its parts below one another, back and on."""

    title = ""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.pixels(9))

    def begin(self) -> None:
        """The step is shown: the cursor to where one begins."""

    def field(self, caption: str, line: Line, on: Callable[[], None], hint: str = "") -> Field:
        made = Field(caption, line, hint=hint)
        line.entered.connect(on)
        return made

    def foot(self, back: Callable[[], None] | None, on: Callable[[], None], words: str) -> None:
        row = QHBoxLayout()
        if back is not None:
            row.addWidget(Button("上一步", does=back))
        row.addStretch(1)
        row.addWidget(Button(words, kind="primary", does=on))
        self.body.addSpacing(theme.pixels(4))
        self.body.addLayout(row)


class ChooseStep(Step):
    title = "信访工作目标责任制"

    def __init__(self, *, make: Callable[[], None], open_one: Callable[[], None], sample: Callable[[], None]) -> None:
        super().__init__()
        self.body.addWidget(Label("依据聊发〔1995〕34号。登记、期限、年终考评和文书，都在这一台机器上，不联网。", "muted", wrap=True))
        self.first = _tile("新建本局的数据文件", "两个账号、一把恢复密钥，三分钟", make)
        for tile in (
            self.first,
            _tile("打开已有的数据文件", "换了机器，或者从备份恢复之后", open_one),
            _tile("先看看演示局", "1995、1996 两年的编造数据，看完即丢", sample),
        ):
            self.body.addWidget(tile)

    def begin(self) -> None:
        self.first.setFocus()


def _tile(words: str, more: str, does: Callable[[], None]) -> Button:
    tile = Button(f"{words}\n{more}", kind="tile", does=does)
    tile.setAccessibleName(words)
    tile.setAutoDefault(True)
    return tile


class PlaceStep(Step):
    title = "新建：局名和地方"

    def __init__(self, new: NewBureau, *, back: Callable[[], None], on: Callable[[], None]) -> None:
        super().__init__()
        self._new, self._on = new, on
        self.name, self.path = Line("如：聊城市信访局", longest=60), Line(longest=1000)
        self.name.take(new.name)
        self.path.take(new.path)
        self.name_field = self.field("局名", self.name, self.path.setFocus)
        self.path_field = self.field(
            "数据文件", self.path, self.go_on, "数据全部加密存在这个文件里；旁边的 .keys 文件是密钥，两个要放在一起。"
        )
        self.body.addWidget(self.name_field)
        self.body.addWidget(self.path_field)
        self.body.addWidget(Button("选一个地方…", does=self._choose))
        self.foot(back, self.go_on, "下一步　Enter")

    def begin(self) -> None:
        self.name.setFocus()

    def _choose(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(self, "数据文件放在哪里", self.path.value(), f"数据文件 (*{SUFFIX})")
        if name:
            self.path.take(name if name.endswith(SUFFIX) else f"{name}{SUFFIX}")
            set_tooltip(self.path, self.path.value())

    def go_on(self) -> None:
        self.name_field.clear()
        self.path_field.clear()
        path = Path(self.path.value())
        if not self.name.value():
            self.name_field.fault("没有写局名", "它印在窗口和文书上")
            self.name.setFocus()
        elif not self.path.value() or not path.is_absolute() or path.exists():
            already = path.exists() and bool(self.path.value())
            self.path_field.fault(
                "这里已经有一个文件，不会覆盖" if already else "写明放在哪个文件夹", "换一个文件名" if already else "可以按下面的按钮选"
            )
            self.path.setFocus()
        else:
            self._new.name, self._new.path = self.name.value(), path
            self._on()


class AccountsStep(Step):
    title = "新建：头两个账号"

    def __init__(self, new: NewBureau, *, back: Callable[[], None], on: Callable[[], None]) -> None:
        super().__init__()
        self._new, self._on = new, on
        self._lines: list[Line] = []
        self._fields: list[Field] = []
        self.body.addWidget(Label(f"每人用自己的账号，谁做了什么都留记录。密码至少 {LEAST_PASSWORD} 位。", "muted", wrap=True))
        self._account("局长：定案、决定、查看日志", new.director)
        self._account("接待员，兼管账号和备份", new.clerk)
        self.foot(back, self.go_on, "建立　Enter")

    def _account(self, caption: str, account: NewAccount) -> None:
        self.body.addWidget(Label(caption, "strong"))
        rows = Rows(between=6)
        for words, value, secret in (
            ("姓名", account.name, False),
            ("登录名", account.account, False),
            ("密码", account.password, True),
            ("再输一次密码", account.password, True),
        ):
            line = Line(longest=200)
            line.take(value)
            if secret:
                line.setEchoMode(QLineEdit.EchoMode.Password)
            place = len(self._lines)
            self._lines.append(line)
            self._fields.append(self.field(words, line, lambda place=place: self._after(place)))  # type: ignore[misc]
            self._fields[-1].editor.setAccessibleName(f"{caption}，{words}")
            rows.put(self._fields[-1], 200, 1)
        self.body.addLayout(rows)

    def begin(self) -> None:
        self._lines[0].setFocus()

    def _after(self, place: int) -> None:
        if place + 1 < len(self._lines):
            self._lines[place + 1].setFocus()
        else:
            self.go_on()

    def go_on(self) -> None:
        for each in self._fields:
            each.clear()
        texts = [line.text() if place % 4 >= 2 else line.value() for place, line in enumerate(self._lines)]
        fault = first_fault(texts)
        if fault is not None:
            place, message = fault
            self._fields[place].fault(message)
            self._lines[place].setFocus()
            return
        self._new.director = NewAccount(*texts[:3])
        self._new.clerk = NewAccount(*texts[4:7])
        self._on()


def first_fault(texts: list[str]) -> tuple[int, str] | None:
    """The first thing wrong with two accounts of name, login name, password, password again: its place, and the words."""
    for place, text in enumerate(texts):
        kind = place % 4
        if not text:
            return place, "这一项要填"
        if kind == 2 and len(text) < LEAST_PASSWORD:
            return place, f"至少 {LEAST_PASSWORD} 位，现在 {len(text)} 位"
        if kind == 3 and text != texts[place - 1]:
            return place, "两次输入的密码不一样"
    if texts[1] == texts[5]:
        return 5, "两个账号的登录名不能相同"
    return None


class KeyStep(Step):
    title = "恢复密钥：只显示这一次"

    def __init__(self, key: str, *, on: Callable[[], None]) -> None:
        super().__init__()
        self._key, self._on = key, on
        words = "忘了密码、丢了密钥文件，只有它能打开数据。请抄在纸上（或打印），锁进保险柜；不要存在这台机器里。"
        self.body.addWidget(Label(words, wrap=True))
        groups = key.split("-")
        lines = [groups[start : start + 4] for start in range(0, len(groups), 4)]
        shown = Label("\n".join("　".join(line) for line in lines), "figure").selectable()
        shown.setAccessibleName(f"恢复密钥 {key}")
        self.body.addWidget(shown)
        self.body.addWidget(Button("打印…", does=self._print))
        self.confirm = Line(longest=20)
        self.confirm_field = self.field("抄好以后，输入最后一组，以便核对", self.confirm, self.go_on)
        self.body.addWidget(self.confirm_field)
        self.foot(None, self.go_on, "抄好了，开始使用　Enter")

    def begin(self) -> None:
        self.confirm.setFocus()

    def go_on(self) -> None:
        if self.confirm.value().upper() != self._key.split("-")[-1]:
            self.confirm_field.fault("和密钥的最后一组不一样", "请对照纸上抄的再看一遍")
            self.confirm.selectAll()
            self.confirm.setFocus()
        else:
            self._on()

    def _print(self) -> None:
        paper.print_key(self, self._key)
