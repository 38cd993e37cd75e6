"""Keys: a password becomes a key, a key wraps a secret, a secret is sealed for an account, the recovery key is typed from paper."""

import hashlib
import hmac
import os
from typing import NamedTuple

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import StoreRefusal

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
PASSWORD_LENGTH = 8


class Cost(NamedTuple):
    """What a guess of a password costs: passes, KiB of memory, lanes (argon2id, RFC 9106)."""

    passes: int
    memory: int
    lanes: int


STANDARD = Cost(passes=3, memory=65_536, lanes=4)
"""RFC 9106's second recommendation: about a tenth of a second."""

QUICK = Cost(passes=1, memory=8, lanes=1)
"""For tests alone, and always handed in by name."""


class WrongKey(Exception):
    """A wrapped or sealed secret does not open with this key."""


def random_key() -> bytes:
    return os.urandom(KEY_BYTES)


def random_salt() -> bytes:
    return os.urandom(SALT_BYTES)


def require_password(password: str) -> None:
    """Raises StoreRefusal for a password that is too short to protect anything."""
    if len(password) < PASSWORD_LENGTH:
        raise StoreRefusal(f"密码太短：至少要 {PASSWORD_LENGTH} 个字符。", mend="请换一个长一些的密码。")


def from_password(password: str, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key of a password. Takes as long as ``cost`` says: not for the window's thread."""
    return hash_secret_raw(password.encode(), salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)


def derive(secret: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose from a random secret (HKDF-SHA-256, RFC 5869, one block)."""
    extracted = hmac.digest(bytes(KEY_BYTES), secret, "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")


def wrap(key: bytes, secret: bytes, purpose: str) -> bytes:
    """``secret`` under ``key`` (AES-256-GCM): nonce, then ciphertext; ``purpose`` is bound to it."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, purpose.encode())


def unwrap(key: bytes, wrapped: bytes, purpose: str) -> bytes:
    """The secret again. Raises WrongKey."""
    try:
        return AESGCM(key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongKey(purpose) from error


def new_pair() -> tuple[bytes, bytes]:
    """A fresh pair (private, public), 32 bytes each: what is sealed for the public half opens with the private one."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal(public: bytes, secret: bytes, purpose: str) -> bytes:
    """``secret`` for whoever has the private half; anyone can seal, so a colleague hands on a key without a password."""
    passing = X25519PrivateKey.generate()
    own = passing.public_key().public_bytes_raw()
    shared = passing.exchange(X25519PublicKey.from_public_bytes(public))
    return own + wrap(derive(shared + own + public, purpose), secret, purpose)


def unseal(private: bytes, sealed: bytes, purpose: str) -> bytes:
    """The secret again. Raises WrongKey."""
    mine = X25519PrivateKey.from_private_bytes(private)
    passing, wrapped = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(passing))
    except ValueError as error:
        raise WrongKey(purpose) from error
    return unwrap(derive(shared + passing + mine.public_key().public_bytes_raw(), purpose), wrapped, purpose)


def store_key(recovery: bytes) -> bytes:
    """The store's key that a recovery secret stands for: paper alone opens the store."""
    return derive(recovery, "store key")


def audit_wrap_key(recovery: bytes) -> bytes:
    """The key under which the audit's first key is kept for the paper."""
    return derive(recovery, "audit first key")


def fingerprint(secret: bytes) -> str:
    """Eight hexadecimal digits that tell two keys apart and give neither away."""
    return hashlib.sha256(b"fingerprint" + secret).hexdigest()[:8]
