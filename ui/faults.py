"""The one handler for what nobody expected: plain words, an offer to save a report; never a traceback on the screen."""

import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app import __version__
from app.clock import SystemClock
from app.errors import Refusal
from ui import work
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog, refuse, say


def report_of(fault: BaseException) -> str:
    """What a maintainer needs: where it happened and of what kind. No message, no value: those may carry what a petitioner said."""
    lines = [
        f"petition-bureau {__version__}",
        f"{SystemClock().now().isoformat(timespec='seconds')}  Python {platform.python_version()}  Qt {qVersion()}  {platform.system()}",
    ]
    link: BaseException | None = fault
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(link.__traceback__)]
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


class Handler:
    """Takes every exception no one caught, one dialog at a time."""

    def __init__(self, parent: Callable[[], QWidget | None]) -> None:
        self._parent = parent
        self._busy = False

    def __call__(self, fault: Any) -> None:
        if self._busy or not isinstance(fault, Exception):
            return
        self._busy = True
        try:
            if isinstance(fault, Refusal):
                refuse(self._parent(), fault)
            else:
                self._tell(fault)
        finally:
            self._busy = False

    def hook(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
        else:
            self(fault)

    def _tell(self, fault: Exception) -> None:
        dialog = Dialog(
            self._parent(),
            "程序出了问题",
            "刚才这一步没有办成，已经保存的登记不受影响，可以继续使用。\n可以存一份问题报告交给维护人员；报告里只有程序出错的位置，没有信访内容和任何人的姓名。",
        )
        close = Button("继续使用", does=dialog.reject)
        keep = Button("保存报告…", kind="primary", does=dialog.accept)
        dialog.buttons(close, keep)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._keep(fault)

    def _keep(self, fault: Exception) -> None:
        name, _filter = QFileDialog.getSaveFileName(self._parent(), "保存问题报告", "问题报告.txt", "文本 (*.txt)")
        if not name:
            return
        try:
            Path(name).write_text(report_of(fault), "utf-8")
        except OSError:
            say(self._parent(), "没有保存", "这个地方不能写文件，请换一个文件夹。")


def install(parent: Callable[[], QWidget | None]) -> Handler:
    """Make this the handler for the window's thread and for all work off it."""
    handler = Handler(parent)
    sys.excepthook = handler.hook
    work.threads.unexpected = handler
    return handler
