"""The tokens of the search index: characters and pairs of characters spelt in ASCII, so that no rare character is lost on the way."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

NAME, WORD, ID_NUMBER, ID_END, PHONE, PHONE_END, INITIALS = "n", "w", "d", "e", "p", "q", "i"
"""What a token begins with: the index keeps no columns apart, so each kind has a letter of its own."""

END = 4
"""The last four digits of an ID number or a phone: what people remember."""


class Texts(NamedTuple):
    """What of a petition can be looked for. ``initials``: pinyin initials of the names, every reading."""

    names: tuple[str, ...] = ()
    id_numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()


def columns(texts: Texts) -> tuple[str, str, str]:
    """The three columns of the index, tokens joined by blanks."""
    people = [*_every(_of_name, texts.names), *_every(_of_id_number, texts.id_numbers), *_every(_of_phone, texts.phones)]
    return _joined(people), _joined(_every(_of_words, texts.words)), _joined(_every(_of_initials, texts.initials))


def _every(tokens: Callable[[str], Iterable[str]], texts: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(tokens, texts))


def _of_name(name: str) -> Iterator[str]:
    return chain(singles(NAME, name), pairs(NAME, name))


def _of_words(text: str) -> Iterator[str]:
    return pairs(WORD, text)


def _of_id_number(number: str) -> Iterator[str]:
    return _number(ID_NUMBER, ID_END, number)


def _of_phone(number: str) -> Iterator[str]:
    return _number(PHONE, PHONE_END, number)


def _of_initials(letters: str) -> Iterator[str]:
    typed = digits(letters)
    if typed:
        yield INITIALS + typed


def plain(text: str) -> str:
    """One spelling of what may be typed in several: full-width forms, capitals."""
    return unicodedata.normalize("NFKC", text).casefold()


def singles(kind: str, text: str) -> Iterator[str]:
    """A token for each character."""
    return (f"{kind}{ord(sign):x}" for run in plain(text).split() for sign in run)


def pairs(kind: str, text: str) -> Iterator[str]:
    """A token for each two neighbouring characters; none across a blank."""
    return (_pair(kind, one, other) for run in plain(text).split() for one, other in pairwise(run))


@lru_cache(maxsize=1 << 16)
def _pair(kind: str, one: str, other: str) -> str:
    """The same pairs come again and again: remembered, they cost half."""
    return f"{kind}{ord(one):x}x{ord(other):x}"


def digits(number: str) -> str:
    """Letters and digits of a number, without what people write between them."""
    return "".join(sign for sign in plain(number) if sign.isascii() and sign.isalnum())


def asked_for(kind: str, text: str) -> str | None:
    """The query for a piece of text: all its pairs, or its one character where a name is looked for; None where it is too short."""
    wanted = list(dict.fromkeys(pairs(kind, text)))
    if not wanted and kind == NAME:
        wanted = list(dict.fromkeys(singles(kind, text)))
    return " AND ".join(f'"{token}"' for token in wanted) or None


def number_asked_for(kind: str, end: str, number: str) -> str | None:
    """The query for a number: its last four, or its beginning once more than four stand there."""
    typed = digits(number)
    if len(typed) < END:
        return None
    return f'"{end}{typed}"' if len(typed) == END else f'"{kind}{typed}" *'


def _number(kind: str, end: str, number: str) -> Iterator[str]:
    written = digits(number)
    if written:
        yield kind + written
    if len(written) >= END:
        yield end + written[-END:]


def _joined(tokens: Iterable[str]) -> str:
    return " ".join(sorted(set(tokens)))
