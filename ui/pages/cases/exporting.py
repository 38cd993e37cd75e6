"""The list as a workbook: asks where, writes off the window's thread, says how far it is, can be given up."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.errors import Refusal
from app.services.case_values import CaseOrder, CaseShown
from ui import work
from ui.pages.documents.where import documents_folder
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.line import Line
from ui.widgets.strip import Strip
from ui.work import Task

if TYPE_CHECKING:
    from app.services.cases import CaseService


class Exporting:
    """Tells on the strip."""

    def __init__(self, parent: QWidget, strip: Strip) -> None:
        self._parent, self._strip = parent, strip
        self._folder: Path | None = None

    def ask(self, service: "CaseService", today: date, shown: CaseShown, order: CaseOrder, columns: Sequence[str]) -> None:
        """Ask for the file, then write it."""
        path = self._file(today)
        if path is None:
            return
        self._folder = path.parent
        task = work.run_long(
            lambda task: _write(service, path, shown, order, columns, task),
            done=lambda count: self._say(f"已导出 {count} 件：{path}（保密件只有编号和日期）。"),
            refused=self._refused,
            progress=lambda count, _total, _words: self._say(f"正在导出　{count} 件", stop),
        )

        def stop() -> None:
            task.cancel()
            self._say("导出停了，没有写文件。", tone="warn")

        self._say("正在导出……", stop)

    def _file(self, today: date) -> Path | None:
        dialog = Dialog(self._parent, "导出看到的案件", "筛选和栏目照现在这样；保密件只有编号和日期。导出记入日志。", wide=560)
        line = Line(longest=400)
        line.take((self._folder or documents_folder()) / f"案件-{today}.xlsx")
        field = Field("文件", line)
        dialog.body.addWidget(field)

        def agree() -> None:
            if line.value():
                dialog.accept()
            else:
                field.fault("没有写文件名")

        def browse() -> None:
            chosen, _kind = QFileDialog.getSaveFileName(dialog, "导出到", line.value(), "Excel (*.xlsx)")
            if chosen:
                line.take(chosen)

        line.entered.connect(agree)
        dialog.buttons(Button("另选…", does=browse), Button("取消", "Esc", does=dialog.reject), Button("导出", kind="primary", does=agree))
        line.setFocus()
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        path = Path(line.value()).expanduser()
        return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

    def _refused(self, refusal: Refusal) -> None:
        self._say(str(refusal), tone="accent")

    def _say(self, words: str, stop: object = None, tone: str = "good") -> None:
        button = Button("停", kind="quiet", does=stop) if stop else Button("知道了", kind="quiet", does=self._strip.hide)  # type: ignore[arg-type]
        self._strip.say(words, [button], tone)


def _write(service: "CaseService", path: Path, shown: CaseShown, order: CaseOrder, columns: Sequence[str], task: Task) -> int:
    """Off the window's thread. Raises Refusal."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Refusal(f"不能建立文件夹 {path.parent}（{fault.strerror}）。", mend="请换一个文件夹。") from fault
    return service.export(path, shown, order, columns, lambda done: task.report(done, 0))
