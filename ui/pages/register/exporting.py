"""Where the list goes as a workbook: a file to be named, and how far it has got."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.line import Line

ENDING = ".xlsx"
ABOUT = "按现在的筛选、次序和列存为表格，最多两万件；保密件不写姓名和内容。导出留记录。"


class ExportDialog(Dialog):
    """Enter agrees; the file named last stands there the next time."""

    def __init__(self, parent: QWidget, path: Path, count: str) -> None:
        super().__init__(parent, "导出列出的登记", f"{count}。{ABOUT}", wide=560)
        self.line = Line(longest=400)
        self.line.take(path)
        self.line.entered.connect(self.agree)
        self._field = Field("存为文件", self.line)
        self.body.addWidget(self._field)
        choose = Button("另选…", does=self._choose)
        self.buttons(choose, Button("取消", does=self.reject), Button("导出", kind="primary", does=self.agree))
        self.line.setFocus()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "存为文件", self.line.value(), f"*{ENDING}")
        if chosen:
            self.line.take(chosen)

    def agree(self) -> None:
        if not self.line.value():
            self._field.fault("没有写文件名")
        else:
            self.accept()

    @property
    def path(self) -> Path:
        named = Path(self.line.value())
        return named if named.suffix.lower() == ENDING else named.with_name(named.name + ENDING)


def usual_path(day: str) -> Path:
    """Where people look for their files."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place or Path.home()) / f"登记簿 {day}{ENDING}"


def ask(parent: QWidget, path: Path, count: str) -> Path | None:
    """The file, or None."""
    dialog = ExportDialog(parent, path, count)
    return dialog.path if dialog.exec() == QDialog.DialogCode.Accepted else None
