"""Coming in and going out: a new store with its first account, logging in, the recovery key, leaving; each on record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app import lazy
from app.clock import Clock, FixedClock, SystemClock
from app.errors import NotAllowed, StoreRefusal
from app.services import clock_doubt
from app.services.actor import Actor, Right, Role
from app.services.base import Desk
from app.store import accounts, audit, key_file, key_gate, keys, opening, recovery_key, settings
from app.store.database import Store, Transaction
from app.store.key_file import KeyFile
from app.store.keys import Cost

STANDARD = keys.STANDARD

FIRST_ROLES = frozenset({Role.CLERK, Role.CASE_OFFICER, Role.DOCUMENT_STAFF, Role.DIRECTOR, Role.ADMINISTRATOR})
"""The first account does everything until another takes the administrator's role (spec 2.3); the audit is read as director."""


@dataclass(frozen=True, slots=True)
class Entered:
    """Who came in: the desk to work at, the keys the account holds, whether the store is a sample, what speaks against the clock."""

    desk: Desk
    private: bytes
    audit_key: bytes | None
    sample: bool
    clock_doubt: str = ""


def create(path: Path, account: str, password: str, display_name: str, clock: Clock | None, cost: Cost) -> tuple[Entered, str]:
    """Makes a store with its first account, which has every role but the auditor's; gives the recovery key to be shown once.

    Raises StoreRefusal: the file exists, the password is too short, the folder cannot be written.
    """
    require_name(account)
    keys.require_password(password)
    clock = clock or SystemClock()
    new = opening.create(path)
    with key_file.changing(path) as content:
        content.accounts[account] = key_gate.account_keys(password, new.store_key, new.audit_key, cost)
    now = clock.now().isoformat(timespec="microseconds")
    with new.store.writing() as transaction:
        account_id = accounts.add(transaction, account, display_name, at=now)
        accounts.give_roles(transaction, account_id, (role.value for role in FIRST_ROLES), by=account_id, at=now)
        lazy.attribute("app.services.rules", "install")(transaction, now)
        _record(transaction, clock, account, "store_created", {"roles": sorted(FIRST_ROLES)})
    unlocked = key_gate.unlock(path, account, password)
    return _enter(new.store, unlocked.account, unlocked.private, unlocked.audit_key, clock), new.recovery


def log_in(path: Path, account: str | None, password: str, clock: Clock | None) -> Entered:
    """Opens a store with an account's password; without a name the only account there is.

    Raises StoreRefusal with what is wrong: the file, the key file, the name or password, too many attempts.
    """
    if not path.is_file():
        raise StoreRefusal(f"找不到数据文件 {path}。", mend="请检查文件名和所在文件夹。")
    name = account if account is not None else only_account(path)
    unlocked = key_gate.unlock(path, name, password)
    store = opening.open_with(path, unlocked)
    try:
        return _enter(store, name, unlocked.private, unlocked.audit_key, clock)
    except BaseException:
        store.close()
        raise


def only_account(path: Path) -> str:
    """The store's account where it has just one. Raises StoreRefusal where there are several."""
    names = sorted(key_file.read(path).accounts)
    if not names:
        raise StoreRefusal("密钥文件里没有账号，用密码打不开。", mend="请从备份取回密钥文件，或用纸上的恢复密钥打开。")
    if len(names) != 1:
        raise StoreRefusal("请指明用哪个账号（--account 或 BUREAU_ACCOUNT）：本数据文件有多个账号。")
    return names[0]


def account_names(path: Path) -> tuple[str, ...]:
    """The accounts that can log in, for the login form. Raises StoreRefusal where the key file cannot be read."""
    return tuple(sorted(key_file.read(path).accounts))


