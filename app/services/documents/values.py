"""What the documents' services give and take: a document that waits, one that was issued, a line of the register, a wording."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from app.errors import Refusal

MOST_COPIES = 9999

YEAR_END = ("veto", "fine", "key-list", "commendation", "standings", "accountability")
"""What a closed year calls for, in the order it is numbered in."""

SEALED, UNSEALED, SPECIMEN = "sealed", "unsealed", "specimen"
SEALS = {SEALED: "用印", UNSEALED: "不用印", SPECIMEN: "样章"}
"""用印: with room for the seal to be set by hand, without it, or with a drawn seal marked 样章."""


class Renderer(Protocol):
    """Draws a document of a kind from its fields, by name, in a layout (None: the one that fits its date) and a wording (None: the shipped
    one); gives a PDF. Raises Refusal."""

    def __call__(self, kind: str, fields: Mapping[str, Any], layout: str | None, wording: str | None) -> bytes: ...


class KindName(NamedTuple):
    """A kind of document: its name for `print`, what people call it, whether it takes a number from the register."""

    name: str
    title: str
    numbered: bool


class NotSaid(Refusal):
    """A request does not say what its kind of document needs: which year, which unit, which case."""


class Particular(NamedTuple):
    """What is said for one document before it is issued: its name, what people call it, and what is said where nobody says otherwise."""

    name: str
    caption: str
    usual: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that may be issued because of what happened. No petitioner's name stands in it."""

    kind: str
    title: str
    """What people call the kind: 一票否决书."""
    about: str
    """What the row of a list reads: 侯营镇 1996年, or a number."""
    recipients: tuple[str, ...]
    """One original for each, all under one number."""
    because: str
    """The citation it rests on, or the number of the matter or petition: 三（二）1（2）, S1996-00041."""
    subject: str
    """What it is about, the same for ever: issued once for one subject."""
    chosen: bool = True
    """Ticked from the start."""
    content: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What its writer wrote, of a circular; of others its particulars as far as they were said: the rest comes from decisions and
    records."""


@dataclass(frozen=True, slots=True)
class Original:
    """One original to be drawn: to whom, and its fields but the number; ``which`` tells its file from the others'."""

    recipient: str
    fields: Mapping[str, Any]
    which: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """What a document consists of before it has its number. ``organ`` is whose register numbers it, ``stem`` begins the files' names;
    ``protected``: it tells of a protected petition."""

    organ: str
    originals: tuple[Original, ...]
    stem: str
    protected: bool = False
    word: str = ""
    """发文机关代字, of an organ without a letterhead: a unit that answers."""
    own_number: str = ""
    """A number the organ gave itself: the register gives none then."""
    particulars: Mapping[str, str] = field(default_factory=dict)
    """What was said for this document alone, kept in the register: where to come, by when."""


@dataclass(frozen=True, slots=True)
class IssuedOriginal:
    """One original as it went out; ``name`` is the file name it suggests."""

    name: str
    recipient: str
    copies: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Issued:
    """A document issued. ``number`` is empty for a kind that takes none; ``again``: it had been issued before, and is given as it was."""

    kind: str
    title: str
    number: str
    originals: tuple[IssuedOriginal, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class BatchDone:
    """What a batch did: issued in order; ``left`` was not reached (cancelled) and can be handed in again; ``refused`` with the reason."""

    issued: tuple[Issued, ...]
    left: tuple[Waiting, ...]
    refused: tuple[tuple[Waiting, str], ...]


@dataclass(frozen=True, slots=True)
class RegisteredOriginal:
    """One original in the register, without its content. ``original`` counts from 1."""

    original: int
    recipient: str
    copies: int
    sha256: str


class Reprint(NamedTuple):
    """An original printed again from the register; ``at`` is an ISO instant in UTC."""

    original: int
    copies: int
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A line of 发文登记簿. ``issued_at`` is an ISO instant in UTC; ``void_reason`` is None while it stands."""

    number: str
    ordinal: int
    year: int
    organ: str
    kind: str
    title: str
    subject: str
    layout: str
    """The layout chosen; empty: the one that fits the date."""
    originals: tuple[RegisteredOriginal, ...]
    issued_by: str
    issued_at: str
    void_reason: str | None
    voided_by: str
    voided_at: str
    reprints: tuple[Reprint, ...] = ()
    seal: str = ""
    """One of `SEALS`; empty where it was not asked for then."""

    @property
    def copies(self) -> int:
        """Of all originals together."""
        return sum(each.copies for each in self.originals)

    @property
    def recipients(self) -> tuple[str, ...]:
        return tuple(each.recipient for each in self.originals)


class OfferedField(NamedTuple):
    """A field the wording may use as ``{name}``, and what it holds."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of a kind as in force, the fields it may use, and the text the program shipped with."""

    kind: str
    title: str
    text: str
    fields: tuple[OfferedField, ...]
    original: str

    @property
    def changed(self) -> bool:
        return self.text != self.original


class Request(NamedTuple):
    """What `print` is asked for besides the kind (spec 2.3): a year, a unit's code, a matter's number, a register number;
    of a circular its text, title and addressee."""

    year: int | None = None
    unit: str | None = None
    case: str | None = None
    visit: str | None = None
    text: str = ""
    title: str = ""
    to: str = ""
