"""The kinds of document the bureau issues, in the order of the regulation's own work."""

from app.errors import Refusal
from app.services.documents import (
    accountability_papers,
    case_letters,
    case_notices,
    circulars,
    month_report,
    office_papers,
    petition_papers,
    review_report,
    standing_papers,
    year_lists,
    year_notices,
)
from app.services.documents.source import Source
from app.services.documents.values import YEAR_END

__all__ = ["SOURCES", "YEAR_END", "of"]

_ROOMS = (
    standing_papers,
    petition_papers,
    case_notices,
    case_letters,
    year_notices,
    year_lists,
    accountability_papers,
    month_report,
    review_report,
    office_papers,
    circulars,
)

SOURCES: dict[str, Source] = {source.kind: source for room in _ROOMS for source in room.SOURCES}


def of(kind: str) -> Source:
    """The kind of that name. Raises Refusal for an unknown one."""
    if kind not in SOURCES:
        raise Refusal(f"没有“{kind}”这种文书", mend=f"可用的：{'、'.join(SOURCES)}（print --list）。")
    return SOURCES[kind]
