"""The first run: make a store with its first two accounts, open one, or look at the sample bureau; step by step, by keys alone."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout

from app import lazy
from app.errors import Refusal
from ui import fonts, work
from ui.bureau import Bureau
from ui.door import Door
from ui.start.steps import AccountsStep, ChooseStep, KeyStep, NewBureau, PlaceStep, Step
from ui.text import Label
from ui.theme import theme
from ui.widgets.card import Card

SUFFIX = ".xfj"
SAMPLE_ACCOUNT = "director"
SAMPLE_PASSWORD = "yanshi-1996"  # noqa: S105  # the sample is thrown away; what is in it is invented
LEFT = ("", ".keys", ".keys.lock", "-wal", "-shm")  # what a store consists of
CLERK_ROLES = ("clerk", "administrator")


class FirstRun(Card):
    """``login`` is given an existing store, ``entered`` the bureau of one just made (with its path) or of a sample (with none)."""

    def __init__(self, door: Door, login: Callable[[Path], None], entered: Callable[[Bureau, Path | None], None]) -> None:
        super().__init__()
        self._door, self._login, self._entered = door, login, entered
        self._new = NewBureau()
        self.setFixedWidth(theme.pixels(560))
        self.body.setContentsMargins(*[theme.pixels(30)] * 4)
        self.body.setSpacing(theme.pixels(10))
        self.title = Label("", "title", wrap=True)
        self.body.addWidget(self.title)
        self._room = QVBoxLayout()
        self.body.addLayout(self._room)
        self.said = Label("", "accent", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName("正在办理")
        self.busy.hide()
        self.body.addWidget(self.busy)
        self.step: Step | None = None
        self.choose()

    def begin(self) -> None:
        """The cursor to where the step begins."""
        if self.step is not None:
            self.step.begin()

    # --- the steps

    def choose(self) -> None:
        self._show(ChooseStep(make=self.place, open_one=self.open_existing, sample=self.open_sample))

    def place(self) -> None:
        self._show(PlaceStep(self._new, back=self.choose, on=self.accounts))

    def accounts(self) -> None:
        self._show(AccountsStep(self._new, back=self.place, on=self.make_store))

    def _show(self, step: Step) -> None:
        if self.step is not None:
            self._room.removeWidget(self.step)
            self.step.hide()
            self.step.deleteLater()
        self.step = step
        self.said.hide()
        self.title.setText(step.title)
        self.title.set_tone("brand" if isinstance(step, ChooseStep) else "title")
        if isinstance(step, ChooseStep):
            fonts.as_header(self.title, theme.pixels(25))
        else:
            self.title.setStyleSheet("")
        self._room.addWidget(step)
        step.show()
        step.begin()

    # --- what they do

    def open_existing(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, "打开数据文件", str(Path.home()), f"数据文件 (*{SUFFIX});;所有文件 (*)")
        if name:
            self._login(Path(name))

    def open_sample(self) -> None:
        """A sample bureau in a temporary place; closing the program throws it away."""
        self._busy(True)
        work.run(lambda: sample(self._door), done=lambda bureau: self._entered(bureau, None), refused=self._refuse, finally_=self._done)

    def make_store(self) -> None:
        new = self._new
        self._busy(True)
        work.run(lambda: make(self._door, new), done=self._made, refused=self._refuse, finally_=self._done)

    def _made(self, made: tuple[Bureau, str]) -> None:
        bureau, key = made
        self._show(KeyStep(key, on=lambda: self._entered(bureau, self._new.path)))

    def _refuse(self, refusal: Refusal) -> None:
        self.said.setText(str(refusal))
        self.said.show()

    def _busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        if self.step is not None:
            self.step.setEnabled(not busy)
        if busy:
            self.said.hide()

    def _done(self) -> None:
        self._busy(False)


def make(door: Door, new: NewBureau) -> tuple[Bureau, str]:
    """The store, the director's account and the clerk's, who keeps the accounts. Blocks. Raises Refusal; nothing is left behind then."""
    office, key = door.Office.create(new.path, account=new.director.account, password=new.director.password, display_name=new.director.name)
    try:
        lazy.attribute("app.services.bureau", "BureauService")(office.desk).rename(new.name)
        role = lazy.attribute("app.services.actor", "Role")
        office.accounts.create(new.clerk.account, new.clerk.name, new.clerk.password, [role(name) for name in CLERK_ROLES])
        return Bureau(office), key
    except Exception:
        office.desk.store.close()
        for ending in LEFT:
            new.path.with_name(f"{new.path.name}{ending}").unlink(missing_ok=True)
        raise


def sample(door: Door) -> Bureau:
    """A fresh sample bureau, opened as its director; leaving it throws it away. Blocks."""
    folder = Path(tempfile.mkdtemp(prefix="yanshi-"))
    path = folder / f"演示{SUFFIX}"
    office, _key = door.Office.create(path, account=SAMPLE_ACCOUNT, password=SAMPLE_PASSWORD, display_name="李建国（演示）")
    lazy.attribute("app.services.sample.fill", "fill")(office.desk)
    office.close()
    return Bureau(door.Office.open(path, SAMPLE_ACCOUNT, SAMPLE_PASSWORD), throw_away=folder)
