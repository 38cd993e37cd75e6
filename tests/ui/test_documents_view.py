"""The view of a PDF: pages at the screen's own resolution, zoom, two abreast, by keys; and the same pages on paper at their true size."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.errors import Refusal
from tests.ui.conftest import Hands
from tests.ui.fake_documents import pdf as drawn
from ui import paper, pdf, work
from ui.pdf import PageSize
from ui.widgets.pdf_pages import Fit, Zoom, laid_out
from ui.widgets.pdf_view import PdfView

A4, SIXTEENMO = (210.0, 297.0), (184.0, 260.0)
PAPER, GAP = 96 / 72, 12
MM = 25.4 / 72


def report(pages: int) -> bytes:
    """A PDF of so many A4 pages, put together by hand."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>"]
    objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages
    body = "".join(f"{number} 0 obj{words}endobj\n" for number, words in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>".encode()


@pytest.fixture
def view(threads: None) -> Iterator[PdfView]:
    made = PdfView()
    made.resize(600, 700)
    made.show()
    made.activateWindow()
    yield made
    work.threads.stop()
    made.hide()
    made.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def hands(view: PdfView) -> Hands:
    return Hands(view)


def show(view: PdfView, hands: Hands, content: bytes) -> None:
    view.show_pdf(content)
    hands.until(lambda: view.content == content and view.settled)
    view.setFocus()


def test_a_whole_page_fits_the_room_and_keeps_its_shape() -> None:
    (box,), whole = laid_out([PageSize(595, 842)], Zoom(), QSize(600, 700), PAPER, GAP)
    assert whole.height() <= 700
    assert whole.width() <= 600
    assert abs(box.width() / box.height() - 595 / 842) < 0.005


def test_a_page_as_wide_as_the_room_leaves_its_margin() -> None:
    (box,), _whole = laid_out([PageSize(595, 842)], Zoom(Fit.WIDTH), QSize(600, 700), PAPER, GAP)
    assert 600 - 2 * GAP - 1 <= box.width() <= 600 - 2 * GAP


def test_two_pages_lie_side_by_side_and_the_third_below() -> None:
    boxes, _whole = laid_out([PageSize(595, 842)] * 3, Zoom(two=True), QSize(900, 700), PAPER, GAP)
    assert boxes[0].top() == boxes[1].top() < boxes[2].top()
    assert boxes[0].right() < boxes[1].left()


def test_a_free_zoom_is_the_size_on_paper() -> None:
    (box,), _whole = laid_out([PageSize(595, 842)], Zoom(Fit.FREE, 1.0), QSize(300, 300), PAPER, GAP)
    assert abs(box.width() - 595 * PAPER) <= 1


def test_a_page_is_drawn_by_the_screens_own_pixels_and_off_the_windows_thread(
    view: PdfView, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[str] = set()
    real = pdf.picture

    def noted(content: bytes, page: int, scale: float) -> QImage:
        threads.add(threading.current_thread().name)
        return real(content, page, scale)

    monkeypatch.setattr(pdf, "picture", noted)
    show(view, hands, drawn("2012"))
    picture, box = view.pictures.of(0), view._boxes[0]
    assert picture is not None
    assert abs(picture.width() - box.width() * view.devicePixelRatioF()) <= 2
    assert threads == {"pages"}


def test_keys_zoom_turn_pages_and_put_two_abreast(view: PdfView, hands: Hands) -> None:
    show(view, hands, report(5))
    assert view.accessibleName() == "预览：第 1 页，共 5 页"
    hands.press(Qt.Key.Key_PageDown)
    assert view.page == 1
    hands.press(Qt.Key.Key_End)
    assert view.page == 4
    hands.press(Qt.Key.Key_Home)
    before = view.factor
    hands.press(Qt.Key.Key_Plus)
    assert view.factor > before
    assert view.zoom.fit is Fit.FREE
    hands.press(Qt.Key.Key_0)
    assert view.factor == pytest.approx(before, rel=0.01)
    hands.press(Qt.Key.Key_9)
    assert view.zoom.fit is Fit.WIDTH
    hands.press(Qt.Key.Key_2)
    assert view.zoom.two
    hands.press(Qt.Key.Key_PageDown)
    assert view.page == 2
    hands.press(Qt.Key.Key_1)
    assert view.factor == pytest.approx(1, abs=0.01)


def test_a_long_report_keeps_the_pictures_of_what_one_sees_only(view: PdfView, hands: Hands) -> None:
    show(view, hands, report(30))
    for _turn in range(29):
        hands.press(Qt.Key.Key_PageDown)
        hands.pause(5)
    hands.until(lambda: view.settled)
    assert view.page == 29
    assert view.pictures.kept <= 5


def test_the_same_document_drawn_anew_stays_at_its_page(view: PdfView, hands: Hands) -> None:
    show(view, hands, report(5))
    hands.press(Qt.Key.Key_End)
    view.show_pdf(report(5) + b"\n")
    hands.until(lambda: view.content.endswith(b"\n") and view.settled)
    assert view.page == 4


def test_what_is_no_pdf_is_refused_in_words(view: PdfView, hands: Hands) -> None:
    said: list[Refusal] = []
    view.refused.connect(said.append)
    view.show_pdf(b"%PDF-1.4 nothing")
    hands.until(lambda: bool(said))
    assert "不是完整的 PDF" in str(said[0])


def test_an_empty_desk_says_why(view: PdfView) -> None:
    view.show_nothing("没有待发的文书")
    assert view.accessibleName() == "预览：没有待发的文书"
    view.grab()


def printed(content: bytes, path: Path, copies: int = 1) -> bytes:
    def made() -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return printer

    paper.put_on_paper(content, made, copies)
    return path.read_bytes()


def inked(picture: QImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not white."""
    rows = [y for y in range(picture.height()) if any(picture.pixelColor(x, y).lightness() < 200 for x in range(0, picture.width(), 2))]
    columns = [x for x in range(picture.width()) if any(picture.pixelColor(x, y).lightness() < 200 for y in range(0, picture.height(), 2))]
    return columns[0], rows[0], columns[-1], rows[-1]


@pytest.mark.parametrize(("layout", "sheet"), [("2012", A4), ("1995", SIXTEENMO)])
def test_paper_has_the_pages_own_size_and_everything_stands_where_it_stood(
    looks: QApplication, tmp_path: Path, layout: str, sheet: tuple[float, float]
) -> None:
    content = drawn(layout)
    out = printed(content, tmp_path / "纸.pdf")
    (size,) = pdf.sizes(out)
    assert (size.width * MM, size.height * MM) == pytest.approx(sheet, abs=0.3)
    scale = 2.0
    for there, here in zip(inked(pdf.picture(out, 0, scale)), inked(pdf.picture(content, 0, scale)), strict=True):
        assert abs(there - here) * MM / scale <= 0.5


def test_every_copy_comes_out_where_the_printer_makes_none_itself(looks: QApplication, tmp_path: Path) -> None:
    assert len(pdf.sizes(printed(drawn("2012"), tmp_path / "两份.pdf", copies=2))) == 2


def test_a_printer_that_is_not_there_is_refused_in_words(looks: QApplication) -> None:
    with pytest.raises(Refusal, match="没有这台打印机"):
        paper.put_on_paper(drawn("2012"), paper.on_printer("没有这台打印机"))
