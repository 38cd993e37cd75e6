"""谁看过: every look at a petition, its matter, its people, files and documents, for who reads the audit."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.services.actor import Right
from app.services.audit_log import AuditEntry
from app.services.audit_words import detail_words, words_of
from app.services.registration_values import PetitionView
from ui import work
from ui.bureau import Bureau
from ui.models.lines import Row
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog, refuse
from ui.widgets.framed import Framed
from ui.widgets.lines_table import LinesTable

NOBODY = "还没有人看过。"


def buttons(parent: QWidget, bureau: Bureau, view: PetitionView) -> list[Button]:
    """For a protected petition: of others a look leaves no record."""
    may = view.protected and bureau.may(Right.READ_AUDIT)
    return [Button("谁看过…", "F9", does=lambda: open_seen_by(parent, bureau, view.number))] if may else []


def open_seen_by(parent: QWidget, bureau: Bureau, number: str) -> None:
    work.run(
        lambda: bureau.office.audit_log.seen_by(number),
        done=lambda entries: _show(parent, number, entries),
        refused=lambda refusal: refuse(parent, refusal),
    )


def _show(parent: QWidget, number: str, entries: Sequence[AuditEntry]) -> None:
    dialog = Dialog(parent, f"谁看过 {number}", wide=680)
    dialog.fits = False
    table = LinesTable("谁看过", ("时间", "账号", "做了什么", "说明"), (150, 100, 130, 0))
    frame = Framed(table)
    frame.say("" if entries else NOBODY)
    frame.setMinimumHeight(theme.pixels(260))
    table.show_rows([_row(entry) for entry in entries])
    dialog.body.addWidget(frame, 1)
    dialog.buttons(Button("关闭", "Esc", kind="primary", does=dialog.accept))
    table.setFocus()
    dialog.open()


def _row(entry: AuditEntry) -> Row:
    when = entry.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return Row((when, entry.account, words_of(entry.action), detail_words(entry.detail)), entry)
