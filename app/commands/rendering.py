"""Joins the documents' service to the reports that draw: the one place where a document's fields become the reports' own values."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app import lazy
from app.commands import document_fonts
from app.commands.document_fonts import OfficeFonts
from app.office import Office
from app.services.documents.sealed_page import SealedPage
from app.services.issuing import IssuingService


def documents(office: Office) -> IssuingService:
    """The documents' service with its renderer."""
    return IssuingService(office.desk, render)


def sealed_page(office: Office) -> SealedPage:
    """The service of 日志封存页 with its renderer."""
    return SealedPage(office.desk, render)


def fonts() -> OfficeFonts:
    """The office's own fonts on this machine, with the renderer that draws their specimen."""
    return OfficeFonts(render)


def render(kind: str, fields: Mapping[str, Any], layout: str | None, wording: str | None = None) -> bytes:
    """The PDF of a document. Raises Refusal for an unknown kind, a fault in its wording, a character no font can write."""
    document_fonts.apply()
    content: bytes = lazy.attribute("reports.renderer", "render")(kind, _values(kind, fields), layout, wording)
    return content


def kinds() -> tuple[tuple[str, str], ...]:
    """Name and title of every kind of document there is."""
    room = lazy.load("reports.kinds")
    return tuple((name, str(room.of(name).title)) for name in room.names())


def _values(kind: str, given: Mapping[str, Any]) -> Any:
    if kind == "forwarding-notice":
        return lazy.attribute("reports.documents.forwarding_notice", "sample")()
    return _built(lazy.load("reports.kinds").of(kind).values, given)


def _built(wanted: type, given: Mapping[str, Any]) -> Any:
    """A frozen value of the reports made of plain fields by their names. Raises TypeError for a field it does not have."""
    hints = get_type_hints(wanted)
    known = {each.name for each in fields(wanted)}
    if unknown := set(given) - known:
        raise TypeError(f"{wanted.__name__} has no {', '.join(sorted(unknown))}")
    return wanted(**{name: _part(hints[name], value) for name, value in given.items()})


def _part(hint: Any, value: Any) -> Any:
    """A field's value: mappings become the dataclass the field is declared with, in tuples and optional fields too."""
    if isinstance(value, Mapping):
        inner = next((each for each in (hint, *get_args(hint)) if isinstance(each, type) and is_dataclass(each)), None)
        return _built(inner, value) if inner is not None else value
    if isinstance(value, tuple | list):
        return tuple(_part(_member(hint), each) for each in value)
    return value


def _member(hint: Any) -> Any:
    """What a tuple is declared to hold."""
    if get_origin(hint) in (Union, UnionType):
        hint = next((each for each in get_args(hint) if get_origin(each) is tuple), hint)
    arguments = [each for each in get_args(hint) if each is not Ellipsis]
    return arguments[0] if arguments else hint
