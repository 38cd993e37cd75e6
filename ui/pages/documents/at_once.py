"""A document printed from where one is, without the tray: asks first for the printer or the folder, then works on a thread."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QDialog, QWidget

from app.errors import Refusal
from app.services.documents.values import Request
from ui import paper, work
from ui.bureau import Bureau
from ui.pages.documents import where
from ui.pages.documents.sending import Job, Where, deliverer, send
from ui.work import Task

Tell = Callable[[str, str], None]
"""Says what came of it: words and their tone."""


class AtOnce(NamedTuple):
    """What is printed: a kind and its request; what the dialog says of it; its name afterwards; how many copies to begin with."""

    kind: str
    request: Request
    title: str
    words: str
    name: str
    copies: int = 1


def print_at_once(parent: QWidget, bureau: Bureau, wanted: AtOnce, tell: Tell) -> None:
    """Ask where to, then issue and print it."""
    work.run(
        paper.printers,
        done=partial(_ask, parent, bureau, wanted, tell),
        refused=lambda refusal: tell(str(refusal), "accent"),
        line="look-up",
    )


def _ask(parent: QWidget, bureau: Bureau, wanted: AtOnce, tell: Tell, printers: paper.Printers) -> None:
    before = where.offered(Where(printers.usual), printers, files=False)
    dialog = where.WhereDialog(parent, wanted.title, wanted.words, ("打印", "存为 PDF"), printers, before, copies=wanted.copies)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    place, copies = dialog.where, dialog.copies.number() or 1
    work.run_long(
        lambda task: _print(bureau, wanted, place, copies, task),
        done=lambda said: tell(said, "good"),
        refused=lambda refusal: tell(str(refusal), "accent"),
    )


def _print(bureau: Bureau, wanted: AtOnce, place: Where, copies: int, task: Task) -> str:
    """Blocks. Raises Refusal."""
    service = bureau.documents
    waiting = service.asked_for(wanted.kind, wanted.request)
    if not waiting:
        raise Refusal(f"{wanted.name}没有内容可打。")
    sent = send(service, [Job(each, copies) for each in waiting], None, deliverer(place), lambda: False, task)
    if sent.trouble or sent.refused:
        raise Refusal(sent.trouble or sent.refused[0][1])
    names = "、".join(original.name for issued in sent.issued for original in issued.originals)
    return f"{wanted.name}存在 {place.folder}（{names}）。" if place.folder else f"{wanted.name} {copies} 份已送到打印机 {place.printer}。"
