"""What is put on once the first picture stands: Qt's own few words in Chinese, the window's icon."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import resources


def speak(application: QApplication) -> None:
    """Qt's own few words (a file dialog, a context menu) in Chinese; after the first picture."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    application.setWindowIcon(QIcon(str(resources.path("icons", "bureau.svg"))))
