"""The recovery key on paper: 32 bytes as thirteen groups a person can type, each with a check character of its own."""

import hashlib
import unicodedata

from app.errors import StoreRefusal
from app.store.keys import KEY_BYTES

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 signs: no I, L, O, U, so that what is read from paper is not mistaken."""

_MISREAD = str.maketrans("OILU", "011V")
_GROUPS = 13
_SIGNS = 4  # a group's signs before its check character


def _check(place: int, signs: str) -> str:
    return ALPHABET[hashlib.sha256(f"{place}{signs}".encode()).digest()[0] & 31]


def written(secret: bytes) -> str:
    """The secret as it is printed: thirteen groups of five, joined by ``-``."""
    number = int.from_bytes(secret, "big")
    signs = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(_GROUPS * _SIGNS)))
    groups = [signs[start : start + _SIGNS] for start in range(0, len(signs), _SIGNS)]
    return "-".join(group + _check(place, group) for place, group in enumerate(groups, start=1))


def read(typed: str) -> bytes:
    """The secret from what was typed: small letters, blanks, dashes and look-alikes (O, I, L) are forgiven.

    Raises StoreRefusal that names the group that is wrong.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_MISREAD)
    signs = "".join(sign for sign in plain if sign in ALPHABET)
    wanted = _GROUPS * (_SIGNS + 1)
    if len(signs) != wanted:
        raise StoreRefusal(
            f"恢复密钥应有 {_GROUPS} 组、每组 5 个字符，现在读到 {len(signs)} 个字符。", mend="请对照纸上的恢复密钥重新输入。"
        )
    number = 0
    for place in range(1, _GROUPS + 1):
        group = signs[(place - 1) * 5 : place * 5]
        if _check(place, group[:_SIGNS]) != group[_SIGNS]:
            raise StoreRefusal(f"恢复密钥第 {place} 组“{group}”有字符不对。", mend="请对照纸上的这一组重新输入。")
        for sign in group[:_SIGNS]:
            number = number << 5 | ALPHABET.index(sign)
    if number >= 1 << (8 * KEY_BYTES):
        raise StoreRefusal("恢复密钥第 1 组不对。", mend="请对照纸上的恢复密钥重新输入。")
    return number.to_bytes(KEY_BYTES, "big")
