"""A field of a form: its caption, the input, and a line below that says what is wrong and how to mend it, or what was understood."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.text import Label, restyle
from ui.theme import theme


class Field(QWidget):
    """``steady``: the line below keeps its room even when it is empty, so that nothing jumps while one types."""

    def __init__(self, caption: str, editor: QWidget, *, hint: str = "", steady: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor, self._hint, self._steady = editor, hint, steady
        self.caption = Label(caption, "caption")
        self.note = Label(hint, "small", wrap=True)
        editor.setAccessibleName(caption)
        self._lines = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.pixels(3))
        layout.addWidget(self.caption)
        layout.addWidget(editor)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.clear()

    def loose_note(self, parent: QWidget) -> Label:
        """The line below, taken out of the field: a form lays it under the field as wide as its row allows."""
        self._lines.removeWidget(self.note)
        self.note.setParent(parent)
        self.note.setVisible(self._steady or bool(self.note.text()))
        return self.note

    def fault(self, message: str, mend: str = "") -> None:
        """What must be mended before the form can be saved."""
        self._say(_joined(message, mend), "fault", "fault")

    def doubt(self, message: str, mend: str = "") -> None:
        """What may be kept with a confirmation."""
        self._say(_joined(message, mend), "warn-small", "doubt")

    def understood(self, words: str) -> None:
        """What the program made of the input."""
        self._say(words, "said", "")

    def remark(self, words: str) -> None:
        self._say(words, "small", "")

    def clear(self) -> None:
        self._say(self._hint, "small", "")

    @property
    def state(self) -> str:
        """`fault`, `doubt` or empty."""
        return str(self.editor.property("state") or "")

    def _say(self, words: str, tone: str, state: str) -> None:
        self.note.setText(words)
        self.note.set_tone(tone)
        self.note.setVisible(self._steady or bool(words))
        self.editor.setAccessibleDescription(words)
        if self.state != state:
            self.editor.setProperty("state", state)
            restyle(self.editor)


def _joined(message: str, mend: str) -> str:
    if not mend:
        return message
    return f"{message}{'' if message.endswith(('。', '！', '？', '；')) else '。'}{mend}"
