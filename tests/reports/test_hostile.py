"""Hostile text in every field of every kind: printed or refused with the reason; never an error, never a file or address opened."""

import builtins
import dataclasses
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pypdfium2
import pytest

from app.errors import Refusal
from reports import fonts, kinds
from reports.document import Document, Paragraph, Signature
from reports.renderer import render, render_document
from tests.reports.kind_samples import SAMPLES

LONG = 10_000
MARKUP = (
    "<b>粗</b>", '<img src="file:///etc/passwd"/>', "<img src=http://example.invalid/a.png>", "&amp;&lt;&#0;", "<para>&nbsp;</para>",
    "=HYPERLINK(1)", "{organ}{n}%s%(a)s{{}}", "\\n\\u0041(甲)Tj ET", ") Tj /Launch << >>", "';--", "]]>",
)  # fmt: skip
CONTROLS = (
    "\x00", "\x07", "\x1b[31m", "\u202e甲乙", "\u2066甲\u2069", "\u200b", "\ufeff", "\ue000", "\ud800", "\uffff", "\U0010ffff", "😀",
)  # fmt: skip
BLANKS = ("", " ", "\n", "\n\n\n甲", "甲\n乙\n", "\t甲\t", "\r\n", "\u3000", "\u2028甲", "\x85")
LENGTHS = (
    "甲" * LONG, "a" * LONG, "。" * LONG, "（" * LONG, "甲，" * (LONG // 2), "1 " * (LONG // 2), "—" * LONG, "\n" * LONG, "e\u0301" * 500,
)  # fmt: skip
HOSTILE = (*MARKUP, *CONTROLS, *BLANKS, *LENGTHS)

LAYOUTS = ("2012", "1995", "1995-a4")

Vary = Callable[[str], str]


def varied(values: Any, change: Vary, path: str = "") -> Iterator[tuple[str, Any]]:
    """(field, the values with that text changed) for every text in a frozen value, however deep; of rows the first."""
    for field in dataclasses.fields(values):
        for where, made in _changed(getattr(values, field.name), change, f"{path}.{field.name}".strip(".")):
            yield where, replace(values, **{field.name: made})


def _changed(value: Any, change: Vary, here: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, str):
        yield here, change(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from varied(value, change, here)
    elif isinstance(value, tuple) and value:
        for where, first in _changed(value[0], change, here):
            yield where, (first, *value[1:])


def appended(hostile: str, was: str) -> str:
    return was + hostile


def instead(hostile: str, _was: str) -> str:
    return hostile


@pytest.fixture(scope="module")
def warm() -> None:
    """Fonts and layouts are read."""
    for values in SAMPLES.items():
        render(*values, "2012")
        render(*values, "1995")
    render_document(Document("甲", "一号", ("通知",), (Paragraph("张喆𠀀㐀"),), Signature(date(2020, 1, 2))))


@pytest.fixture(autouse=True)
def nothing_opened(warm: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """From then on no file is opened but the program's own, and no address ever."""
    opened = builtins.open

    def only_own(file: Any, *more: Any, **named: Any) -> Any:
        assert "resources" in str(file), f"opened {file}"
        return opened(file, *more, **named)

    def none(*_: Any) -> Any:
        raise AssertionError("an address was opened")

    monkeypatch.setattr(builtins, "open", only_own)
    monkeypatch.setattr(socket, "socket", none)


def printed_or_refused(kind: str, values: Any, layout: str) -> bytes | Refusal:
    """The PDF, which opens and holds no links and no files; or the refusal, which says a reason."""
    try:
        pdf = render(kind, values, layout)
    except Refusal as refused:
        return refused
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) >= 1
    document.close()
    assert not any(word in pdf for word in (b"/Annots", b"/EmbeddedFiles", b"/JavaScript", b"/OpenAction"))
    return pdf


def require_plain(kind: str, hostile: str, layout: str, where: str, values: Any) -> None:
    result = printed_or_refused(kind, values, layout)
    assert not isinstance(result, Refusal) or str(result)
    unprintable = any(char not in "\u2028\u2029" and not char.isspace() for char in fonts.missing(hostile))
    if isinstance(result, Refusal) and not unprintable and len(hostile) < 100 and hostile.strip():
        pytest.fail(f"{kind}.{where} refused {hostile!r}: {result}")


@pytest.mark.parametrize("kind", kinds.names())
def test_hostile_text_in_every_field_is_printed_or_refused(kind: str) -> None:
    place = 0
    for where, _ in varied(SAMPLES[kind], str):
        for _turn in range(2):
            hostile = HOSTILE[place % (len(HOSTILE) - len(LENGTHS))]
            place += 1
            values = dict(varied(SAMPLES[kind], partial(appended, hostile)))[where]
            require_plain(kind, hostile, ("2012", "1995")[place % 2], where, values)


@pytest.mark.parametrize("long", range(len(LENGTHS)))
def test_ten_thousand_characters_in_a_field_are_printed_or_refused(long: int) -> None:
    for number, kind in enumerate(kinds.names()[long % 4 :: 4]):
        fields = list(varied(SAMPLES[kind], partial(instead, LENGTHS[long])))
        if fields:
            where, values = fields[(number + long) % len(fields)]
            require_plain(kind, LENGTHS[long], "2012", where, values)


@pytest.mark.drill
@pytest.mark.parametrize("kind", kinds.names())
def test_every_hostile_text_in_every_field_of_every_kind(kind: str) -> None:
    place = 0
    for hostile in HOSTILE:
        for change in (partial(appended, hostile), partial(instead, hostile)):
            for where, values in varied(SAMPLES[kind], change):
                place += 1
                require_plain(kind, hostile, LAYOUTS[place % len(LAYOUTS)], where, values)


def test_the_files_properties_hold_no_text_of_the_document_but_the_organs_name() -> None:
    report = next(values for where, values in varied(SAMPLES["report-up"], lambda was: f"{was}周演示") if where == "subject")
    pdf = render("report-up", report)
    properties = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert properties["Title"] == "查处结果报告"
    assert not any("周演示" in value for value in properties.values())
