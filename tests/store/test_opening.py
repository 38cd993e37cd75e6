"""Making a store and opening one: every way it can fail has its own plain words, and the file is left as it was."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import StoreRefusal
from app.store import key_file, keys, migrate, opening, recovery_key, settings
from app.store.database import connect_file
from app.store.opening import NewStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "数据" / "局.db"


@pytest.fixture
def new(path: Path) -> NewStore:
    path.parent.mkdir()
    made = opening.create(path)
    made.store.close()
    return made


def reopen(path: Path, key: bytes) -> None:
    opening.open_store(path, key, key_file.read(path)).close()


def refused(path: Path, key: bytes) -> str:
    with pytest.raises(StoreRefusal) as refusal:
        reopen(path, key)
    return str(refusal.value)


def test_a_new_store_opens_under_its_key(path: Path, new: NewStore) -> None:
    store = opening.open_store(path, new.store_key, key_file.read(path))
    assert store.store_id == key_file.read(path).store_id
    with store.reading() as transaction:
        assert migrate.version(transaction) == migrate.HEAD
    store.close()
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["局.db", "局.db.keys"]


def test_nothing_is_overwritten(path: Path, new: NewStore) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreRefusal, match="已经存在"):
        opening.create(path)
    path.unlink()
    with pytest.raises(StoreRefusal, match="已经存在"):
        opening.create(path)
    assert not path.exists()
    assert before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreRefusal, match=r"文件夹 .* 不存在"):
        opening.create(tmp_path / "没有" / "局.db")


def test_a_failure_half_way_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(opening.files, "sync_folder", full)
    with pytest.raises(StoreRefusal):
        opening.create(path)
    monkeypatch.undo()
    leftovers = [entry.name for entry in path.parent.iterdir()]
    assert leftovers in ([], ["局.db", "局.db.keys"])


def test_paper_alone_opens_the_store_when_the_key_file_is_lost(path: Path, new: NewStore) -> None:
    key_file.path_for(path).unlink()
    store, audit_key = opening.open_with_paper(path, recovery_key.read(new.recovery))
    assert audit_key == new.audit_key
    assert key_file.read(path).store_id == store.store_id
    assert key_file.read(path).accounts == {}
    store.close()


def test_the_paper_of_another_store_opens_nothing(path: Path, new: NewStore) -> None:
    with pytest.raises(StoreRefusal, match="恢复密钥打不开"):
        opening.open_with_paper(path, keys.random_key())


def test_a_missing_file_is_told(path: Path, new: NewStore) -> None:
    path.unlink()
    assert "找不到数据文件" in refused(path, new.store_key)


def test_a_wrong_key_is_told_from_a_foreign_file(path: Path, new: NewStore, tmp_path: Path) -> None:
    wrong = refused(path, keys.random_key())
    assert "与密钥不符" in wrong
    other = tmp_path / "other.db"
    made = opening.create(other)
    made.store.close()
    shutil.copyfile(other, path)
    foreign = refused(path, new.store_key)
    assert "不是密钥文件所属的数据文件" in foreign


def test_a_store_beside_the_key_file_of_another_is_told(path: Path, new: NewStore) -> None:
    content = key_file.read(path)
    content.store_id = "another"
    key_file.write(path, content)
    assert "密钥文件不是这个数据文件的" in refused(path, new.store_key)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "截断"),
        (b"x" * 100, "截断"),
        (b"\x89PNG\r\n" + b"picture" * 2000, "不是密钥文件所属"),
        (b"SQLite format 3\x00" + bytes(8176), "没有加密的 SQLite"),
        (b"PK\x03\x04" + b"z" * 8188, "不是密钥文件所属"),
    ],
)
def test_a_file_that_is_something_else_is_told(path: Path, new: NewStore, content: bytes, said: str) -> None:
    path.write_bytes(content)
    assert said in refused(path, new.store_key)
    assert path.read_bytes() == content


def _cut(pages: int, rest: int = 0) -> Callable[[bytes], bytes]:
    return lambda content: content[: pages * 4096 + rest]


@pytest.mark.parametrize("cut", [_cut(1), _cut(1, 17), _cut(20), _cut(20, 4000), _cut(0, 5000)])
def test_a_truncated_store_is_told(path: Path, new: NewStore, cut: Callable[[bytes], bytes]) -> None:
    path.write_bytes(cut(path.read_bytes()))
    said = refused(path, new.store_key)
    assert "截断" in said
    assert "备份" in said


def test_a_store_one_page_short_is_told(path: Path, new: NewStore) -> None:
    path.write_bytes(path.read_bytes()[:-4096])
    assert "截断" in refused(path, new.store_key)


def test_a_damaged_first_page_is_told(path: Path, new: NewStore) -> None:
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    said = refused(path, new.store_key)
    assert "损坏" in said
    assert "备份" in said


def test_an_encrypted_file_of_another_program_is_told(path: Path, new: NewStore) -> None:
    path.unlink()
    connection = connect_file(path, new.store_key, create=True)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    assert "没有应有的表" in refused(path, new.store_key)


def test_a_newer_schema_is_refused_and_left_untouched(path: Path, new: NewStore) -> None:
    connection = connect_file(path, new.store_key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    before = path.read_bytes()
    assert "更新版本的程序" in refused(path, new.store_key)
    after = connect_file(path, new.store_key)
    assert after.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    after.execute("PRAGMA journal_mode = DELETE")
    after.close()
    assert len(path.read_bytes()) == len(before)


def test_settings_hold_any_json_value(path: Path, new: NewStore) -> None:
    store = opening.open_store(path, new.store_key, key_file.read(path))
    for value in ({"a": [1, "二"]}, "1996-12-20", 5, True):
        with store.writing() as transaction:
            settings.write(transaction, "x", value)
        with store.reading() as transaction:
            assert settings.read(transaction, "x") == value
    with store.writing() as transaction:
        settings.write(transaction, "x", None)
        assert settings.read(transaction, "x") is None
    store.close()
    assert json.loads(key_file.path_for(path).read_text())["format"] == key_file.FORMAT
