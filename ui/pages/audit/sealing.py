"""日志封存页: asks where it goes, has it drawn, and puts it there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import Refusal
from ui import paper, work
from ui.bureau import Bureau
from ui.pages.documents import where
from ui.pages.documents.sending import Where, deliverer

TITLE = "日志封存页"
WORDS = "上面有日志最后一条的序号和摘要。签字后交专人保管：以后与它对照，截尾和改写都看得出来。"


class Sealing(QObject):
    """One page; lives as long as the page it was asked on."""

    def __init__(self, parent: QWidget, bureau: Bureau, say: Callable[[str], None], refuse: Callable[[Refusal], None]) -> None:
        super().__init__(parent)
        self._parent, self._bureau, self._say, self._refuse = parent, bureau, say, refuse

    def ask(self) -> None:
        work.run(paper.printers, done=self._agree, refused=self._refuse, line="look-up")

    def _agree(self, printers: paper.Printers) -> None:
        before = where.offered(Where(""), printers, files=False)
        chosen = where.ask(self._parent, TITLE, WORDS, ("打印", "存为 PDF"), printers, before)
        if chosen is not None:
            work.run(partial(self._draw, chosen), done=self._say, refused=self._refuse)

    def _draw(self, chosen: Where) -> str:
        """Runs off the window's thread; gives what to say."""
        content = self._bureau.office.sealed_page.sealed_page()
        name = f"日志封存页-{self._bureau.today.isoformat()}.pdf"
        deliverer(chosen)(name, content, 1, TITLE)
        return f"封存页已存为 {chosen.folder / name}。" if chosen.folder else f"封存页已送到打印机 {chosen.printer}。"
