"""Joins the issuing service to the reports that draw: the one place where a document's fields become the reports' own values."""

from collections.abc import Mapping
from typing import Any

from app import lazy
from app.office import Office
from app.services.issuing import IssuingService


def documents(office: Office) -> IssuingService:
    """The issuing service with its renderer."""
    return IssuingService(office.desk, render)


def render(kind: str, fields: Mapping[str, Any], layout: str | None) -> bytes:
    """The PDF of a document. Raises Refusal for an unknown kind, a fault in its wording, a character no font can write."""
    content: bytes = lazy.attribute("reports.renderer", "render")(kind, _values(kind, fields), layout)
    return content


def kinds() -> tuple[tuple[str, str], ...]:
    """Name and title of every kind of document there is."""
    room = lazy.load("reports.kinds")
    return tuple((name, str(room.of(name).title)) for name in room.names())


def _values(kind: str, fields: Mapping[str, Any]) -> Any:
    if kind == "forwarding-notice":
        return lazy.attribute("reports.documents.forwarding_notice", "sample")()
    room = lazy.load("reports.documents.veto")
    return room.VetoNotice(**{**fields, "clauses": tuple(room.VetoClause(**clause) for clause in fields["clauses"])})
