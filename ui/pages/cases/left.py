"""How one left the page: filters, order, columns and saved views, as JSON values kept for the account and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.services.case_columns import USUAL
from app.services.case_values import AskingLevel, CaseOrder, CaseShown, CaseState, Limit

PAGE = "cases"
_FLAGS = ("collective", "protected", "long_standing")


class View(NamedTuple):
    """A way to look at the list. ``unit_name`` stands beside the code in ``shown``, for the line it is written in."""

    shown: CaseShown = CaseShown()
    order: CaseOrder = CaseOrder()
    columns: tuple[str, ...] = USUAL
    unit_name: str = ""


@dataclass(slots=True)
class Left:
    """What is kept: the view one left, and those with a name, in the order they were saved."""

    view: View = field(default_factory=View)
    views: dict[str, View] = field(default_factory=dict)


def plain(left: Left) -> dict[str, Any]:
    """As JSON values."""
    return {"last": _plain(left.view), "views": [[name, _plain(view)] for name, view in left.views.items()]}


def read(kept: Mapping[str, Any]) -> Left:
    """From :func:`plain`; what cannot be read, an older program's perhaps, is left out."""
    views = {}
    for each in kept.get("views", ()):
        if isinstance(each, Sequence) and len(each) == 2 and isinstance(each[1], Mapping):
            views[str(each[0])] = _read(each[1])
    last = kept.get("last")
    return Left(_read(last) if isinstance(last, Mapping) else View(), views)


def _plain(view: View) -> dict[str, Any]:
    shown = {name: value for name, value in view.shown._asdict().items() if value not in {None, ""}}
    return {"shown": shown, "order": list(view.order), "columns": list(view.columns), "unit_name": view.unit_name}


def _read(kept: Mapping[str, Any]) -> View:
    try:
        order = CaseOrder(*(bool(each) for each in kept.get("order", (True, False))))
        columns = tuple(str(each) for each in kept.get("columns", USUAL))
        return View(_shown(kept.get("shown", {})), order, columns, str(kept.get("unit_name", "")))
    except (ValueError, TypeError, AttributeError):
        return View()


def _shown(kept: Mapping[str, Any]) -> CaseShown:
    year = kept.get("year")
    return CaseShown(
        state=CaseState(kept.get("state", CaseState.OPEN)),
        unit=str(kept.get("unit", "")),
        limit=Limit(kept["limit"]) if "limit" in kept else None,
        asked=AskingLevel(kept["asked"]) if "asked" in kept else None,
        year=int(year) if year is not None else None,
        words=str(kept.get("words", "")),
        **{name: bool(kept[name]) if name in kept else None for name in _FLAGS},
    )
