"""证件号 of a workbook: which ones are citizen's ID numbers, and which of these have a wrong check digit."""

import re
from datetime import date

from app.services import id_number
from app.services.id_number import IdNumber

_SHAPE = re.compile(r"\d{15}|\d{17}[\dX]", re.ASCII)


def identity(paper: str | None) -> IdNumber | None:
    """What an ID number tells; None for another paper, or none."""
    written = _written(paper)
    return id_number.read(written, date.max) if _SHAPE.fullmatch(written) else None


def right_check_digit(paper: str) -> str:
    """The check digit an ID number of 18 should end in, where it ends in another; else empty."""
    written = _written(paper)
    if len(written) != id_number.LENGTH or not _SHAPE.fullmatch(written):
        return ""
    right = id_number.check_digit(written[:-1])
    return right if written[-1] != right else ""


def _written(paper: str | None) -> str:
    return "".join((paper or "").split()).upper()
