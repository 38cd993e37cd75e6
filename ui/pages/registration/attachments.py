"""附件: files read off the window's thread and kept with the registration, inside the encrypted store."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import Refusal
from app.services.petition_form import Attachment
from ui import work
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, clear_layout, grows_with_width

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE  # bytes of one file: a scan, not a film
MOST = 60 * MEGABYTE  # of one form
LIMITS = f"一个文件不超过 {LARGEST // MEGABYTE} MB，一次不超过 {MOST // MEGABYTE} MB"


class Attachments(QWidget):
    """The files of one form, a chip each; pressing a chip takes the file off again. ``refused`` gives why a file was not taken."""

    changed = Signal()
    entered = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[Attachment, ...] = ()
        self._flow = Flow(self)
        self._button = Button("添加…", "Ctrl+I", does=self._choose)
        self.setFocusProxy(self._button)
        grows_with_width(self)
        self._show()

    def value(self) -> tuple[Attachment, ...]:
        return self._files

    def take(self, files: Any) -> None:
        self._files = tuple(files or ())
        self._show()
        self.changed.emit()

    def add(self, paths: Sequence[Path]) -> None:
        """Read the files on a thread, then keep them with the form."""
        held = sum(len(file.content) for file in self._files)
        work.run(lambda: read_all(paths, held), done=self._added, refused=lambda refusal: self.refused.emit(str(refusal)))

    def _added(self, files: Sequence[Attachment]) -> None:
        named = {file.name: file for file in (*self._files, *files)}
        self.take(named.values())

    def _choose(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(self, "添加附件")
        if names:
            self.add([Path(name) for name in names])

    def _take_off(self, name: str, _text: str) -> None:
        self.take(file for file in self._files if file.name != name)

    def _show(self) -> None:
        if self._flow.count():
            self._flow.removeWidget(self._button)
            clear_layout(self._flow)
        for file in self._files:
            chip = Chip(f"{file.name}　×", "link", opens=True, tip=f"{file.name}　{len(file.content):,} 字节；按 Enter 去掉")
            chip.pressed.connect(partial(self._take_off, file.name))
            self._flow.addWidget(chip)
        self._flow.addWidget(self._button)
        self.updateGeometry()


def read_all(paths: Sequence[Path], held: int = 0) -> list[Attachment]:
    """Files as they will be kept; ``held``: bytes kept already. Blocks. Raises Refusal: one cannot be read, or they are too large."""
    files = [read(path) for path in paths]
    if held + sum(len(file.content) for file in files) > MOST:
        raise Refusal(f"这些附件合起来超过 {MOST // MEGABYTE} MB。", mend="请分几次添加，或把照片缩小。")
    return files


def read(path: Path) -> Attachment:
    """A file as it will be kept. Blocks. Raises Refusal: it cannot be read, or is too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Refusal(f"“{path.name}”有 {size // MEGABYTE} MB，太大。", mend=f"{LIMITS}。")
        return Attachment(name=path.name, content=path.read_bytes())
    except OSError as error:
        raise Refusal(f"“{path.name}”读不出来。", mend="请检查文件还在不在、能不能打开。") from error
