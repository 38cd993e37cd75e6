"""Import of a workbook: a file, two choices in words, progress with a stop; what was added, or every fault beside its row."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from app.errors import InputFault, Refusal
from ui import work
from ui.pages.units.import_result import FaultList, added_words
from ui.text import ElidedLabel, Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import Tick
from ui.widgets.line import Line

if TYPE_CHECKING:
    from app.services.exchange import ExchangeService

WORDS = "一本工作簿（.xlsx）里的单位、人员、事项、来访来信、录入项、保证金。有一处错就一行也不导入，并逐格列出；同一本导入两次不会重复。"
LATE = "补录：已定案的年度也收，只作补录，不改定案结果"
LENIENT = "证件号校验位不对的照收，只作提醒"
NO_FILE = "没有选文件"
WIDE, HIGH = 1040, 620  # with faults, in pixels at 100 %, as far as the screen has room
MARGIN = 40
Tell = Callable[[int, int, str], None]


class ImportDialog(Dialog):
    """``imported`` is True once something came in. Any place that has the exchange service may open it."""

    def __init__(self, parent: QWidget | None, service: "Callable[[], ExchangeService]") -> None:
        super().__init__(parent, "从工作簿导入", WORDS, wide=640)
        self._service = service
        self._task: work.Task | None = None
        self._stopped = threading.Event()
        self.imported = False
        self.file = Line("工作簿的位置", longest=1000)
        self.field = Field("文件", self.file)
        self.late, self.lenient = Tick(LATE), Tick(LENIENT)
        for tick, words in ((self.late, LATE), (self.lenient, LENIENT)):
            tick.setAccessibleName(words)
        self.said = Label("", wrap=True).selectable()
        self.faults = FaultList()
        self._build()
        self.file.entered.connect(self.begin)
        for tick in (self.late, self.lenient):
            tick.entered.connect(self.begin)
        QShortcut(QKeySequence("Ctrl+Enter"), self).activated.connect(self.begin)

    # --- layout

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(8))
        row.addWidget(self.field, 1)
        row.addWidget(Button("选文件…", "Ctrl+O", does=self.choose), 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addWidget(self.late)
        self.body.addWidget(self.lenient)
        self.progress = QWidget()
        going = QHBoxLayout(self.progress)
        going.setContentsMargins(0, 0, 0, 0)
        self.step, self.bar = ElidedLabel("", "muted"), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("导入进度")
        self.stop_button = Button("停　Esc", does=self.stop)
        going.addWidget(self.step, 2)
        going.addWidget(self.bar, 3)
        going.addWidget(self.stop_button)
        for part in (self.progress, self.said, self.faults):
            self.body.addWidget(part)
            part.hide()
        self.body.setStretchFactor(self.faults, 1)
        self.begin_button = Button("导入", "Ctrl+Return", kind="primary", does=self.begin)
        self.close_button = Button("关闭", does=self.reject)
        self.buttons(Button("存空表…", "Ctrl+T", does=self.save_template), self.close_button, self.begin_button)
        self.file.setFocus()

    def choose(self) -> None:
        """The machine's own way to choose a file."""
        name, _kind = QFileDialog.getOpenFileName(self, "选工作簿", self.file.value(), "工作簿 (*.xlsx)")
        if name:
            self.file.take(name)
            self.file.setFocus()

    def save_template(self) -> None:
        """The empty workbook with one example row a sheet."""
        name, _kind = QFileDialog.getSaveFileName(self, "空表存在哪里", "导入空表.xlsx", "工作簿 (*.xlsx)")
        if name:
            path = Path(name if name.lower().endswith(".xlsx") else f"{name}.xlsx")
            service = self._service
            done = f"空表已存在 {path}；每张表第 2 行是演示的例子，填写时删去。"
            work.run(lambda: service().template(path), done=lambda _nothing: self._say(done, "good"), refused=self._refused)

    # --- the import

    def begin(self) -> None:
        if self._task is not None:
            return
        path = Path(self.file.value())
        if not self.file.value() or not path.is_file():
            self.field.fault(NO_FILE if not self.file.value() else f"找不到 {path}")
            self.file.setFocus()
            return
        self.field.clear()
        self.faults.hide()
        self.said.hide()
        self._under_way(True)
        choices, service, stopped = (self.late.value(), self.lenient.value()), self._service, threading.Event()
        self._stopped = stopped
        self._task = work.run_long(
            lambda task: _taken_in(service, path, choices, _telling(task, stopped)),
            done=self._done,
            refused=self._refused,
            finally_=partial(self._under_way, False),
            progress=self._show_progress,
        )

    def _under_way(self, going: bool) -> None:
        self.progress.setVisible(going)
        self.begin_button.setEnabled(not going)
        self.stop_button.setEnabled(going)
        if going:
            self._show_progress(0, 0, "打开文件")
        else:
            self._task = None
        # The cursor stays in the file's field: the Enter that began it must not press what it would move to. Esc stops.
        self.file.setFocus()
        self._fit()

    def _show_progress(self, done: int, total: int, words: str) -> None:
        if self._stopped.is_set():
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.step.setText(f"{words}　{done:,} / {total:,} 行" if total else f"{words}……")

    def stop(self) -> None:
        """Ask it to end at its next step: then nothing of it stays. What is said comes from the import itself, never from the wish."""
        if self._task is not None:
            self._stopped.set()
            self.stop_button.setEnabled(False)
            self.step.setText("正在停……")

    def reject(self) -> None:
        """Esc stops an import under way, and leaves the dialog only when none is."""
        if self._task is not None:
            self.stop()
        else:
            super().reject()

    def _done(self, outcome: Any) -> None:
        if outcome is None:
            self._say("已停，什么也没有导入。", "warn")
            return
        if isinstance(outcome, tuple):
            self._show_faults(*outcome)
            return
        self.imported = self.imported or any(outcome.added.values())
        self._say("\n".join((added_words(outcome), *outcome.warnings[:8])), "warn" if outcome.warnings else "good")
        self.close_button.setFocus()

    def _show_faults(self, message: str, faults: Any) -> None:
        self._say(message, "accent")
        self.faults.show_faults(faults)
        self.faults.show()
        self.words.hide()
        room = self.screen().availableSize()
        self.resize(min(theme.pixels(WIDE), room.width() - MARGIN), min(theme.pixels(HIGH), room.height() - MARGIN))
        self.faults.table.setFocus()

    def _refused(self, refusal: Refusal) -> None:
        self._say(str(refusal), "accent")

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        self.said.set_tone(tone)
        self.said.show()
        self._fit()

    def _fit(self) -> None:
        if self.faults.isHidden():
            self.resize(self.width(), self.body.heightForWidth(self.width()))


class Stopped(Exception):
    """The person pressed stop: raised inside the import, which then leaves nothing."""


def _taken_in(service: "Callable[[], ExchangeService]", path: Path, choices: tuple[bool, bool], tell: Tell) -> Any:
    """What was added; None where it was stopped; of a faulty workbook what is said and the faults beside their rows. Runs on a thread."""
    try:
        return service().import_workbook(path, *choices, tell)
    except Stopped:
        return None
    except InputFault as fault:
        if not fault.faults:
            raise
        return fault.message, service().faults_beside(path, fault.faults)


def _telling(task: work.Task, stopped: threading.Event) -> Tell:
    """What the import tells goes to the bar; once stop was pressed it raises."""

    def tell(done: int, total: int, words: str) -> None:
        if stopped.is_set():
            raise Stopped
        task.report(done, total, words)

    return tell


def open_import(parent: QWidget | None, service: "Callable[[], ExchangeService]") -> bool:
    """The dialog, for a page or a section of the settings; whether something came in."""
    dialog = ImportDialog(parent, service)
    dialog.exec()
    dialog.deleteLater()
    return dialog.imported


__all__ = ["ImportDialog", "open_import"]
