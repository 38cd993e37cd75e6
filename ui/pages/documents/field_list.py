"""The fields a wording may use: Enter puts one in at the cursor."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from app.services.documents.values import OfferedField
from ui.widgets.line import is_enter


class FieldList(QListView):
    """``taken`` gives a field's name."""

    taken = Signal(str)

    def __init__(self, fields: Sequence[OfferedField]) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self.setProperty("place", "suggestions")
        self.setAccessibleName("可以用的项目")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(QStringListModel([f"{{{field.name}}}　{field.meaning}" for field in self._fields], self))
        self.doubleClicked.connect(lambda _index: self._take())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._fields:
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        row = self.currentIndex().row()
        if 0 <= row < len(self._fields):
            self.taken.emit(self._fields[row].name)
