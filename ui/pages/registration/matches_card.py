"""可能是同一件事: earlier petitions of the same people, why they match, and one key to take one over."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.matches import Match
from ui.text import ElidedLabel, Label
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.flow import clear_layout, grows_with_width

SHOWN = 4


class MatchLine(QWidget):
    """One earlier petition. Enter takes its matter over, a click opens it."""

    def __init__(self, match: Match, take: Callable[[Match], None], open_it: Callable[[str], None]) -> None:
        super().__init__()
        self._match, self._take, self._open = match, take, open_it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.pixels(4), theme.pixels(3), theme.pixels(4), theme.pixels(3))
        layout.setSpacing(0)
        layout.addWidget(ElidedLabel(_head(match), "muted" if match.protected else "plain"))
        layout.addWidget(Label(match.why, "small", wrap=True))
        self.setAccessibleName(f"{_head(match)}。{match.why}")
        self.setAccessibleDescription("按 Enter 认作同一事项，单击打开")
        grows_with_width(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self._match)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._open(self._match.number)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.pixels(5), theme.pixels(5))


class MatchesCard(Card):
    """``take`` gets the match whose matter is taken over; F4 takes the first that has one."""

    def __init__(self, take: Callable[[Match], None], open_it: Callable[[str], None]) -> None:
        super().__init__("可能是同一件事", hint="F4 认作重访")
        self._take, self._open = take, open_it
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.pixels(2))
        self.body.addLayout(self._lines)
        self._matches: Sequence[Match] = ()
        grows_with_width(self)
        self.show_matches(())

    def show_matches(self, matches: Sequence[Match]) -> None:
        self._matches = matches
        clear_layout(self._lines)
        for match in matches[:SHOWN]:
            self._lines.addWidget(MatchLine(match, self._take, self._open))
        if len(matches) > SHOWN:
            self._lines.addWidget(Label(f"另有 {len(matches) - SHOWN} 件", "small"))
        self.setVisible(bool(matches))

    def take_first(self) -> None:
        for match in self._matches:
            if match.matter:
                self._take(match)
                return


def _head(match: Match) -> str:
    if match.protected:
        return f"{match.number}　保密件：有一件相近登记"
    day = f"{match.received_on.month}月{match.received_on.day}日" if match.received_on else ""
    return "　".join(part for part in (match.number, match.name, day, match.where, match.gist) if part)
