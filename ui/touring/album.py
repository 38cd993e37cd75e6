"""An album: every page of the window on a sample bureau, in each look and size asked for; for the help, and for whoever looks it over."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app import lazy
from ui import application, theme, work
from ui.bureau import Bureau
from ui.door import Door
from ui.main_window import MainWindow
from ui.page import PAGES
from ui.settings import Settings
from ui.touring.driver import SCREEN, Driver

COLOURS = Qt.ImageConversionFlag.AutoColor | Qt.ImageConversionFlag.ThresholdDither


class View(NamedTuple):
    """A look at a text size in percent."""

    look: theme.Look
    percent: int

    @property
    def name(self) -> str:
        return f"{self.look.value}-{self.percent}"


PLAIN = View(theme.Look.LIGHT, 100)
VIEWS = tuple(View(look, percent) for look in (theme.Look.LIGHT, theme.Look.DARK, theme.Look.CONTRAST) for percent in (100, 150))


def of_every_page(out: Path, door: Door, views: Iterable[View] = VIEWS) -> Iterator[Path]:
    """Pictures `page-look-percent.png` of every page the sample's director has, 1366 × 768; gives their paths as they are made."""
    made = application.make(["album"])
    bureau: Bureau = lazy.attribute("ui.start.first_run", "sample")(door)
    driver = Driver(out, lambda: bool(work.threads.running), lambda: window)
    for view in views:
        theme.apply(made, view.look, view.percent)
        window = MainWindow(bureau, Settings(), lambda _back: None)
        window.resize(SCREEN)
        window.show()
        for entry in PAGES:
            if window.show_page(entry.id) is not None:
                driver.settle()
                driver.pause()
                driver.settle()
                yield _kept(window, out / f"{entry.id}-{view.name}.png")
        _put_away(window)
    theme.apply(made, theme.Look.LIGHT, 100)
    bureau.leave()


def _kept(window: QWidget, file: Path) -> Path:
    pixmap = QPixmap(window.size())
    window.render(pixmap)
    pixmap.save(str(file))
    return file


def _put_away(window: QWidget) -> None:
    window.hide()
    work.threads.stop()
    work.threads.taking = True
    window.deleteLater()
    QApplication.processEvents()


def smaller(file: Path, to: Path, width: int) -> None:
    """The picture at a width, in few colours: grounds, lines and words need no more, and take a tenth of the room. Raises OSError."""
    image = QImage(str(file))
    size = QSize(width, round(image.height() * width / image.width()))
    scaled = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    if not scaled.convertToFormat(QImage.Format.Format_Indexed8, COLOURS).save(str(to)):
        raise OSError(f"the picture {to} cannot be written")
