"""来访登记表 right from the desk: the one just registered, filled in, or blank ones for a day without power; asks first where to."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from app.errors import Refusal
from app.services.documents.values import Request
from ui import paper, work
from ui.bureau import Bureau
from ui.pages.documents import where
from ui.pages.documents.sending import Job, Where, deliverer, send
from ui.work import Task

FORM = "registration-form"
BLANKS = 20
"""So many forms last a day without power."""

Tell = Callable[[str, str], None]
"""Says what came of it: words and their tone."""


def print_form(parent: QWidget, bureau: Bureau, number: str, tell: Tell) -> None:
    """Print the form of a petition; of none (empty) blank ones. Asks for the printer or the folder, then works on a thread."""
    work.run(
        paper.printers,
        done=partial(_ask, parent, bureau, number, tell),
        refused=lambda refusal: tell(str(refusal), "accent"),
        line="look-up",
    )


def _ask(parent: QWidget, bureau: Bureau, number: str, tell: Tell, printers: paper.Printers) -> None:
    title = f"打印登记表 {number}" if number else "打印空白登记表"
    words = "一份存档，可请来访人签字。" if number else "停电时手写，来电后按原日期补登。"
    before = where.offered(Where(printers.usual), printers, files=False)
    dialog = where.WhereDialog(parent, title, words, ("打印", "存为 PDF"), printers, before, copies=1 if number else BLANKS)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    place, copies = dialog.where, dialog.copies.number() or 1
    work.run_long(
        lambda task: _print(bureau, number, place, copies, task),
        done=lambda said: tell(said, "good"),
        refused=lambda refusal: tell(str(refusal), "accent"),
    )


def _print(bureau: Bureau, number: str, place: Where, copies: int, task: Task) -> str:
    """Blocks. Raises Refusal."""
    service = bureau.documents
    wanted = service.asked_for(FORM, Request(visit=number or None))
    sent = send(service, [Job(each, copies) for each in wanted], None, deliverer(place), lambda: False, task)
    if sent.trouble or sent.refused:
        raise Refusal(sent.trouble or sent.refused[0][1])
    which = f"{number}的登记表" if number else "空白登记表"
    names = "、".join(original.name for issued in sent.issued for original in issued.originals)
    return f"{which}存在 {place.folder}（{names}）。" if place.folder else f"{which} {copies} 份已送到打印机 {place.printer}。"
