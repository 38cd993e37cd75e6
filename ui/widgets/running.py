"""Long work under way: a bar, what is being done, and a way to stop; hidden while nothing runs."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui import work
from ui.text import ElidedLabel
from ui.theme import theme
from ui.widgets.button import Button


class Running(QWidget):
    """One piece of work at a time; ``task`` is None between them."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._what = words
        self.task: work.Task | None = None
        self._given_up: Callable[[], None] | None = None
        self.words = ElidedLabel(words, "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words)
        self.stop_button = Button("停", does=self.stop)
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

    def run(self, call: work.Call, *, done: work.Done, refused: work.Done, given_up: Callable[[], None]) -> None:
        """Begins ``call``, which reports its progress on the task it is given."""
        self.bar.setRange(0, 0)
        self.words.setText(f"{self._what}……")
        self._given_up = given_up
        self.show()
        self.task = work.run_long(call, done=done, refused=refused, finally_=self._end, progress=self._progress)

    def _progress(self, done: int, total: int, _words: str) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.words.setText(f"{self._what}　{done * 100 // max(1, total)}%")

    def stop(self) -> None:
        """Nobody wants it any more; it ends at its next step."""
        if self.task is not None:
            self.task.cancel()
            self._end()
            if self._given_up is not None:
                self._given_up()

    def _end(self) -> None:
        self.task = None
        self.hide()
