"""The key file beside a store: for each account what its password unwraps, the anchors of the audit, failed logins."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import isfinite
from pathlib import Path
from typing import Any

from app.errors import StoreRefusal
from app.store import files, keys
from app.store.keys import Cost

FORMAT = 1
ANCHORS_KEPT = 64


@dataclass(frozen=True, slots=True)
class AccountKeys:
    """One account: its password opens ``private``; that opens the store's key and, for those who read it, the audit's first key."""

    salt: bytes
    cost: Cost
    public: bytes
    private: bytes  # wrapped under the password's key
    store_key: bytes  # sealed for public
    audit_key: bytes | None  # sealed for public; None: no right to read the audit


@dataclass(frozen=True, slots=True)
class Anchor:
    """The audit's head as it stood at an instant."""

    seq: int
    digest: str
    at: str


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong passwords in a row, the seconds still to wait, and the machine's running time when that was written."""

    count: int
    wait: float
    ticks: float


@dataclass(slots=True)
class KeyFile:
    """What FILE.keys holds. ``file_salt``: the first 16 bytes of the store, by which a foreign file is told from a wrong key."""

    store_id: str
    file_salt: bytes
    audit_for_recovery: bytes
    accounts: dict[str, AccountKeys] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)
    failed: dict[str, Failures] = field(default_factory=dict)
    next_accounts: dict[str, bytes] = field(default_factory=dict)  # the coming store key, sealed, while it is being changed

    def anchor(self, seq: int, digest: bytes, at: str) -> None:
        """Notes the audit's head; the newest are kept."""
        if not self.anchors or self.anchors[-1].seq != seq:
            self.anchors = [*self.anchors, Anchor(seq, digest.hex(), at)][-ANCHORS_KEPT:]

    def take_next_keys(self, audit_for_recovery: bytes, file_salt: bytes) -> None:
        """The coming store key becomes each account's own."""
        for name, sealed in self.next_accounts.items():
            if name in self.accounts:
                self.accounts[name] = replace(self.accounts[name], store_key=sealed)
        self.audit_for_recovery, self.file_salt = audit_for_recovery, file_salt


def path_for(store: Path) -> Path:
    """Where the key file of a store stands."""
    return store.with_name(f"{store.name}.keys")


def lock_path(store: Path) -> Path:
    """The empty file by whose lock only one program changes the key file at a time."""
    return store.with_name(f"{store.name}.keys.lock")


def read(store: Path) -> KeyFile:
    """The key file of the store at ``store``. Raises StoreRefusal where it is missing, malformed or of a newer program."""
    path = path_for(store)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise StoreRefusal(
            f"找不到密钥文件 {path.name}，它应与数据文件放在一起。", mend="请从备份取回密钥文件，或用纸上的恢复密钥打开。"
        ) from error
    except OSError as error:
        raise StoreRefusal(f"密钥文件 {path.name} 读不出来。", mend="请检查文件和所在文件夹的权限。") from error
    try:
        body = json.loads(content)
        if isinstance(body, dict) and isinstance(body.get("format"), int) and body["format"] > FORMAT:
            raise StoreRefusal(f"密钥文件 {path.name} 是更新版本的程序写的。", mend="请用新版程序打开。")
        return _from_json(body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise StoreRefusal(f"密钥文件 {path.name} 的内容不完整或已损坏。", mend="请从备份取回密钥文件，或用纸上的恢复密钥打开。") from error


def write(store: Path, content: KeyFile) -> None:
    """Writes the key file whole, or leaves the former one. Raises StoreRefusal where the disk does not take it."""
    text = json.dumps(_to_json(content), ensure_ascii=False, indent=1)
    try:
        files.replace_whole(path_for(store), text.encode())
    except OSError as error:
        raise StoreRefusal("密钥文件没有写成，原来的保持不变。", mend="请检查磁盘空间和文件夹的权限后再试一次。") from error


@contextmanager
def changing(store: Path) -> Iterator[KeyFile]:
    """Reads the key file, lets the block change it, writes it: nobody else changes it in between."""
    with _locked(store):
        content = read(store)
        yield content
        write(store, content)


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    if not path_for(store).exists():
        yield  # read() then says what is missing
        return
    try:
        file = lock_path(store).open("a+b")
    except OSError as error:
        raise StoreRefusal(f"文件夹 {store.parent} 不能写入，打不开数据文件。", mend="请检查文件夹和其中文件的权限。") from error
    with file:
        _lock(file.fileno())
        try:
            yield
        finally:
            _unlock(file.fileno())


if os.name == "nt":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _to_json(content: KeyFile) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "store_id": content.store_id,
        "file_salt": content.file_salt.hex(),
        "audit_for_recovery": content.audit_for_recovery.hex(),
        "accounts": {name: _account_to_json(account) for name, account in content.accounts.items()},
        "anchors": [[anchor.seq, anchor.digest, anchor.at] for anchor in content.anchors],
        "failed": {name: [failures.count, failures.wait, failures.ticks] for name, failures in content.failed.items()},
        "next": {name: sealed.hex() for name, sealed in content.next_accounts.items()},
    }


def _account_to_json(account: AccountKeys) -> dict[str, Any]:
    return {
        "salt": account.salt.hex(),
        "argon2id": list(account.cost),
        "public": account.public.hex(),
        "private": account.private.hex(),
        "store_key": account.store_key.hex(),
        "audit_key": account.audit_key.hex() if account.audit_key is not None else None,
    }


def _from_json(body: Mapping[str, Any]) -> KeyFile:
    return KeyFile(
        store_id=_word(body["store_id"]),
        file_salt=bytes.fromhex(body["file_salt"]),
        audit_for_recovery=bytes.fromhex(body["audit_for_recovery"]),
        accounts={name: _account_from_json(account) for name, account in body["accounts"].items()},
        anchors=[Anchor(int(seq), _word(digest), _word(at)) for seq, digest, at in body["anchors"]],
        failed={name: Failures(int(count), _seconds(wait), _seconds(ticks)) for name, (count, wait, ticks) in body["failed"].items()},
        next_accounts={name: bytes.fromhex(sealed) for name, sealed in body["next"].items()},
    )


def _account_from_json(account: Mapping[str, Any]) -> AccountKeys:
    passes, memory, lanes = (int(number) for number in account["argon2id"])
    if not (0 < passes <= 16 and 8 <= memory <= 1_048_576 and 0 < lanes <= 64):
        raise ValueError("argon2 parameters beyond all measure")
    return AccountKeys(
        salt=_salt(account["salt"]),
        cost=Cost(passes, memory, lanes),
        public=_key(account["public"]),
        private=bytes.fromhex(account["private"]),
        store_key=bytes.fromhex(account["store_key"]),
        audit_key=bytes.fromhex(account["audit_key"]) if account["audit_key"] is not None else None,
    )


def _key(text: str) -> bytes:
    found = bytes.fromhex(text)
    if len(found) != keys.KEY_BYTES:
        raise ValueError("a key of another length")
    return found


def _salt(text: str) -> bytes:
    found = bytes.fromhex(text)
    if len(found) != keys.SALT_BYTES:
        raise ValueError("a salt of another length")
    return found


def _seconds(value: Any) -> float:
    found = float(value)
    if not isfinite(found):
        raise ValueError("no span of time")
    return found


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value
