"""Python's collector runs in the window's thread only: on another it would destroy widgets there, and Qt with them."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000  # ms


def begin(application: QObject) -> "Tidying":
    """Take the collector over for the application, once."""
    found = application.findChild(Tidying)
    return found if found is not None else Tidying(application)


class Tidying(QObject):
    """Takes the collector over for as long as it lives: the same thresholds, asked for by a timer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()

    def tidy(self) -> int | None:
        """Collect the oldest generation that is due; gives its number, or None where nothing is."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return generation
        return None

    def end(self) -> None:
        self._timer.stop()
        gc.enable()
