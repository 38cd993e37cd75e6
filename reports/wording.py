"""Reads a document's wording (`resources/wording/<kind>.toml`), which staff may edit, and fills in its fields."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app import resources
from app.errors import Refusal
from reports.blocks import Block, Paragraph

Fields = Mapping[str, str]
_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Wording:
    """One kind's wording: `texts` by name, and the body's blocks as they stand in the file."""

    kind: str
    texts: Mapping[str, Any]
    body: tuple[Mapping[str, Any], ...]
    fields: Mapping[str, str]
    """The fields the wording may use, and what each holds."""

    def text(self, name: str, fields: Fields) -> str:
        """One text with its fields filled in; empty where the wording has none of this name."""
        return fill(str(self.texts.get(name, "")), fields, self.where(name))

    def lines(self, name: str, fields: Fields) -> tuple[str, ...]:
        """A text or a list of texts: the title is a list where someone broke it by hand."""
        value = self.texts.get(name, "")
        given = value if isinstance(value, list) else [value]
        return tuple(fill(str(line), fields, f"{self.where(name)}第{n}行") for n, line in enumerate(given, start=1) if line)

    def blocks(
        self, fields: Fields, groups: Mapping[str, Sequence[Fields]] | None = None, inserts: Mapping[str, Sequence[Block]] | None = None
    ) -> tuple[Block, ...]:
        """The body. A block with `each` is written once for every member of that group, one with `when` where that field is not
        empty; one with `insert` is the table, the form or the text handed in under that name."""
        blocks: list[Block] = []
        for number, block in enumerate(self.body, start=1):
            where = self.where(f"body 第{number}段")
            for member in self._members(block, groups or {}, where):
                known = {**fields, **member}
                if self._wanted(block, known, where) and "insert" in block:
                    blocks += self._inserted(str(block["insert"]), inserts or {}, where)
                elif self._wanted(block, known, where):
                    lead = fill(block.get("lead", ""), known, where)
                    blocks.append(Paragraph(fill(block.get("text", ""), known, where), block.get("level", 0), lead))
        return tuple(blocks)

    def _inserted(self, name: str, inserts: Mapping[str, Sequence[Block]], where: str) -> Sequence[Block]:
        if name not in inserts:
            raise Refusal(f"没有名为“{name}”的表", where=where, mend=f"可用的：{'、'.join(sorted(inserts)) or '无'}。")
        return inserts[name]

    def where(self, place: str) -> str:
        """What a refusal names: the file and the place in it."""
        return f"用语 {self.kind}.toml，{place}"

    def _members(self, block: Mapping[str, Any], groups: Mapping[str, Sequence[Fields]], where: str) -> Sequence[Fields]:
        if "each" not in block:
            return ({},)
        if block["each"] not in groups:
            raise Refusal(f"没有名为“{block['each']}”的一组", where=where, mend=f"可用的：{'、'.join(sorted(groups)) or '无'}。")
        return [{"n": str(n), **member} for n, member in enumerate(groups[block["each"]], start=1)]

    def _wanted(self, block: Mapping[str, Any], fields: Fields, where: str) -> bool:
        if "when" not in block:
            return True
        return bool(fill("{" + str(block["when"]) + "}", fields, where))


def load(kind: str, text: str | None = None) -> Wording:
    """The wording of a kind, the shipped one or `text` as staff edited it. Raises Refusal where it is no TOML or has a wrong block."""
    try:
        data = tomllib.loads(resources.text("wording", f"{kind}.toml") if text is None else text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"写法不对：{error}", where=f"用语 {kind}.toml", mend="请照原来的样子写，或恢复原文。") from None
    body, fields = data.pop("body", []), data.pop("fields", {})
    if not isinstance(fields, dict) or not isinstance(body, list) or not all(isinstance(block, dict) for block in body):
        raise Refusal("正文要写成一段一段的 [[body]]", where=f"用语 {kind}.toml", mend="请照原来的样子写，或恢复原文。")
    return Wording(kind, data, tuple(body), {name: str(said) for name, said in fields.items()})


def fill(template: str, fields: Fields, where: str) -> str:
    """The template with every `{field}` replaced; `{{` and `}}` stand for braces. What is filled in is never looked at again.

    Raises Refusal, saying where, for a field there is none of and for a brace that stands alone.
    """

    def value(match: re.Match[str]) -> str:
        found = match.group(0)
        if found in {"{{", "}}"}:
            return found[0]
        name = match.group(1)
        if name is None:
            raise Refusal(f"有一个单独的“{found}”", where=where, mend="项目要写成 {项目名}；要印出花括号本身，请连写两个。")
        if name not in fields:
            raise Refusal(f"没有名为“{name}”的项目", where=where, mend=f"可用的项目：{'、'.join(sorted(fields))}。")
        return fields[name]

    return _FIELD.sub(value, template)
