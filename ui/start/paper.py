"""The recovery key on paper: one page, large, with what it is for."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ui import fonts

_WORDS = "信访工作目标责任制　恢复密钥\n\n忘了密码、丢了密钥文件时，用它打开数据文件。\n请锁进保险柜；不要拍照，不要存在机器里。\n\n"


def print_key(parent: QWidget, key: str) -> None:
    """Ask for a printer and print the key; nothing is kept."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec():
        draw_key(printer, key)


def draw_key(printer: QPrinter, key: str) -> None:
    """One page: the words, then the key in lines of four groups."""
    groups = key.split("-")
    lines = ["　".join(groups[start : start + 4]) for start in range(0, len(groups), 4)]
    painter = QPainter(printer)
    painter.setFont(fonts.ui_font(round(printer.resolution() / 72 * 16)))
    page = QRectF(printer.pageLayout().paintRectPixels(printer.resolution())).adjusted(200, 200, -200, -200)
    painter.drawText(
        QRectF(0, 0, page.width(), page.height()), Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, _WORDS + "\n\n".join(lines)
    )
    painter.end()
