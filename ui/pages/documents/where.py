"""Asks where documents go before they are numbered: which printer, or which folder for the PDFs."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QWidget

from ui.pages.documents.sending import Where
from ui.paper import Printers
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import Choice, Number, Option
from ui.widgets.line import Line

AS_FILES = ""  # no printer's name
Yes = tuple[str, str]  # what agreeing says where paper comes out, and where files do
NO_PRINTER = "这台机器上没有打印机，可以先存为 PDF。"


class WhereDialog(Dialog):
    """Enter agrees; the choice made last stands there the next time."""

    def __init__(
        self, parent: QWidget, title: str, words: str, yes: Yes, printers: Printers, before: Where, *, copies: int | None = None
    ) -> None:
        super().__init__(parent, title, words, wide=560)
        self._words = yes
        self.printer = Choice([*(Option(name, name) for name in printers.names), Option(AS_FILES, "存为 PDF 文件", "cw")])
        self.printer.take(before.printer if before.folder is None and before.printer in printers.names else AS_FILES)
        self.folder = Line(longest=400)
        self.folder.take(before.folder or documents_folder())
        self.copies = Number("1", most=99)
        self.copies.take(copies)
        self._lay_out(printers, copies)
        self.printer.currentIndexChanged.connect(lambda _index: self._fit())
        for part in (self.printer, self.folder, self.copies):
            part.entered.connect(self.agree)
        self._yes = Button(yes[0], kind="primary", does=self.agree)
        self.buttons(Button("取消", does=self.reject), self._yes)
        self._fit()
        self.printer.setFocus()

    def _lay_out(self, printers: Printers, copies: int | None) -> None:
        self.body.addWidget(Field("打印到", self.printer))
        if not printers.names:
            self.body.addWidget(Label(NO_PRINTER, "small", wrap=True))
        self._folder_row = QWidget()
        row = QHBoxLayout(self._folder_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(8))
        self._folder_field = Field("存在文件夹", self.folder)
        row.addWidget(self._folder_field, 1)
        row.addWidget(Button("另选…", does=self._choose_folder), 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self._folder_row)
        self._copies_field = Field("份数", self.copies)
        self._copies_field.setVisible(copies is not None)
        self.body.addWidget(self._copies_field)

    def _fit(self) -> None:
        as_files = self.printer.value() == AS_FILES
        self._folder_row.setVisible(as_files)
        self._yes.say(self._words[as_files])
        self.adjustSize()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "存在哪个文件夹", self.folder.value())
        if chosen:
            self.folder.take(chosen)

    def agree(self) -> None:
        if self.printer.value() == AS_FILES and not self.folder.value():
            self._folder_field.fault("没有写文件夹")
            self.folder.setFocus()
        elif self.copies.number() == 0:
            self._copies_field.fault("至少一份")
            self.copies.setFocus()
        else:
            self.accept()

    @property
    def where(self) -> Where:
        name = str(self.printer.value() or AS_FILES)
        return Where(name) if name else Where("", Path(self.folder.value()))


def ask(parent: QWidget, title: str, words: str, yes: Yes, printers: Printers, before: Where) -> Where | None:
    """Where they go, or None."""
    dialog = WhereDialog(parent, title, words, yes, printers, before)
    return dialog.where if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_with_copies(parent: QWidget, title: str, words: str, printers: Printers, before: Where) -> tuple[Where, int] | None:
    """Where it goes and in how many copies, or None."""
    dialog = WhereDialog(parent, title, words, ("重印", "存为 PDF"), printers, before, copies=1)
    return (dialog.where, dialog.copies.number() or 1) if dialog.exec() == QDialog.DialogCode.Accepted else None


def offered(before: Where, printers: Printers, *, files: bool) -> Where:
    """What stands in the dialog at first: the choice made last, as far as it is still there and fits what is asked for."""
    if files or not printers.names:
        return Where("", before.folder or documents_folder())
    return before if before.printer in printers.names else Where(printers.usual)


def documents_folder() -> Path:
    """Where people look for their files."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place or Path.home()) / "文书"
