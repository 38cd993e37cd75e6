"""How far a run of documents is: a bar, the number given last, and a way to stop."""

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.text import ElidedLabel
from ui.theme import theme
from ui.widgets.button import Button


class Progress(QWidget):
    """Hidden while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self._stopped = threading.Event()
        self.running = False
        self.words = ElidedLabel("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("已发件数")
        self.stop_button = Button("停", "Esc", does=self.stop)
        column = QVBoxLayout()
        column.setSpacing(theme.pixels(4))
        column.addWidget(self.words)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(10))
        row.addLayout(column, 1)
        row.addWidget(self.stop_button)
        self.hide()

    def begin(self, total: int) -> Callable[[], bool]:
        """A run of so many begins; gives what tells the run, in its own thread, whether to stop."""
        self._stopped = stopped = threading.Event()
        self.running = True
        self.bar.setRange(0, total)
        self.bar.setValue(0)
        self.words.setText(f"正在编号　0 / {total}")
        self.stop_button.setEnabled(True)
        self.show()
        return stopped.is_set

    def show_progress(self, done: int, total: int, words: str) -> None:
        self.bar.setValue(done)
        if not self._stopped.is_set():
            self.words.setText(f"已发 {done} / {total}　{words}")

    def stop(self) -> None:
        """After the document under way: its number is taken, it is finished."""
        self._stopped.set()
        self.stop_button.setEnabled(False)
        self.words.setText("办完手上这一件就停……")

    def end(self) -> None:
        self.running = False
        self.hide()
