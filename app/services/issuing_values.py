"""The bureau as an issuing organ, and what an original of a document consists of before it has its number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ with a register of its own: its name, and the word its numbers begin with."""

    name: str
    word: str


BUREAU = Organ("聊城市信访局", "聊信发")


@dataclass(frozen=True, slots=True)
class Original:
    """One original to be issued: kind, what it is about (the same for ever), to whom, its file's name, its fields but the number."""

    kind: str
    subject: str
    recipient: str
    name: str
    fields: Mapping[str, Any]
