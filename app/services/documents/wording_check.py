"""Looks an edited wording through before it is kept: its faults are told by line, as whoever edits it sees them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from app.errors import Refusal
from app.services.documents import shipped
from app.services.documents.numbering import BLANK, numbering
from app.services.documents.organs import SHIPPED

_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
LONGEST = 60_000
AS_ORIGINAL = "请照原来的样子写，或恢复原文。"
WHEN, INSERT, EACH = "when", "insert", "each"
_NAMED = {INSERT: "表", EACH: "组", WHEN: "项目"}
LEVELS = range(5)
OPTIONAL = frozenset({"report_copies", "send_copies", "keywords", "note"})
"""What a wording may leave out."""


def check(kind: str, text: str) -> None:
    """Raises Refusal for a text that is no TOML, drops what the kind needs, or uses a field the kind does not offer."""
    if len(text) > LONGEST:
        raise _fault(kind, 1, f"用语太长，不能超过 {LONGEST} 个字", "请删短。")
    data = _parsed(kind, text)
    original = tomllib.loads(shipped.text(kind))
    for name in original:
        if name not in data and name not in OPTIONAL:
            raise _fault(kind, 1, f"少了“{name}”", AS_ORIGINAL)
    _check_blocks(kind, text, data, original)
    _check_fields(kind, text, set(original.get("fields", {})) | {"organ", "number_year", "number_word"})
    if BLANK in original:
        numbering(text, kind, 2000, SHIPPED.bureau)


def _parsed(kind: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise _fault(kind, line, "写法不对，多半是引号、等号或方括号不成对", AS_ORIGINAL) from None


def _check_blocks(kind: str, text: str, data: Mapping[str, Any], original: Mapping[str, Any]) -> None:
    body = data.get("body", [])
    if not isinstance(body, list) or not all(isinstance(block, dict) for block in body):
        raise _fault(kind, 1, "正文要写成一段一段的 [[body]]", AS_ORIGINAL)
    first = original.get("body", [])
    offered = {name: frozenset(str(block[name]) for block in first if name in block) for name in (INSERT, EACH)}
    offered[WHEN] = frozenset(original.get("fields", {}))
    for block in body:
        _check_block(kind, text, block, offered)


def _check_block(kind: str, text: str, block: Mapping[str, Any], offered: Mapping[str, frozenset[str]]) -> None:
    """Raises Refusal for a table, a group or a field that the kind does not have, and for a level there is none of."""
    for name, words in _NAMED.items():
        wanted = block.get(name)
        if wanted is not None and wanted not in offered[name]:
            line, known = _line_of(text, f'"{wanted}"'), "、".join(sorted(offered[name])) or "无"
            raise _fault(kind, line, f"没有名为“{wanted}”的{words}", f"可用的：{known}。")
    if block.get("level", 0) not in LEVELS:
        raise _fault(kind, _line_of(text, "level"), "level 只能是 0 到 4", AS_ORIGINAL)


def _check_fields(kind: str, text: str, offered: set[str]) -> None:
    for line, found in _braces(text):
        if found.group(0) in {"{{", "}}"}:
            continue
        if found.group(1) is None:
            raise _fault(kind, line, f"有一个单独的“{found.group(0)}”", "项目要写成 {项目名}；要印出花括号本身，请连写两个。")
        if found.group(1) not in offered:
            raise _fault(kind, line, f"没有名为“{found.group(1)}”的项目", f"可用的项目：{'、'.join(sorted(offered))}。")


def _braces(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Every brace of the texts with its line; remarks are looked over, as are the tables of fields."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.lstrip().startswith("#"):
            yield from ((number, found) for found in _FIELD.finditer(line))


def _line_of(text: str, what: str) -> int:
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if what in line and not line.lstrip().startswith("#")]
    return lines[0] if lines else 1


def _fault(kind: str, line: int, message: str, mend: str) -> Refusal:
    return Refusal(message, where=f"用语 {kind}.toml 第 {line} 行", mend=mend)
