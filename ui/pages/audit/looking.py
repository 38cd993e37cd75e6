"""What one looks for in the audit: days, account, kind, subject; ``changed`` tells that it is another question."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.services.audit_log import Wanted
from app.services.audit_words import Group, actions_of
from ui.widgets.date_field import DateLine
from ui.widgets.field import Field
from ui.widgets.flow import Rows, grows_with_width
from ui.widgets.inputs import Choice, Option
from ui.widgets.line import Line

PAUSE = 300  # ms of quiet before a question is asked: each one is a record of its own
EVERYBODY, EVERYTHING = "", ""
_INITIALS = {
    Group.PROTECTED: "bmj", Group.REGISTER: "dj", Group.CASES: "aj", Group.DOCUMENTS: "ws", Group.UNITS: "dwhtz",
    Group.YEAR: "kphkj", Group.EXCHANGE: "drdc", Group.ACCOUNTS: "zhhdl", Group.STORE: "bf",
}  # fmt: skip


class Looking(QWidget):
    """The line of filters above the table."""

    changed = Signal()
    entered = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.since, self.until = DateLine(today, "不限"), DateLine(today, "不限")
        self.account = Choice([Option(EVERYBODY, "所有账号")])
        kinds = [Option(group.value, group.value, _INITIALS[group]) for group in Group]
        self.kind = Choice([Option(EVERYTHING, "所有事项", "sy"), *kinds])
        self.subject = Line("登记号、事项号、单位代码", longest=60)
        rows = Rows(self)
        for caption, part, least, weight in (
            ("自", self.since, 112, 1),
            ("至", self.until, 112, 1),
            ("账号", self.account, 150, 2),
            ("事项", self.kind, 150, 2),
            ("对象里有", self.subject, 190, 3),
        ):
            rows.put(Field(caption, part), least, weight)
        grows_with_width(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.changed.emit)
        self._connect()

    def _connect(self) -> None:
        for line in (self.since, self.until):
            line.changed.connect(self._pause.start)
            line.textChanged.connect(lambda text: None if text else self._pause.start())
        for choice in (self.account, self.kind):
            choice.currentIndexChanged.connect(lambda _index: self._pause.start())
        self.subject.typed.connect(lambda _text: self._pause.start())
        for part in (self.since, self.until, self.account, self.kind, self.subject):
            part.entered.connect(self.entered.emit)

    def know(self, people: Sequence[tuple[str, str]]) -> None:
        """Whose actions there may be: login name and display name."""
        self.account.offer([Option(EVERYBODY, "所有账号"), *(Option(name, f"{shown}　{name}", name) for name, shown in people)])

    def wanted(self) -> Wanted:
        kind = self.kind.value()
        return Wanted(
            since=self.since.day(),
            until=self.until.day(),
            account=self.account.value() or None,
            actions=actions_of(Group(kind)) if kind else frozenset(),
            subject=self.subject.value(),
        )

    def only(self, kind: Group) -> None:
        """Look for one kind alone."""
        self.kind.take(kind.value)

    def clear(self) -> None:
        """Look for everything again."""
        for part in (self.since, self.until, self.subject):
            part.take("")
        self.account.take(EVERYBODY)
        self.kind.take(EVERYTHING)
        self._pause.start()
