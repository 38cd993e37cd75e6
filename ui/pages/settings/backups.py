"""备份: where they go, one made now with its progress, the list of them verified, restored beside and thinned."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog

from app.services.actor import Right
from app.services.backups import BackupMade
from ui import work
from ui.bureau import Bureau
from ui.models.lines import Row
from ui.pages.settings.asking import Asked, ask_for, needed
from ui.pages.settings.sheet import Sheet
from ui.text import ElidedLabel, Label
from ui.widgets.button import Button
from ui.widgets.dialog import ask
from ui.widgets.framed import Framed
from ui.widgets.lines_table import LinesTable
from ui.widgets.running import Running

EMPTY = "这个文件夹里还没有本局的备份。"
SAME_DISK = "备份与数据文件在同一块磁盘上：磁盘坏了两份一起没有。请换到另一块硬盘或 U 盘上的文件夹。"


class _Found(NamedTuple):
    folder: Path
    same_disk: bool
    backups: tuple[tuple[datetime, Path], ...]


class Backups(Sheet):
    title = "备份"
    words = (
        "每次退出程序自动备份到下面的文件夹，当场打开核对。"
        "旧的按时间疏密清理：两天内全留，两周内每天一份，两月内每周一份，再往前每月一份。"
    )
    rights = frozenset({Right.BACK_UP})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        self.folder = ElidedLabel("", "strong")
        self.warning = Label(SAME_DISK, "warn", wrap=True)
        self.warning.hide()
        self.table = LinesTable("备份", ("做成时间", "文件", "大小"), (160, 0, 100), numbers=(2,))
        self.table.entered.connect(self.verify)
        self.frame = Framed(self.table)
        self.running = Running("正在备份")
        self.body.addWidget(self.folder)
        self.body.addWidget(self.warning)
        self.body.addWidget(self.frame, 1)
        self.body.addWidget(self.running)
        self.buttons(
            Button("现在备份", "Ctrl+B", kind="primary", does=self.back_up),
            Button("核验　Enter", does=self.verify),
            Button("恢复成另一个文件…", does=self.restore),
            Button("清理旧的…", does=self.thin),
            Button("换文件夹…", does=self.choose_folder),
        )

    def _going(self) -> Sequence[Path]:
        """Runs off the window's thread: the service is loaded at its first use."""
        return self.bureau.office.backups.superfluous()

    def _thinned(self) -> int:
        """Runs off the window's thread: the service is loaded at its first use."""
        return self.bureau.office.backups.thin()

    def enter(self) -> None:
        self.ask(self._look, self._show)

    def _look(self) -> _Found:
        """Runs off the window's thread."""
        backups = self.bureau.office.backups
        folder = backups.folder()
        return _Found(folder, backups.beside_the_store(folder), tuple(reversed(backups.found(folder))))

    def _show(self, found: _Found) -> None:
        self.folder.setText(f"备份在　{found.folder}")
        self.warning.setVisible(found.same_disk)
        self.frame.say("" if found.backups else EMPTY)
        self.table.show_rows([_row(made_at, path) for made_at, path in found.backups])

    # --- one now

    def back_up(self) -> None:
        if self.running.task is not None:
            return
        backups = self.bureau.office.backups

        def make(task: work.Task) -> BackupMade:
            return backups.back_up(backups.folder(), progress=task.report)

        self.running.run(make, done=self._made, refused=self.refuse, given_up=lambda: self.say("备份停了，什么也没有留下。", "warn"))

    def _made(self, made: BackupMade) -> None:
        self.say(f"备份做成并已核验：{made.path.name}，登记 {made.petitions} 件，事项 {made.matters} 件，日志 {made.audit_records} 条。")
        self.enter()

    # --- those there are

    def verify(self) -> None:
        path: Path | None = self.table.at()
        if path is not None:
            self.ask(lambda: self.bureau.office.backups.verified(path), self._verified)

    def _verified(self, made: BackupMade) -> None:
        self.say(f"{made.path.name} 完好：登记 {made.petitions} 件，事项 {made.matters} 件，日志 {made.audit_records} 条，每一页都核对过。")

    def restore(self) -> None:
        """Into a file of its own: what is in use is never overwritten."""
        path: Path | None = self.table.at()
        if path is None:
            return
        store = self.bureau.office.desk.store.path
        target = store.with_name(f"{store.stem}-恢复{store.suffix}")
        words = (
            f"把 {path.name} 恢复成另一个数据文件；正在用的这个不动。\n"
            "恢复出来的是做备份那一刻的样子：以后登记的不在里面，账号和密码也是那时的。恢复后在登录页选“另一个数据文件”打开它。"
        )
        fields = [
            Asked("恢复到", str(target), longest=1000),
            Asked("账号（做备份时的）", self.bureau.actor.name, longest=64),
            Asked("密码（做备份时的）", secret=True, check=needed, longest=200),
        ]
        texts = ask_for(self, "恢复备份", words, fields, "恢复")
        if texts is not None:
            target = Path(texts[0])
            self.ask(
                lambda: self.bureau.office.backups.restore_beside(path, target, texts[1], texts[2]),
                lambda made: self.say(f"已恢复并核验：{made.path}，登记 {made.petitions} 件。"),
            )

    def thin(self) -> None:
        self.ask(self._going, self._agree_to_thin)

    def _agree_to_thin(self, going: Sequence[Path]) -> None:
        if not going:
            self.say("没有要清理的：每份备份都在该留的时间里。")
        elif ask(self, f"清理 {len(going)} 份旧备份？", "最新的一份，以及每天、每周、每月各一份照留。清理后不能找回。", yes="清理"):
            self.do(self._thinned, f"已清理 {len(going)} 份旧备份。")

    def choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "备份放在哪个文件夹", self.folder.whole().partition("　")[2])
        if name:
            self.do(lambda: self.bureau.office.backups.set_folder(Path(name)), f"以后备份到 {name}。")


def _row(made_at: datetime, path: Path) -> Row:
    size = path.stat().st_size if path.exists() else 0
    return Row((made_at.astimezone().strftime("%Y-%m-%d %H:%M"), path.name, f"{size / 1_048_576:.1f} MB"), path)
