"""附件 of a petition: looked at through the private folder, saved elsewhere on purpose, added to; nothing else is ever opened."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.errors import Refusal
from app.services.petition_form import WITHHELD
from app.services.registration_values import PetitionView
from ui import work
from ui.bureau import Bureau
from ui.pages.petition.file_kinds import suffix_to_open
from ui.pages.registration.attachments import LIMITS, read_all
from ui.private_folder import private_folder
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.dialog import ask, refuse
from ui.widgets.flow import Flow, grows_with_width


class _Fetched(NamedTuple):
    name: str
    content: bytes
    suffix: str


class Files(Card):
    """A chip for each file; Enter looks at it. ``changed`` is called once files were added. `close_all` takes the copies away."""

    def __init__(self, bureau: Bureau, view: PetitionView, may_add: bool, changed: Callable[[], None]) -> None:
        super().__init__("附件", hint=LIMITS)
        self._bureau, self._number, self._changed = bureau, view.number, changed
        self._open: list[Path] = []
        flow = Flow()
        for name in view.attachments:
            hidden = name == WITHHELD
            chip = Chip(name, "muted" if hidden else "link", opens=not hidden, tip="" if hidden else "按 Enter 打开")
            chip.pressed.connect(self.look)
            flow.addWidget(chip)
        if may_add:
            flow.addWidget(Button("添加…", "Ctrl+I", does=self._choose))
        self.body.addLayout(flow)
        grows_with_width(self)

    def look(self, name: str) -> None:
        """Fetch it on a thread; what may be opened is, anything else may be saved elsewhere."""
        work.run(lambda: self._fetch(name), done=self._fetched, refused=lambda refusal: refuse(self, refusal, "附件打不开"))

    def _fetch(self, name: str) -> _Fetched:
        content = self._bureau.registration.attachment(self._number, name)
        return _Fetched(name, content, suffix_to_open(name, content))

    def _fetched(self, found: _Fetched) -> None:
        if found.suffix and self._show(found):
            return
        words = "只有照片、扫描件（PDF）和纯文本可以直接打开；这个文件不是，或内容与名称不符。\n另存后怎样处理，请您决定；另存已记入日志。"
        if ask(self, f"不直接打开“{found.name}”", words, yes="另存为…", no="不要"):
            self._save(found)

    def _show(self, found: _Fetched) -> bool:
        try:
            path = private_folder.keep(found.suffix, found.content)
        except OSError as fault:
            refuse(self, Refusal(f"放不下临时文件（{fault.strerror}）。", mend="请清出磁盘空间后再打开。"), "附件打不开")
            return True
        self._open.append(path)
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _save(self, found: _Fetched) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(self, "另存附件", str(Path.home() / Path(found.name).name))
        if chosen:
            work.run(partial(_write, Path(chosen), found.content), done=lambda _none: None, refused=lambda no: refuse(self, no, "没有存上"))

    def _choose(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(self, "添加附件")
        self.add([Path(name) for name in names])

    def add(self, paths: list[Path]) -> None:
        """Attach files: they stay with the petition, inside the store."""
        if paths:
            work.run(
                lambda: self._bureau.registration.attach(self._number, read_all(paths)),
                done=lambda _none: self._changed(),
                refused=lambda refusal: refuse(self, refusal, "附件没有添加"),
            )

    def close_all(self) -> None:
        """The dialog closes: the copies go."""
        for path in self._open:
            private_folder.take_away(path)
        self._open.clear()


def card_of(bureau: Bureau, view: PetitionView, may_add: bool, changed: Callable[[], None]) -> Files | None:
    """The card where there is something to look at or to add; of a sealed petition none."""
    may_add = may_add and view.void is None and not view.withheld
    if view.sealed or not (view.attachments or may_add):
        return None
    return Files(bureau, view, may_add, changed)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise Refusal(f"不能写入 {path}（{fault.strerror}）。", mend="请换一个地方。") from fault
