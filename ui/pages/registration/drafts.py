"""The draft of a half-filled form: kept every few seconds inside the store, offered again after a power cut."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.drafts import KeptDraft
from app.services.petition_form import PetitionDraft
from ui import work
from ui.bureau import Bureau

EVERY = 4_000  # ms


class Drafts(QObject):
    """``kept`` tells when (HH:MM, local) the draft was kept last."""

    kept = Signal(str)

    def __init__(self, bureau: Bureau, draft: Callable[[], PetitionDraft], dirty: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._bureau, self._draft, self._dirty = bureau, draft, dirty
        self._last: PetitionDraft | None = None
        self._busy = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.keep)

    def begin(self) -> None:
        """A new form: nothing of it is kept yet."""
        self._last = None
        self._timer.start()

    def offered(self, then: Callable[[KeptDraft], None]) -> None:
        """Look for a draft that was left behind."""

        def tell(found: Any) -> None:
            if found is not None:
                then(found)

        work.run(self._bureau.drafts.kept, done=tell, refused=lambda _refusal: None, line="look-up")

    def keep(self) -> None:
        """Keep what is entered, if it is new."""
        draft = self._draft()
        if self._busy or draft == self._last or not self._dirty():
            return
        self._busy, self._last = True, draft
        work.run(
            lambda: self._bureau.drafts.keep(draft),
            done=lambda at: self.kept.emit(clock_time(at)),
            refused=lambda _refusal: self.kept.emit(""),
            finally_=self._free,
            line="look-up",
        )

    def discard(self) -> None:
        self._last = None
        work.run(self._bureau.drafts.discard, done=lambda _nothing: None, refused=lambda _refusal: None, line="look-up")

    def _free(self) -> None:
        self._busy = False


def clock_time(at: str) -> str:
    """HH:MM on the wall, of an instant in UTC."""
    return datetime.fromisoformat(at).astimezone().strftime("%H:%M")
