"""Stores, key files and backups that are cut, foreign, damaged or locked: one clear line, nothing changed, nothing written over."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.office import Office
from app.store import keys
from tests.cli import PASSWORD, everything, run
from tests.services.workbooks import changed, sound, write

PAGE = 4_096


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a store, another store, a backup and two workbooks; tests work on copies."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUREAU_PASSWORD", PASSWORD)
        patch.setattr("app.services.front_door.STANDARD", keys.QUICK)
        for name in ("a.db", "other.db"):
            assert run("init", folder / name).code == 0
        assert run("import", folder / "a.db", write(sound(), folder / "sound.xlsx")).code == 0
        write(changed("来访来信", 0, 登记号="1996-00077"), folder / "new.xlsx")
        assert run("backup", folder / "a.db", folder / "备份").code == 0
        yield folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    return copied(made / "a.db", tmp_path / "a.db")


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    (path,) = (made / "备份").glob("*.backup")
    return copied(path, tmp_path / path.name)


def copied(source: Path, target: Path) -> Path:
    shutil.copyfile(source, target)
    shutil.copyfile(f"{source}.keys", f"{target}.keys")
    return target


def key_file(store: Path) -> Path:
    return store.with_name(f"{store.name}.keys")


def commands(store: Path, made: Path) -> Iterator[tuple[object, ...]]:
    yield "check", store
    yield "standings", store, "--year", 1996, "--format", "json"
    yield "import", store, made / "new.xlsx"
    yield "due", store
    yield "explain", store, "--year", 1996, "--unit", "D01"
    yield "close-year", store, "--year", 1996, "--reason", "演示"
    yield "backup", store, store.parent / "out"


@pytest.mark.parametrize("kept", [0, 1, 16, 100, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 0.5, -PAGE, -1])
def test_a_store_cut_short_is_refused_by_every_command(made: Path, store: Path, kept: float) -> None:
    whole = store.read_bytes()
    short = whole[: int(len(whole) * kept)] if isinstance(kept, float) else whole[:kept]
    for command in commands(store, made):
        store.write_bytes(short)
        done = run(*command)
        assert done.code == 1, command
        assert "截断" in done.err or "损坏" in done.err
        assert store.read_bytes() == short


def test_a_flipped_bit_is_found_by_check_and_never_a_fault_of_the_program(made: Path, store: Path) -> None:
    whole, keys_whole = store.read_bytes(), key_file(store).read_bytes()
    found = 0
    for page in range(1, len(whole) // PAGE, 9):
        damaged = bytearray(whole)
        damaged[page * PAGE + 123] ^= 1
        for command in commands(store, made):
            for beside in store.parent.glob("a.db-*"):
                beside.unlink()
            store.write_bytes(damaged)
            key_file(store).write_bytes(keys_whole)
            done = run(*command)  # asserts that it is no fault of ours
            if command[0] in {"check", "backup"}:
                assert done.code == 1, (page, command)
            found += done.code
            assert done.code == 0 or any(word in done.out + done.err for word in ("损坏", "不完整", "磁盘读写出错"))
    assert found > 20
    assert list(store.parent.glob("out/*")) == []  # no backup of a damaged store was called good


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 80, "不是密钥文件所属"), (b"SQLite format 3\x00" + bytes(8_000), "没有加密"),
        (b"PK\x03\x04" + b"x" * 9_000, "不是密钥文件所属"), (bytes(20_480), "不是密钥文件所属"),
    ],
)  # fmt: skip
def test_another_kind_of_file_under_the_stores_name_is_told(store: Path, content: bytes, said: str) -> None:
    store.write_bytes(content)
    assert said in run("check", store).err
    assert store.read_bytes() == content


def test_a_real_sqlite_file_and_another_store_are_told(made: Path, store: Path) -> None:
    store.unlink()
    with sqlite3.connect(store) as plain:
        plain.execute("CREATE TABLE a (b)")
    plain.close()
    assert "没有加密" in run("check", store).err
    shutil.copyfile(made / "other.db", store)
    assert "不是密钥文件所属" in run("check", store).err


def test_a_store_that_is_not_there_is_said_to_be_missing_rather_than_its_keys(store: Path) -> None:
    for missing in (store.with_name("none.db"), store.parent):
        assert "找不到数据文件" in run("check", missing).err
    key_file(store).unlink()
    assert "找不到密钥文件" in run("check", store).err


def changed_keys(**known: Any) -> Callable[[str], str]:
    """The key file with parts of the only account, or of the whole, set."""

    def change(text: str) -> str:
        body = json.loads(text)
        account = body["accounts"]["director"]
        for name, value in known.items():
            (account if name in account else body)[name] = value
        return json.dumps(body)

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "", lambda text: text[:1], lambda text: text[: len(text) // 2], lambda text: text[:-3], lambda _: "[]", lambda _: "null",
        lambda _: "[" * 100_000, lambda _: '{"format": 1}', lambda _: '{"format": 99}', lambda _: "\ufffd" * 3_000,
        changed_keys(salt=""), changed_keys(salt="00"), changed_keys(store_key="00"), changed_keys(argon2id=[1, 10**9, 1]),
        changed_keys(argon2id=[64, 4_194_304, 64]), changed_keys(argon2id=[0, 8, 1]), changed_keys(accounts={}),
        changed_keys(failed={"director": [1, float("inf"), 0]}), changed_keys(failed={"director": [1, float("nan"), 0]}),
        changed_keys(failed={"director": [5, "x", 0]}), changed_keys(file_salt="zz"),
    ],
)  # fmt: skip
def test_a_key_file_that_is_cut_or_tampered_with_is_refused(store: Path, change: Callable[[str], str]) -> None:
    key_file(store).write_text(change(key_file(store).read_text(encoding="utf-8")), encoding="utf-8")
    assert "密钥" in run("check", store).err


def test_another_stores_key_file_is_told(made: Path, store: Path) -> None:
    shutil.copyfile(made / "other.db.keys", key_file(store))
    assert "不是密钥文件所属" in run("check", store).err


def test_a_store_of_a_newer_program_is_refused_and_left_alone(made: Path, store: Path) -> None:
    office = Office.open(store, None, PASSWORD)
    with office.desk.store.writing() as transaction:
        transaction.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    office.close()
    before = store.read_bytes()
    for command in commands(store, made):
        assert "新版" in run(*command).err
        assert store.read_bytes() == before


def test_five_wrong_passwords_lock_the_right_one_out_too(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUREAU_PASSWORD", "not-the-password")
    said = [run("check", store).err for _ in range(5)]
    assert "30 分钟" in said[-1]
    monkeypatch.setenv("BUREAU_PASSWORD", PASSWORD)
    assert "分钟后再试" in run("check", store).err


@pytest.mark.parametrize("ending", ["", ".keys", ".keys.lock", "-wal"])
@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "table"])
def test_no_export_is_ever_written_over_a_store_or_a_part_of_one(store: Path, backup: Path, ending: str, form: str) -> None:
    before = everything(store), backup.read_bytes()
    for path in (store.with_name(f"{store.name}{ending}"), backup.with_name(f"{backup.name}{ending}")):
        done = run("standings", store, "--year", 1996, "--format", form, "-o", path)
        assert done.code == 1
        assert "换一个文件名" in done.err
    assert (everything(store), backup.read_bytes()) == before
    assert run("verify", backup).code == 0


def test_a_template_is_never_written_over_a_store(store: Path) -> None:
    named_like_a_workbook = store.with_name("信访.xlsx")
    copied(store, named_like_a_workbook)
    before = named_like_a_workbook.read_bytes()
    assert run("template", named_like_a_workbook).code == 1
    assert named_like_a_workbook.read_bytes() == before


def test_a_password_file_saved_with_a_byte_order_mark_works(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUREAU_PASSWORD", "not-the-password")
    secret = store.with_name("密码.txt")
    secret.write_bytes(f"{PASSWORD}\r\n".encode("utf-8-sig"))
    assert run("check", store, "--password-file", secret).code == 0


@pytest.mark.parametrize("kept", [0, 100, PAGE, 0.5, -1])
def test_a_backup_cut_short_is_neither_good_nor_restored(backup: Path, kept: float) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * kept)] if isinstance(kept, float) else whole[:kept])
    target = backup.with_name("restored.db")
    assert run("verify", backup).code == 1
    assert run("restore", backup, target).code == 1
    assert [path.name for path in backup.parent.iterdir() if "restored" in path.name] == []


@pytest.mark.parametrize("place", [5, 100, 9 * PAGE + 77, -20])
def test_a_damaged_backup_is_neither_good_nor_restored(backup: Path, place: int) -> None:
    damaged = bytearray(backup.read_bytes())
    damaged[place] ^= 4
    backup.write_bytes(damaged)
    assert run("verify", backup).code == 1
    assert run("restore", backup, backup.with_name("restored.db")).code == 1
    assert not backup.with_name("restored.db").exists()


def test_a_restore_never_overwrites(backup: Path, made: Path) -> None:
    for target in (made / "sound.xlsx", backup, made / "a.db"):
        before = target.read_bytes()
        assert "已经存在" in run("restore", backup, target).err
        assert target.read_bytes() == before
    lone = backup.with_name("lone.db")
    key_file(lone).write_text("x", encoding="utf-8")
    assert run("restore", backup, lone).code == 1
    assert not lone.exists()


def test_a_good_backup_gives_the_same_rows_and_standings(store: Path, backup: Path) -> None:
    target = backup.with_name("恢复 了的.db")
    assert run("verify", backup).code == 0
    assert run("restore", backup, target).code == 0
    assert everything(target) == everything(store)
    asked = ("--year", 1996, "--as-of", "1996-12-31", "--format", "json")
    assert run("standings", target, *asked).out == run("standings", store, *asked).out
