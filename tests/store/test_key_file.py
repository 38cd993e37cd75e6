"""The key file: whole or not there, and plain words for every way it can be wrong."""

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from app.errors import StoreRefusal
from app.store import files, key_file, key_gate, keys
from app.store.key_file import Failures, KeyFile

STORE_KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store = tmp_path / "局.db"
    content = KeyFile("id", bytes(16), bytes(60))
    content.accounts["局长"] = key_gate.account_keys("a password", STORE_KEY, STORE_KEY, keys.QUICK)
    content.anchor(7, b"\x01\x02", "1996-12-20T00:00:00+00:00")
    content.failed["局长"] = Failures(2, 0.0, 12.5)
    key_file.write(store, content)
    return store


def test_what_was_written_is_read_again(path: Path) -> None:
    content = key_file.read(path)
    assert (content.store_id, content.file_salt, list(content.accounts)) == ("id", bytes(16), ["局长"])
    assert content.anchors[0].digest == "0102"
    assert content.failed["局长"] == Failures(2, 0.0, 12.5)
    key_file.write(path, content)
    assert key_file.read(path) == content


def test_no_password_and_no_key_stands_in_it(path: Path) -> None:
    text = key_file.path_for(path).read_text()
    assert "a password" not in text
    assert STORE_KEY.hex() not in text


def test_a_missing_key_file_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(StoreRefusal, match=r"找不到密钥文件.*恢复密钥"):
        key_file.read(tmp_path / "局.db")


def _without(name: str) -> Any:
    return lambda body: {key: value for key, value in body.items() if key != name}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: [],
        lambda body: "text",
        lambda body: {**body, "accounts": []},
        lambda body: {**body, "accounts": {"x": {}}},
        lambda body: {**body, "store_id": 5},
        lambda body: {**body, "file_salt": "zz"},
        lambda body: {**body, "anchors": [[1]]},
        lambda body: {**body, "failed": {"x": 1}},
        *(_without(name) for name in ("store_id", "file_salt", "accounts", "anchors", "failed", "next", "audit_for_recovery")),
    ],
)
def test_a_spoilt_key_file_is_told(path: Path, spoil: Any) -> None:
    file = key_file.path_for(path)
    file.write_text(json.dumps(spoil(json.loads(file.read_text()))))
    with pytest.raises(StoreRefusal, match="不完整或已损坏"):
        key_file.read(path)


@pytest.mark.parametrize("cost", [[0, 65536, 4], [3, 1 << 40, 4], [3, 65536, 4000], [3, 65536], "x"])
def test_argon2_parameters_beyond_all_measure_are_told_instead_of_tried(path: Path, cost: Any) -> None:
    file = key_file.path_for(path)
    body = json.loads(file.read_text())
    body["accounts"]["局长"]["argon2id"] = cost
    file.write_text(json.dumps(body))
    with pytest.raises(StoreRefusal, match="不完整或已损坏"):
        key_file.read(path)


@pytest.mark.parametrize("cut", [0, 1, 50, 200])
def test_a_cut_key_file_is_told(path: Path, cut: int) -> None:
    file = key_file.path_for(path)
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(StoreRefusal, match="不完整或已损坏"):
        key_file.read(path)


def test_a_key_file_of_a_newer_program_is_told_as_such(path: Path) -> None:
    file = key_file.path_for(path)
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": key_file.FORMAT + 1}))
    with pytest.raises(StoreRefusal, match="更新版本"):
        key_file.read(path)


def test_a_write_that_fails_leaves_the_former_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_file.path_for(path).read_bytes()

    def full(_handle: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreRefusal, match="没有写成"):
        key_file.write(path, key_file.read(path))
    monkeypatch.undo()
    assert key_file.path_for(path).read_bytes() == before
    assert not list(path.parent.glob(".*.tmp"))


def test_changes_made_at_once_are_all_kept(path: Path) -> None:
    def change(number: int) -> None:
        for _ in range(5):
            with key_file.changing(path) as content:
                content.failed[f"账号{number}"] = Failures(content.failed.get(f"账号{number}", Failures(0, 0, 0)).count + 1, 0.0, 0.0)

    threads = [threading.Thread(target=change, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: failures.count for name, failures in key_file.read(path).failed.items() if name != "局长"} == {
        f"账号{number}": 5 for number in range(6)
    }


def test_only_the_newest_anchors_are_kept_and_none_twice(path: Path) -> None:
    content = key_file.read(path)
    for seq in range(100):
        content.anchor(seq, b"x", "at")
        content.anchor(seq, b"x", "at")
    assert len(content.anchors) == key_file.ANCHORS_KEPT
    assert [anchor.seq for anchor in content.anchors][-2:] == [98, 99]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "x"
    files.replace_whole(target, b"one")
    files.replace_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert [entry.name for entry in tmp_path.iterdir()] == ["x"]
