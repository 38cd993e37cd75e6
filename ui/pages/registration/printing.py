"""来访登记表 right from the desk: the one just registered, filled in, or blank ones for a day without power; asks first where to."""

from PySide6.QtWidgets import QWidget

from app.services.documents.values import Request
from ui.bureau import Bureau
from ui.pages.documents.at_once import AtOnce, Tell, print_at_once

FORM = "registration-form"
BLANKS = 20
"""So many forms last a day without power."""

BLANK = AtOnce(FORM, Request(), "打印空白登记表", "停电时手写，来电后按原日期补登。", "空白登记表", BLANKS)


def print_form(parent: QWidget, bureau: Bureau, number: str, tell: Tell) -> None:
    """Print the form of a petition; of none (empty) blank ones. Asks for the printer or the folder, then works on a thread."""
    filled = AtOnce(FORM, Request(visit=number), f"打印登记表 {number}", "一份存档，可请来访人签字。", f"{number}的登记表")
    print_at_once(parent, bureau, filled if number else BLANK, tell)
