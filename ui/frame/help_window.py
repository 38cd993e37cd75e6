"""F1: the help beside the work, offline: its pages on the left, found by a word; the page one is at comes first."""

from functools import partial

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListView, QScrollArea, QVBoxLayout, QWidget

from app import resources
from ui.frame.help_text import HEADING, PICTURE, POINT, Part, Topic, topics
from ui.text import Label
from ui.theme import theme
from ui.widgets.dialog import Dialog
from ui.widgets.line import Line
from ui.widgets.picture import Picture
from ui.widgets.scroll import Column, scrolled

SIZE = (980, 640)
CONTENTS_WIDE = 190
NOTHING = "帮助里没有这个词。"


class HelpWindow(Dialog):
    """Stands beside the window and stops nothing; Esc puts it away, the keys of its list move through the pages."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "帮助")
        self.fits = False
        self.setModal(False)
        self.search = Line("在帮助里找　Ctrl+F", longest=40)
        self.search.setAccessibleName("在帮助里找")
        self.contents = QListView()
        self.contents.setAccessibleName("帮助目录")
        self.contents.setProperty("place", "contents")
        self._model = QStringListModel(self)
        self.contents.setModel(self._model)
        self._found: tuple[Topic, ...] = ()
        self.shown: Topic | None = None
        self._page: QScrollArea | None = None
        self._build()
        self.search.typed.connect(self._find)
        self.search.entered.connect(self.contents.setFocus)
        self.contents.selectionModel().currentChanged.connect(lambda now, _before: self._turn_to(now.row()))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)
        for key, pages in (("PgDown", 1), ("PgUp", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._scroll, pages))
        self._find("")

    def _build(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.contents, 1)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(theme.pixels(CONTENTS_WIDE))
        columns = QHBoxLayout()
        columns.setSpacing(theme.pixels(16))
        columns.addWidget(side)
        self._room = QVBoxLayout()
        columns.addLayout(self._room, 1)
        self.body.addLayout(columns, 1)
        room = self.window().size() if (parent := self.parentWidget()) is None else parent.size()
        self.resize(min(theme.pixels(SIZE[0]), room.width()), min(theme.pixels(SIZE[1]), room.height()))

    def open_at(self, topic: str) -> None:
        """Show the page of that id, or the first one."""
        self.search.take("")
        self._find("", topic)
        self.show()
        self.activateWindow()
        self.contents.setFocus()

    def _find(self, words: str, topic: str = "") -> None:
        self._found = tuple(each for each in topics() if each.tells_of(words.strip()))
        self._model.setStringList([each.title for each in self._found])
        at = next((row for row, each in enumerate(self._found) if each.id == topic), 0)
        if self._found:
            self.contents.setCurrentIndex(self._model.index(at))
            self._turn_to(at)
        else:
            self._show(None)

    def _turn_to(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self._show(self._found[row])

    def _show(self, topic: Topic | None) -> None:
        if topic is not None and topic == self.shown:
            return
        self.shown = topic
        while (left := self._room.takeAt(0)) is not None:
            if (old := left.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._page = page_of(topic) if topic else None
        self._room.addWidget(self._page or Label(NOTHING, "muted"))

    def _scroll(self, pages: int) -> None:
        if self._page is not None:
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.value() + pages * bar.pageStep())


def page_of(topic: Topic) -> QScrollArea:
    """A page of the help, laid out."""
    column = Column(spacing=9)
    column.parts.addWidget(Label(topic.title, "title", wrap=True))
    for part in topic.parts:
        _lay(column, part)
    column.parts.addStretch(1)
    return scrolled(column)


def _lay(column: Column, part: Part) -> None:
    if part.kind == HEADING:
        column.parts.addSpacing(theme.pixels(6))
        column.parts.addWidget(Label(part.text, "strong", wrap=True))
    elif part.kind == PICTURE:
        column.parts.addWidget(Picture(resources.path("help", "pictures", part.picture), part.text))
        column.parts.addWidget(Label(part.text, "small", wrap=True))
    else:
        words = Label(f"·　{part.text}" if part.kind == POINT else part.text, wrap=True).selectable()
        column.parts.addWidget(words)
