"""Asks for a document that nothing put into the tray: any kind, with the year, unit, case or visit it takes; like `print`."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refusal
from app.services.documents.values import KindName, Request, Waiting
from ui import work
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.flow import Rows
from ui.widgets.inputs import Choice, Number, Option
from ui.widgets.line import Line

WRITTEN = frozenset({"circular"})
"""What is written, not asked for."""


class AskDialog(Dialog):
    """``found`` gives the documents; what is missing is said below and the dialog stays."""

    found = Signal(object)

    def __init__(
        self, parent: QWidget, kinds: Sequence[KindName], ask: Callable[[str, Request], Sequence[Waiting]], kind: str = ""
    ) -> None:
        super().__init__(parent, "另印一件", "没有待发、要补印，或随时可以印的文书。填这种文书要的，不要的空着。", wide=620)
        self._ask = ask
        self.kind = Choice([Option(each.name, each.title) for each in kinds if each.name not in WRITTEN])
        self.kind.take(kind or None)
        self.year, self.unit = Number("如 1995", most=2199), Line("如 T03", longest=40)
        self.case, self.visit = Line("如 S1996-00012", longest=40), Line("如 1996-00012", longest=40)
        self.body.addWidget(Field("文书", self.kind))
        rows = Rows(spacing=10)
        for caption, line in (("年度", self.year), ("单位代码", self.unit), ("事项编号", self.case), ("登记号", self.visit)):
            rows.put(Field(caption, line), 120)
        self.body.addLayout(rows)
        self.fault = Label("", "fault", wrap=True)
        self.body.addWidget(self.fault)
        self.fault.hide()
        order = [self.kind, self.year, self.unit, self.case, self.visit]
        for here, there in pairwise(order):
            here.entered.connect(there.setFocus)  # type: ignore[attr-defined]
        self.visit.entered.connect(self.look)
        self.buttons(Button("取消", does=self.reject), Button("找出来", "Ctrl+Return", kind="primary", does=self.look))
        self.kind.setFocus()

    @property
    def request(self) -> Request:
        return Request(self.year.number(), self.unit.value() or None, self.case.value() or None, self.visit.value() or None)

    def look(self) -> None:
        """Find what was asked for; it goes to the tray, to be looked at before it is issued."""
        ask, kind, request = self._ask, str(self.kind.value()), self.request
        work.run(lambda: ask(kind, request), done=self._was_found, refused=self._refused)

    def _was_found(self, waiting: Sequence[Waiting]) -> None:
        self.found.emit(tuple(waiting))
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.fault.setText(plain(refusal))
        self.fault.show()
        self.resize(self.width(), self.body.heightForWidth(self.width()))


_OPTIONS = {"--year": "年度", "--unit": "单位代码", "--case": "事项编号", "--visit": "登记号"}


def plain(refusal: Refusal) -> str:
    """In the words of the fields here, where a refusal speaks of the command line."""
    words = str(refusal)
    for option, caption in _OPTIONS.items():
        words = words.replace(f"请加上 {option}", f"请填{caption}")
    return words
