"""Accounts and their roles (4.7): made, given roles and passwords, removed by the administrator; one changes his own password."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.errors import NotAllowed, NotFound, Refusal, StoreRefusal
from app.services import front_door
from app.services.actor import RIGHTS, Right, Role
from app.services.base import Action, Service, needs
from app.services.front_door import Entered
from app.store import accounts, key_file, key_gate, keys, recovery_key, rekey
from app.store.accounts import Account
from app.store.database import Transaction
from app.store.keys import Cost

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as the administrator sees it. ``reads_audit_seals``: it holds the key that verifies the audit's seals."""

    name: str
    display_name: str
    roles: frozenset[Role]
    removed: bool
    reads_audit_seals: bool


class AccountService(Service):
    """Every change needs the administrator's role as it stands in the store at that moment, not only as it stood at login."""

    def __init__(self, entered: Entered, *, cost: Cost = keys.STANDARD) -> None:
        super().__init__(entered.desk)
        self._entered = entered
        self._cost = cost

    @needs(Right.KEEP_ACCOUNTS)
    def every(self) -> tuple[AccountLine, ...]:
        """All accounts, removed ones too, in the order they were made."""
        held = key_file.read(self.desk.store.path).accounts
        with self.reading() as transaction:
            return tuple(
                AccountLine(
                    each.name,
                    each.display_name,
                    _roles(each),
                    each.removed,
                    each.name in held and held[each.name].audit_key is not None,
                )
                for each in accounts.every(transaction)
            )

    @needs(Right.KEEP_ACCOUNTS)
    def create(self, name: str, display_name: str, password: str, roles: Iterable[Role]) -> None:
        """A new account. Raises Refusal: the name is taken or unusable, the password too short, no role.

        Where it is given the administrator's role, those who held that role beside others lose it (spec 2.3).
        """
        given = _some(roles)
        front_door.require_name(name)
        if not display_name.strip() or len(display_name.strip()) > LONGEST_NAME:
            raise Refusal(f"请填写姓名，不超过 {LONGEST_NAME} 个字。", where="姓名")
        with self.reading() as transaction:
            if accounts.by_name(transaction, name) is not None:
                raise Refusal(f"账号“{name}”已经有过，不能再用这个名字。", where="账号")
        made = key_gate.account_keys(password, self.desk.store.data_key, self._audit_key_for(given), self._cost)
        # The keys first: an account without keys could never log in, keys without an account open nothing.
        with key_file.changing(self.desk.store.path) as content:
            content.accounts[name] = made
        with self._administering("account_created", name) as action:
            account_id = accounts.add(action.transaction, name, display_name.strip(), at=self._now())
            self._give(action, account_id, given)

    @needs(Right.KEEP_ACCOUNTS)
    def set_roles(self, name: str, roles: Iterable[Role]) -> None:
        """Gives the account exactly these roles. Raises Refusal where nobody would keep the accounts any more."""
        wanted = _some(roles)
        with self._administering("roles_changed", name) as action:
            account = _standing(action.transaction, name)
            held = _roles(account)
            accounts.take_roles(action.transaction, account.id, (role.value for role in held - wanted), at=self._now())
            self._give(action, account.id, wanted - held)
            if Role.ADMINISTRATOR in wanted:
                self._refuse_beside_one_alone(action.transaction, account.id)
            action.detail.update(roles=sorted(wanted), taken=sorted(held - wanted))
            _require_administrator(action.transaction)
        self._keep_audit_key(name, wanted)

    @needs(Right.KEEP_ACCOUNTS)
    def rename(self, name: str, display_name: str) -> None:
        """What people read of an account; its login name stays. Raises NotFound, Refusal."""
        given = display_name.strip()
        if not given or len(given) > LONGEST_NAME or not given.isprintable():
            raise Refusal(f"姓名不能为空，不超过 {LONGEST_NAME} 个字。", where="姓名")
        with self._administering("account_renamed", name) as action:
            account = _standing(action.transaction, name)
            accounts.rename(action.transaction, account.id, given)
            action.detail |= {"former": account.display_name, "name": given}

    @needs(Right.KEEP_ACCOUNTS)
    def set_password(self, name: str, password: str) -> None:
        """A new password for someone who lost his; he changes it again himself. Raises Refusal."""
        with self.reading() as transaction:
            account = _standing(transaction, name)
        made = key_gate.account_keys(password, self.desk.store.data_key, self._audit_key_for(_roles(account)), self._cost)
        with self._administering("password_reset", name), key_file.changing(self.desk.store.path) as content:
            content.accounts[name] = made
            content.failed.pop(name, None)

    @needs(Right.KEEP_ACCOUNTS)
    def remove(self, name: str) -> None:
        """The account may no longer log in and its keys go; what it did stays under its name. Raises Refusal.

        Backups made before still open with its password.
        """
        if name == self.desk.actor.name:
            raise Refusal("不能停用自己的账号。", mend="请由另一位管理员办理。")
        with self._administering("account_removed", name) as action:
            account = _standing(action.transaction, name)
            accounts.remove(action.transaction, account.id)
            accounts.take_roles(action.transaction, account.id, account.roles, at=self._now())
            _require_administrator(action.transaction)
        with key_file.changing(self.desk.store.path) as content:
            content.accounts.pop(name, None)
            content.failed.pop(name, None)

    @needs(Right.OPEN)
    def change_password(self, former: str, password: str) -> None:
        """One's own password. Raises Refusal: the former is wrong (counted as at login), the new one too short."""
        keys.require_password(password)
        name = self.desk.actor.name
        opened = key_gate.unlock(self.desk.store.path, name, former)
        with self.acting("password_changed", name), key_file.changing(self.desk.store.path) as content:
            content.accounts[name] = key_gate.with_password(content.accounts[name], opened.private, password, self._cost)

    @needs(Right.OPEN)
    def locked(self) -> None:
        """Puts on record that the window was locked."""
        with self.acting("locked"):
            pass

    @needs(Right.OPEN)
    def unlock(self, password: str) -> None:
        """Whether it is still the one who locked the window. Raises StoreRefusal: wrong, or too often wrong (counted as at login)."""
        try:
            key_gate.unlock(self.desk.store.path, self.desk.actor.name, password)
        except StoreRefusal:
            with self.acting("unlock_refused"):
                pass
            raise
        with self.acting("unlocked"):
            pass

    @needs(Right.KEEP_ACCOUNTS)
    def change_store_key(self, recovery: str | None = None) -> str:
        """Encrypts the store under a new key and gives the new recovery key, to be printed at once; the old paper opens nothing more.

        ``recovery`` is needed where this account does not hold the audit's first key. All other windows must be closed. Raises Refusal.
        """
        audit_key = self._entered.audit_key
        if audit_key is None:
            if recovery is None:
                raise Refusal("更换密钥要用现在的恢复密钥。", where="恢复密钥", mend="请输入纸上的恢复密钥。")
            with self.reading() as transaction:
                audit_key, _ = rekey.audit_key_for_paper(transaction, recovery_key.read(recovery))
        with self._administering("store_key_changed", None):
            pass
        return rekey.change_key(self.desk.store, audit_key)

    @contextmanager
    def _administering(self, what: str, subject: str | None) -> Iterator[Action]:
        with self.acting(what, subject) as action:
            own = accounts.by_name(action.transaction, self.desk.actor.name)
            if own is None or own.removed or not _may(own, Right.KEEP_ACCOUNTS):
                raise NotAllowed("您已不是管理员，这件事没有办。请由现在的管理员办理。")
            yield action

    def _give(self, action: Action, account_id: int, roles: frozenset[Role]) -> None:
        values = [role.value for role in roles]
        accounts.give_roles(action.transaction, account_id, values, by=self.desk.actor.account_id, at=self._now())
        action.detail["roles"] = sorted(roles)
        if Role.ADMINISTRATOR in roles:
            self._refuse_beside_one_alone(action.transaction, account_id)
            action.detail["administrator_taken_from"] = self._hand_over(action.transaction, account_id)

    def _refuse_beside_one_alone(self, transaction: Transaction, account_id: int) -> None:
        """Where one holds the administrator's role alone, nobody holds it beside another: who keeps the accounts sees no petition (4.7)."""
        standing = [each for each in accounts.every(transaction) if not each.removed]
        own = next(each for each in standing if each.id == account_id)
        alone = next((each for each in standing if each.id != account_id and each.roles == {Role.ADMINISTRATOR.value}), None)
        if alone is not None and len(own.roles) > 1:
            raise Refusal(
                f"已有专职管理员“{alone.display_name}”，管理员岗位不再由别的岗位兼任。", mend="请只给管理员一个岗位，或先改那个账号的岗位。"
            )

    def _hand_over(self, transaction: Transaction, account_id: int) -> list[str]:
        """The one who held the administrator's role beside others gives it up to the one who takes it (2.3)."""
        holders = [
            each
            for each in accounts.every(transaction)
            if each.id != account_id and Role.ADMINISTRATOR.value in each.roles and len(each.roles) > 1
        ]
        for each in holders:
            accounts.take_roles(transaction, each.id, [Role.ADMINISTRATOR.value], at=self._now())
        return [each.name for each in holders]

    def _audit_key_for(self, roles: Iterable[Role]) -> bytes | None:
        return self._entered.audit_key if _reads_audit(roles) else None

    def _keep_audit_key(self, name: str, roles: frozenset[Role]) -> None:
        """Who may read the audit gets its first key, now or from the next reader who logs in; who may no longer, loses it."""
        with key_file.changing(self.desk.store.path) as content:
            entry = content.accounts.get(name)
            if entry is not None and (entry.audit_key is None) == _reads_audit(roles):
                content.accounts[name] = key_gate.with_audit_key(entry, self._audit_key_for(roles))

    def _now(self) -> str:
        return self.desk.clock.now().isoformat(timespec="microseconds")


def _roles(account: Account) -> frozenset[Role]:
    return frozenset(Role(role) for role in account.roles)


def _some(roles: Iterable[Role]) -> frozenset[Role]:
    given = frozenset(roles)
    if not given:
        raise Refusal("至少要给一个岗位。", where="岗位")
    return given


def _reads_audit(roles: Iterable[Role]) -> bool:
    return any(Right.READ_AUDIT in RIGHTS[role] for role in roles)


def _may(account: Account, right: Right) -> bool:
    return any(right in RIGHTS[role] for role in _roles(account))


def _standing(transaction: Transaction, name: str) -> Account:
    account = accounts.by_name(transaction, name)
    if account is None or account.removed:
        raise NotFound(f"没有账号“{name}”。")
    return account


def _require_administrator(transaction: Transaction) -> None:
    if not any(_may(each, Right.KEEP_ACCOUNTS) for each in accounts.every(transaction) if not each.removed):
        raise Refusal("这样就没有管理员了。", mend="请先把管理员岗位交给另一个账号。")