def log_in_with_paper(path: Path, recovery: str, account: str, new_password: str, clock: Clock | None, cost: Cost) -> Entered:
    """Opens a store with the recovery key and gives ``account`` a new password; a lost key file is made anew.

    The account must stand in the store. Where the key file is lost, the other accounts' passwords are given anew by the administrator.
    Raises StoreRefusal.
    """
    keys.require_password(new_password)
    store, audit_key = opening.open_with_paper(path, recovery_key.read(recovery))
    try:
        with store.reading() as transaction:
            actor = actor_of(transaction, account)
        if actor is None:
            raise StoreRefusal(f"数据文件里没有账号“{account}”。")
        reads = actor.may(Right.READ_AUDIT)
        with key_file.changing(path) as content:
            content.accounts[account] = key_gate.account_keys(new_password, store.data_key, audit_key if reads else None, cost)
            content.failed.pop(account, None)
        with store.writing() as transaction:
            _record(transaction, _clock(transaction, clock), account, "recovery_key_used", {"account": account})
        unlocked = key_gate.unlock(path, account, new_password)
        return _enter(store, account, unlocked.private, unlocked.audit_key, clock)
    except BaseException:
        store.close()
        raise


def leave(entered: Entered) -> None:
    """Logs out, anchors the audit in the key file and closes the store."""
    desk = entered.desk
    with desk.store.writing() as transaction:
        _record(transaction, desk.clock, desk.actor.name, "logout", {})
    anchor(desk)
    desk.store.close()


def anchor(desk: Desk) -> None:
    """Notes the audit's head in the key file."""
    with desk.store.reading() as transaction:
        head = audit.head(transaction)
    with key_file.changing(desk.store.path) as content:
        content.anchor(head.seq, head.digest, desk.clock.now().isoformat(timespec="microseconds"))


def actor_of(transaction: Transaction, account: str) -> Actor | None:
    """The account as it may act now; None where it was removed or never was."""
    known = accounts.by_name(transaction, account)
    return None if known is None or known.removed else _actor(known)


def require_name(account: str) -> None:
    """Raises StoreRefusal for a login name nobody could type."""
    if not account or account != account.strip() or len(account) > 64 or not account.isprintable():
        raise StoreRefusal("账号名不能为空，前后不能有空格，不超过 64 个字。")


def _enter(store: Store, account: str, private: bytes, audit_key: bytes | None, clock: Clock | None) -> Entered:
    with store.writing() as transaction:
        actor = actor_of(transaction, account)
        if actor is None:
            raise NotAllowed("这个账号已停用。")
        sample_day = settings.read(transaction, "sample_day")
        told = _clock(transaction, clock)
        doubted = clock_doubt.doubt(transaction, told) if sample_day is None else ""
        _record(transaction, told, account, "login", {"clock": doubted} if doubted else {})
    entered = Entered(Desk(store, told, actor), private, audit_key, sample_day is not None, doubted)
    _tidy_keys(entered)
    anchor(entered.desk)
    return entered


def _tidy_keys(entered: Entered) -> None:
    """Who was given the right to read the audit gets its first key from the first who has it and logs in; who was removed keeps none."""
    path, audit_key = entered.desk.store.path, entered.audit_key
    with entered.desk.store.reading() as transaction:
        standing = {account.name: _actor(account) for account in accounts.every(transaction) if not account.removed}
    content = key_file.read(path)
    waiting = _waiting(content, standing) if audit_key is not None else set()
    if not waiting and content.accounts.keys() <= standing.keys():
        return
    with key_file.changing(path) as content:
        for name in content.accounts.keys() - standing.keys():
            del content.accounts[name]
        for name in waiting & content.accounts.keys():
            content.accounts[name] = key_gate.with_audit_key(content.accounts[name], audit_key)


def _waiting(content: KeyFile, standing: Mapping[str, Actor]) -> set[str]:
    """Those who may read the audit and have not its first key yet."""
    return {
        name
        for name, actor in standing.items()
        if actor.may(Right.READ_AUDIT) and name in content.accounts and content.accounts[name].audit_key is None
    }


def _clock(transaction: Transaction, clock: Clock | None) -> Clock:
    """A sample store carries its own day; what the caller hands in goes before it."""
    if clock is not None:
        return clock
    sample_day = settings.read(transaction, "sample_day")
    return FixedClock(date.fromisoformat(str(sample_day))) if sample_day is not None else SystemClock()


def _actor(account: accounts.Account) -> Actor:
    return Actor(account.id, account.name, account.display_name, frozenset(Role(role) for role in account.roles))


def _record(transaction: Transaction, clock: Clock, account: str, action: str, detail: dict[str, object]) -> None:
    audit.append(transaction, at=clock.now(), civil_day=clock.today(), account=account, action=action, subject=account, detail=detail)
