"""The pictures of a document's pages: asked for at a size, drawn off the window's thread, kept while they are near what one sees."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui import pdf, work
from ui.work import Task

LINE = "pages"
NEAR = 2  # pages kept on either side of what one sees


class _Drawn(NamedTuple):
    picture: QImage
    scale: float  # pixels a point
    version: int


class Pictures(QObject):
    """``came`` after a picture, ``refused`` where a page could not be drawn."""

    came = Signal()
    refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._content, self._version = b"", 0
        self._drawn: dict[int, _Drawn] = {}
        self._asked: dict[int, tuple[int, float]] = {}
        self._drawing: set[Task] = set()

    def begin(self, content: bytes, *, alike: bool) -> None:
        """Another document; of one laid out ``alike`` the old pictures stand in until the new ones come."""
        self._content = content
        self._version += 1
        self._asked.clear()
        if not alike:
            self._drawn.clear()

    def drop(self) -> None:
        """Nothing more is wanted for now; what is painted after all is asked for again."""
        for task in self._drawing:
            task.cancel()
        self._drawing.clear()
        self._asked.clear()

    def of(self, number: int) -> QImage | None:
        """The picture there is of a page, perhaps of another size."""
        drawn = self._drawn.get(number)
        return drawn.picture if drawn is not None else None

    def is_new(self, number: int) -> bool:
        """Whether the page's picture is of this very document."""
        return number in self._drawn and self._drawn[number].version == self._version

    @property
    def kept(self) -> int:
        return len(self._drawn)

    def want(self, number: int, scale: float) -> None:
        """Ask for a page at so many pixels a point, where it is neither there nor asked for."""
        drawn, wanted = self._drawn.get(number), (self._version, scale)
        if self._asked.get(number) == wanted or (drawn is not None and (drawn.version, drawn.scale) == wanted):
            return
        self._asked[number] = wanted
        task = work.run(
            partial(self._draw, self._content, number, wanted),
            done=partial(self._keep, number, wanted),
            refused=self.refused.emit,
            finally_=lambda: self._drawing.discard(task),
            line=LINE,
        )
        self._drawing.add(task)

    def _draw(self, content: bytes, number: int, wanted: tuple[int, float]) -> QImage | None:
        """Runs off the window's thread. None where another picture is wanted by now."""
        return pdf.picture(content, number, wanted[1]) if self._asked.get(number) == wanted else None

    def _keep(self, number: int, wanted: tuple[int, float], picture: QImage | None) -> None:
        version, scale = wanted
        if picture is not None and version == self._version:
            self._drawn[number] = _Drawn(picture, scale, version)
            self.came.emit()

    def forget_all_but(self, first: int, last: int) -> None:
        """A long report at a large zoom would fill the memory: kept is what one sees and a few pages on either side."""
        for number in [number for number in self._drawn if not first - NEAR <= number <= last + NEAR]:
            del self._drawn[number]
            self._asked.pop(number, None)
