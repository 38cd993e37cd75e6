"""设置: the sections this account may use beside the list of them; each in a module of its own, loaded when the page is first shown."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout

from app import lazy
from ui.bureau import Bureau
from ui.page import Desk, Page
from ui.pages.settings.section import Section
from ui.text import Label
from ui.theme import theme
from ui.widgets.line import is_enter

# A line each: the module and the class of a section, in the order they are listed.
SECTIONS = (
    ("ui.pages.settings.own_password", "OwnPassword"),
    ("ui.pages.settings.bureau_name", "BureauName"),
    ("ui.pages.settings.letterheads", "LetterheadSection"),
    ("ui.pages.settings.fonts", "FontSection"),
    ("ui.pages.settings.accounts", "Accounts"),
    ("ui.pages.settings.idle_lock", "IdleLock"),
    ("ui.pages.settings.own_numbers", "OwnNumbers"),
    ("ui.pages.settings.rest_days", "RestDaySection"),
    ("ui.pages.settings.classes", "Classes"),
    ("ui.pages.settings.deposits", "Deposits"),
    ("ui.pages.settings.backups", "Backups"),
)
LIST_WIDTH = 176
HELP = (
    "左边选一节，Enter 或 Tab 进去，Esc 回到左边；Ctrl+PageDown、Ctrl+PageUp 换到下一节、上一节。\n"
    "您只看到自己岗位管得着的几节。改办理期限、口径一类的数，要写从哪天起、为什么；改动记为一次决定，已定案的年度不变。\n"
    "外观和字号按 Ctrl+, 。"
)


class SettingsPage(Page):
    hints = "↑ ↓ 选一节　Enter 进入　Esc 回到左边　Ctrl+PageDown 下一节　F1 帮助"
    keys = (
        ("↑ ↓", "选一节"),
        ("Enter", "进入这一节"),
        ("Esc", "回到左边的列表"),
        ("Ctrl+PageDown、Ctrl+PageUp", "下一节、上一节"),
    )
    help = HELP

    def __init__(self, bureau: Bureau, desk: Desk) -> None:
        super().__init__(bureau, desk)
        kinds: list[type[Section]] = [lazy.attribute(module, name) for module, name in SECTIONS]
        self.sections = [kind(bureau) for kind in kinds if any(map(bureau.may, kind.rights))]
        self.list = _List()
        self.stack = QStackedWidget()
        for section in self.sections:
            self.list.add(section.title)
            self.stack.addWidget(section)
        self._build()
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._turn)
        self.list.entered_one.connect(self._go_in)
        QShortcut(QKeySequence("Ctrl+PgDown"), self).activated.connect(lambda: self.turn(1))
        QShortcut(QKeySequence("Ctrl+PgUp"), self).activated.connect(lambda: self.turn(-1))

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(18), theme.pixels(10), theme.pixels(14), theme.pixels(8))
        row.setSpacing(theme.pixels(18))
        left = QVBoxLayout()
        left.setSpacing(theme.pixels(8))
        left.addWidget(Label("设置", "title"))
        left.addWidget(self.list, 1)
        row.addLayout(left)
        row.addWidget(self.stack, 1)

    def enter(self) -> None:
        self._turn(self.list.currentRow())
        self.list.setFocus()

    def turn(self, by: int) -> None:
        """To the next section or the one before."""
        self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())

    def section(self, title: str) -> Section:
        """Shows the section of that title."""
        self.list.setCurrentRow([section.title for section in self.sections].index(title))
        return self.sections[self.list.currentRow()]

    def _turn(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self.sections[number].enter()

    def _go_in(self) -> None:
        self.list.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setFixedWidth(min(theme.pixels(LIST_WIDTH), self.width() // 4))


class _List(QListWidget):
    """The sections' titles; Enter goes in."""

    entered_one = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("place", "sections")
        self.setAccessibleName("设置的各节")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add(self, title: str) -> None:
        item = QListWidgetItem(title, self)
        item.setSizeHint(QSize(0, theme.pixels(36)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.entered_one.emit()
        else:
            super().keyPressEvent(event)
