"""The gate before the keys: five wrong passwords, then half an hour, whatever the clock says and however often one starts anew."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import NamedTuple

from app.errors import StoreRefusal
from app.store import key_file, keys
from app.store.key_file import AccountKeys, Failures, KeyFile
from app.store.keys import Cost, WrongKey

ALLOWED = 5
WAIT_SECONDS = 30 * 60.0
STRANGERS = ""
"""Names the store does not know share one count, so that guessing names tells nothing."""

Ticks = Callable[[], float]


class Unlocked(NamedTuple):
    """What a right password gives: the private half of the account's pair, the store's key, the audit's first key or None."""

    account: str
    private: bytes
    store_key: bytes
    audit_key: bytes | None
    next_store_key: bytes | None = None  # while a change of the store's key is unfinished


def running_seconds() -> float:
    """Seconds since the machine was started, sleep counted where it can be: no one sets it back or ahead."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def still_to_wait(failures: Failures | None, now: float) -> float:
    """Seconds until the next attempt. After a restart of the machine only its own running time counts as waited."""
    if failures is None or failures.wait <= 0:
        return 0.0
    waited = now - failures.ticks if now >= failures.ticks else now
    return max(0.0, failures.wait - waited)


def unlock(store: Path, account: str, password: str, *, ticks: Ticks = running_seconds) -> Unlocked:
    """Opens the account's keys with its password. Raises StoreRefusal: wrong name or password, or too many wrong ones.

    An attempt counts before it is tried, so that killing the program wins no further one.
    """
    with key_file.changing(store) as content:
        known = account in content.accounts
        bucket = account if known else STRANGERS
        remaining = _count(content, bucket, ticks())
        entry = content.accounts[account] if known else _stranger(content.accounts)
    if remaining > 0:
        raise StoreRefusal(f"密码连续输错 {ALLOWED} 次，请在 {ceil(remaining / 60)} 分钟后再试。")
    opened = _open(account, entry, password, content.next_accounts)
    if opened is None or not known:
        raise _refused(content.failed[bucket])
    with key_file.changing(store) as content:
        content.failed.pop(account, None)
    return opened


def _count(content: KeyFile, bucket: str, now: float) -> float:
    """Counts an attempt; gives the seconds still to wait, for which the attempt is not even tried."""
    former = content.failed.get(bucket)
    remaining = still_to_wait(former, now)
    if former is not None and remaining > 0:
        # What was waited so far is kept, so that a restart in between is noticed only once.
        content.failed[bucket] = Failures(former.count, remaining, now)
        return remaining
    count = former.count + 1 if former is not None and former.wait <= 0 else 1
    content.failed[bucket] = Failures(count, WAIT_SECONDS if count >= ALLOWED else 0.0, now)
    return 0.0


def _refused(failures: Failures) -> StoreRefusal:
    if failures.wait > 0:
        return StoreRefusal(f"账号或密码不对。已连续输错 {ALLOWED} 次，请在 30 分钟后再试。")
    return StoreRefusal("账号或密码不对。", mend=f"再错 {ALLOWED - failures.count} 次将锁定 30 分钟。")


def _stranger(accounts: Mapping[str, AccountKeys]) -> AccountKeys:
    """For an unknown name the same work is done: an account's parameters under a salt of its own."""
    some = next(iter(accounts.values()), None)
    if some is None:
        return AccountKeys(os.urandom(keys.SALT_BYTES), keys.STANDARD, bytes(32), bytes(60), bytes(92), None)
    return replace(some, salt=os.urandom(keys.SALT_BYTES))


def _open(account: str, entry: AccountKeys, password: str, coming: Mapping[str, bytes]) -> Unlocked | None:
    key = keys.from_password(password, entry.salt, entry.cost)
    try:
        private = keys.unwrap(key, entry.private, "account")
    except WrongKey:
        return None
    try:
        return Unlocked(
            account,
            private,
            keys.unseal(private, entry.store_key, "store"),
            keys.unseal(private, entry.audit_key, "audit") if entry.audit_key is not None else None,
            keys.unseal(private, coming[account], "store") if account in coming else None,
        )
    except WrongKey as error:
        raise StoreRefusal("密钥文件已损坏：密码是对的，但其中的密钥打不开。", mend="请从备份取回密钥文件，或用恢复密钥打开。") from error


def account_keys(password: str, store_key: bytes, audit_key: bytes | None, cost: Cost) -> AccountKeys:
    """The entry of a new account. Raises StoreRefusal for a password that is too short."""
    keys.require_password(password)
    private, public = keys.new_pair()
    salt = keys.random_salt()
    return AccountKeys(
        salt=salt,
        cost=cost,
        public=public,
        private=keys.wrap(keys.from_password(password, salt, cost), private, "account"),
        store_key=keys.seal(public, store_key, "store"),
        audit_key=keys.seal(public, audit_key, "audit") if audit_key is not None else None,
    )


def with_password(entry: AccountKeys, private: bytes, password: str, cost: Cost) -> AccountKeys:
    """The entry under another password: only the private half is wrapped anew. Raises StoreRefusal for a short one."""
    keys.require_password(password)
    salt = keys.random_salt()
    return replace(entry, salt=salt, cost=cost, private=keys.wrap(keys.from_password(password, salt, cost), private, "account"))


def with_audit_key(entry: AccountKeys, audit_key: bytes | None) -> AccountKeys:
    """The entry with the audit's first key sealed for it, or without one where the right was taken."""
    return replace(entry, audit_key=keys.seal(entry.public, audit_key, "audit") if audit_key is not None else None)
