"""Prints a PDF on paper at its true size: each page drawn by PDFium at the printer's own resolution, in strips; off the window's thread."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.errors import Refusal
from ui import pdf
from ui.pdf import PageSize

FINEST = 600  # dots an inch: 16 pt characters gain nothing beyond
STRIP = 1.5 * pdf.POINTS_PER_INCH  # points: a strip of A4 at 600 dpi takes 18 MB
MM_PER_POINT = 25.4 / pdf.POINTS_PER_INCH

Made = Callable[[], QPrinter]


class Printers(NamedTuple):
    """The printers of this machine, the usual one first."""

    names: tuple[str, ...]

    @property
    def usual(self) -> str:
        return self.names[0] if self.names else ""


def printers() -> Printers:
    """Ask the machine; may take a while where a printer stands in the network."""
    names = list(QPrinterInfo.availablePrinterNames())
    usual = QPrinterInfo.defaultPrinterName()
    return Printers((usual, *(name for name in names if name != usual)) if usual in names else tuple(names))


def on_printer(name: str) -> Made:
    """A way to a printer of this machine."""

    def made() -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        if printer.printerName() != name or not printer.isValid():
            raise Refusal(f"打印机“{name}”不能用。", mend="请看它是否开着、连着，或另选一台。")
        return printer

    return made


def put_on_paper(content: bytes, made: Made, copies: int = 1, title: str = "") -> None:
    """Print all pages, every sheet as large as the page. Raises Refusal where the printer does not take them."""
    printer = made()
    printer.setDocName(title or "文书")
    printer.setResolution(min(FINEST, printer.resolution()))
    printer.setFullPage(True)
    alone = printer.supportsMultipleCopies()
    if alone:
        printer.setCopyCount(copies)
    pages = pdf.sizes(content)
    _lay(printer, pages[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise Refusal(f"打印机“{printer.printerName()}”没有接收。", mend="请看它是否开着、有没有纸，再从发文登记簿重印。")
    try:
        for place, number in enumerate(list(range(len(pages))) * (1 if alone else copies)):
            if place:
                _lay(printer, pages[number])
                printer.newPage()
            _draw(painter, printer, content, number, pages[number])
    finally:
        painter.end()


def _lay(printer: QPrinter, page: PageSize) -> None:
    """The sheet takes the page's own size and turns with it."""
    wide = page.width > page.height
    short, long = sorted((page.width, page.height))
    size = QPageSize(QSizeF(short * MM_PER_POINT, long * MM_PER_POINT), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, turned, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def _draw(painter: QPainter, printer: QPrinter, content: bytes, number: int, page: PageSize) -> None:
    dots = printer.resolution() / pdf.POINTS_PER_INCH
    for top, bottom in _strips(page.height):
        part = pdf.strip(content, number, top, bottom, dots)
        painter.drawImage(QRectF(0, top * dots, page.width * dots, (bottom - top) * dots), part.picture)


def _strips(height: float) -> Iterator[tuple[float, float]]:
    top = 0.0
    while top < height:
        yield top, min(height, top + STRIP)
        top += STRIP
