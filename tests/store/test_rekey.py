"""Another key for the store: every account still comes in, the old key and the old paper open nothing, killed anywhere all is whole."""

from pathlib import Path

import pytest

from app.errors import StoreRefusal
from app.store import key_file, key_gate, keys, opening, recovery_key, rekey
from app.store.database import Store
from app.store.opening import NewStore


class Killed(BaseException):
    """Stands for a power cut at one point."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "局.db"


@pytest.fixture
def new(path: Path) -> NewStore:
    made = opening.create(path)
    with key_file.changing(path) as content:
        for name in ("director", "clerk"):
            audit_key = made.audit_key if name == "director" else None
            content.accounts[name] = key_gate.account_keys(f"password of {name}", made.store_key, audit_key, keys.QUICK)
    return made


def enter(path: Path, name: str = "clerk") -> Store:
    return opening.open_with(path, key_gate.unlock(path, name, f"password of {name}"))


def test_everyone_comes_in_under_the_new_key_and_no_old_key_opens(path: Path, new: NewStore) -> None:
    paper = rekey.change_key(new.store, new.audit_key)
    with new.store.reading() as transaction:
        assert transaction.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    new.store.close()
    for name in ("director", "clerk"):
        enter(path, name).close()
    content = key_file.read(path)
    assert content.next_accounts == {}
    with pytest.raises(StoreRefusal):
        opening.open_store(path, new.store_key, content)
    with pytest.raises(StoreRefusal):
        opening.open_with_paper(path, recovery_key.read(new.recovery))
    store, audit_key = opening.open_with_paper(path, recovery_key.read(paper))
    assert audit_key == new.audit_key
    store.close()


def test_another_open_window_stops_it_and_the_old_key_still_holds(path: Path, new: NewStore) -> None:
    other = Store(path, new.store_key)
    with other.reading(), pytest.raises(StoreRefusal, match="别的窗口"):
        rekey.change_key(new.store, new.audit_key)
    other.close()
    new.store.close()
    enter(path).close()
    assert key_file.read(path).next_accounts == {}
    store, _ = opening.open_with_paper(path, recovery_key.read(new.recovery))
    store.close()


@pytest.mark.parametrize("where", ["_encrypt", "settle"])
def test_killed_before_or_after_the_file_is_changed_everyone_still_comes_in(
    path: Path, new: NewStore, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr(rekey, where, killed)
    with pytest.raises(Killed):
        rekey.change_key(new.store, new.audit_key)
    monkeypatch.undo()
    new.store.close()
    assert key_file.read(path).next_accounts.keys() == {"director", "clerk"}
    for name in ("clerk", "director"):
        enter(path, name).close()
        assert key_file.read(path).next_accounts == {}
    changed = where == "settle"
    store = enter(path)
    assert (store.data_key != new.store_key) == changed
    paper = rekey.change_key(store, new.audit_key)
    store.close()
    opening.open_with_paper(path, recovery_key.read(paper))[0].close()


def test_killed_between_the_store_and_the_key_file_everyone_still_comes_in(
    path: Path, new: NewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(key_file.KeyFile, "take_next_keys", killed)
    with pytest.raises(Killed):
        rekey.change_key(new.store, new.audit_key)
    monkeypatch.undo()
    new.store.close()
    enter(path, "clerk").close()
    enter(path, "director").close()
    assert key_file.read(path).next_accounts == {}
