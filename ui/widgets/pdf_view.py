"""A PDF as it will lie on the desk: pages drawn off the window's thread at the screen's own resolution, zoom, one or two abreast."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.errors import Refusal
from ui import pdf
from ui.pdf import PageSize
from ui.theme import theme
from ui.widgets.pdf_pages import Fit, Zoom, laid_out
from ui.widgets.pdf_pictures import LINE, Pictures
from ui.work import Latest

STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
MOST_PIXELS = 24_000_000  # of one picture: beyond that it is drawn larger than it is
_KEYS = {
    Qt.Key.Key_PageDown: "next_page",
    Qt.Key.Key_Space: "next_page",
    Qt.Key.Key_PageUp: "previous_page",
    Qt.Key.Key_Backspace: "previous_page",
    Qt.Key.Key_Plus: "zoom_in",
    Qt.Key.Key_Equal: "zoom_in",
    Qt.Key.Key_Minus: "zoom_out",
    Qt.Key.Key_0: "fit_page",
    Qt.Key.Key_9: "fit_width",
    Qt.Key.Key_1: "true_size",
    Qt.Key.Key_2: "toggle_two",
}


class PdfView(QAbstractScrollArea):
    """Shows what it is given; ``moved`` tells of another page, zoom or document, ``refused`` what could not be drawn."""

    moved = Signal()
    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = Zoom()
        self.content = b""
        self._sizes: tuple[PageSize, ...] = ()
        self._boxes: tuple[QRect, ...] = ()
        self.pictures = Pictures(self)
        self._measuring = Latest(LINE)
        self._said = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("place", "pages")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())
        theme.notice.changed.connect(self._tell)
        self.pictures.came.connect(self._came)
        self.pictures.refused.connect(self.refused.emit)
        self._name()

    # --- what is shown

    def show_pdf(self, content: bytes) -> None:
        """Show a document; what stood there stays until the new one is measured."""
        self._measuring.ask(lambda: pdf.sizes(content), lambda sizes: self._take(content, sizes), self.refused.emit)

    def show_nothing(self, words: str = "") -> None:
        """An empty desk with words on it."""
        self._measuring.drop()
        self._said = words
        self._take(b"", ())

    def drop(self) -> None:
        """Nothing more is wanted for now: called before the view goes away; what is painted after all is asked for again."""
        self._measuring.drop()
        self.pictures.drop()

    def _take(self, content: bytes, sizes: tuple[PageSize, ...]) -> None:
        alike = sizes == self._sizes
        self.content, self._sizes = content, sizes
        self.pictures.begin(content, alike=alike)
        if not alike:
            # Another document begins at its top; the same one drawn anew stays where one reads.
            self.verticalScrollBar().setValue(0)
        self._lay_out()

    @property
    def pages(self) -> int:
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page one looks at, from 0: the one that holds the line a third below the top."""
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        passed = [number for number, box in enumerate(self._boxes) if box.top() <= line]
        first = next((number for number in passed if self._boxes[number].top() == self._boxes[passed[-1]].top()), 0) if passed else 0
        return min(first, max(0, self.pages - 1))

    # --- moving

    def go_to(self, page: int) -> None:
        if self._boxes:
            box = self._boxes[max(0, min(page, self.pages - 1))]
            self.verticalScrollBar().setValue(box.top() - theme.pixels(10))

    def next_page(self) -> None:
        self.go_to(self.page + (2 if self.zoom.two else 1))

    def previous_page(self) -> None:
        self.go_to(self.page - (2 if self.zoom.two else 1))

    def zoom_in(self) -> None:
        self._zoom(Zoom(Fit.FREE, next((step for step in STEPS if step > self.factor + 0.01), STEPS[-1]), self.zoom.two))

    def zoom_out(self) -> None:
        self._zoom(Zoom(Fit.FREE, next((step for step in reversed(STEPS) if step < self.factor - 0.01), STEPS[0]), self.zoom.two))

    def fit_page(self) -> None:
        self._zoom(Zoom(Fit.PAGE, 1.0, self.zoom.two))

    def fit_width(self) -> None:
        self._zoom(Zoom(Fit.WIDTH, 1.0, self.zoom.two))

    def true_size(self) -> None:
        """As large as on paper, as far as the screen tells its own resolution."""
        self._zoom(Zoom(Fit.FREE, 1.0, self.zoom.two))

    def toggle_two(self) -> None:
        self._zoom(Zoom(self.zoom.fit, self.zoom.factor, not self.zoom.two))

    @property
    def factor(self) -> float:
        """The zoom there is: 1 is the size on paper."""
        return self._pixels_per_point() / self._paper() if self._boxes else self.zoom.factor

    def _zoom(self, zoom: Zoom) -> None:
        page = self.page
        self.zoom = zoom
        self._lay_out()
        self.go_to(page)

    # --- laying out and drawing

    def _paper(self) -> float:
        """Logical pixels a point at the size on paper."""
        return self.logicalDpiX() / pdf.POINTS_PER_INCH

    def _pixels_per_point(self) -> float:
        return self._boxes[0].width() / self._sizes[0].width if self._boxes and self._sizes[0].width else self._paper()

    def _lay_out(self) -> None:
        room = self.viewport().size()
        self._boxes, whole = laid_out(self._sizes, self.zoom, room, self._paper(), theme.pixels(12))
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, whole.height() - room.height()))
        down.setPageStep(room.height())
        down.setSingleStep(theme.pixels(40))
        across.setRange(0, max(0, whole.width() - room.width()))
        across.setPageStep(room.width())
        across.setSingleStep(theme.pixels(40))
        self._tell()

    def _tell(self) -> None:
        self._name()
        self.viewport().update()
        self.moved.emit()

    def _name(self) -> None:
        shown = f"第 {self.page + 1} 页，共 {self.pages} 页" if self.pages else self._said or "没有可预览的文书"
        self.setAccessibleName(f"预览：{shown}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._boxes:
            self._write(painter)
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number, box in enumerate(self._boxes):
            place = box.translated(-shift)
            if place.intersects(self.viewport().rect()):
                self._paint_page(painter, number, place)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _write(self, painter: QPainter) -> None:
        painter.setPen(theme.colour("muted"))
        margin = theme.pixels(24)
        box = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._said)

    def _paint_page(self, painter: QPainter, number: int, place: QRect) -> None:
        painter.fillRect(place, Qt.GlobalColor.white)
        picture = self.pictures.of(number)
        if picture is not None:
            painter.drawImage(place, picture)
        painter.setPen(theme.colour("border"))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        self.pictures.want(number, self._scale(number, place.size()))

    def _scale(self, number: int, size: QSize) -> float:
        """Device pixels a point, so that a picture's pixel is one of the screen's."""
        page = self._sizes[number]
        wanted = size.width() * self.devicePixelRatioF() / page.width
        return min(wanted, (MOST_PIXELS / (page.width * page.height)) ** 0.5)

    def _came(self) -> None:
        """A picture came: those far from what one sees may go."""
        if seen := self._in_sight():
            self.pictures.forget_all_but(seen[0], seen[-1])
        self.viewport().update()

    def _in_sight(self) -> list[int]:
        sight = QRect(0, self.verticalScrollBar().value(), max(1, self.viewport().width()), max(1, self.viewport().height()))
        return [number for number, box in enumerate(self._boxes) if box.bottom() >= sight.top() and box.top() <= sight.bottom()]

    @property
    def settled(self) -> bool:
        """Every page in sight stands there as this document has it."""
        return bool(self._boxes) and all(self.pictures.is_new(number) for number in self._in_sight())

    # --- keys and wheel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        does = _KEYS.get(Qt.Key(event.key()))
        control = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if does is not None and not control:
            getattr(self, does)()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self.pages - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.pixels(420), theme.pixels(520))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.pixels(180), theme.pixels(160))


def refusal_words(refusal: Refusal) -> str:
    """What stands on the desk where a document could not be drawn."""
    return f"画不出来：{refusal}"
