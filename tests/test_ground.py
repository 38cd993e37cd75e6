"""What everything stands on: refusals in the user's words, the clock, the resources, the late loader."""

import sys
from datetime import UTC, date
from pathlib import Path

import pytest

from app import lazy, resources
from app.clock import FixedClock, SystemClock
from app.errors import InputFault, NotAllowed, NotFound, Refusal, StoreRefusal


@pytest.mark.parametrize(
    ("refusal", "read"),
    [
        (Refusal("没有这个单位"), "没有这个单位"),
        (Refusal("没有这个单位", where="单位代码"), "单位代码：没有这个单位"),
        (Refusal("没有这个单位", mend="请从列表中选取"), "没有这个单位。请从列表中选取"),
        (StoreRefusal("密码不对。", where="密码", mend="请再试一次。"), "密码：密码不对。请再试一次。"),
        (InputFault("一行也没有导入：", ["单位!A2: 空", "单位!B3: 没有这一类"]), "一行也没有导入：\n单位!A2: 空\n单位!B3: 没有这一类"),
        (InputFault(faults=["单位!A2: 空"]), "单位!A2: 空"),
    ],
)
def test_a_refusal_reads_as_the_user_reads_it(refusal: Refusal, read: str) -> None:
    assert str(refusal) == read


def test_every_kind_of_refusal_is_one_a_person_can_mend() -> None:
    assert all(issubclass(kind, Refusal) for kind in (NotAllowed, NotFound, StoreRefusal, InputFault))
    assert InputFault("", iter(["a", "b"])).faults == ("a", "b")


def test_a_store_with_its_own_day_stands_still_while_instants_go_on() -> None:
    clock = FixedClock(date(1996, 12, 20))
    first = clock.now()
    assert clock.today() == date(1996, 12, 20)
    assert clock.now() >= first
    assert first.year > 2000


def test_instants_are_in_utc_and_the_day_is_the_offices_own() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    days = {clock.now().astimezone().date(), clock.today(), clock.now().astimezone().date()}
    assert clock.today() in days


def test_a_resource_is_found_in_the_source_tree() -> None:
    assert "Qt under the LGPL" in resources.text("licences", "THIRD-PARTY.md")
    assert resources.path("licences/THIRD-PARTY.md") == resources.path("licences", "THIRD-PARTY.md")


def test_a_resource_is_found_in_the_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources" / "wording").mkdir(parents=True)
    (tmp_path / "resources" / "wording" / "a.toml").write_bytes("信访".encode())
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.text("wording", "a.toml") == "信访"
    assert resources.data("wording", "a.toml") == "信访".encode()


def test_a_missing_resource_is_named_and_is_no_refusal() -> None:
    with pytest.raises(resources.ResourceMissing, match=r"resources/wording/no-such-file\.toml is missing") as raised:
        resources.text("wording", "no-such-file.toml")
    assert not isinstance(raised.value, Refusal)


@pytest.mark.parametrize("name", ["../pyproject.toml", "licences/../../pyproject.toml", "/etc/passwd"])
def test_no_name_leads_out_of_the_resources(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a resource"):
        resources.path(name)


def test_a_module_is_loaded_when_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "wave", raising=False)
    assert lazy.load("wave") is sys.modules["wave"]
    assert lazy.attribute("fractions", "Fraction")(1, 2) * 2 == 1


def test_a_module_that_is_not_there_is_our_own_fault() -> None:
    with pytest.raises(ModuleNotFoundError):
        lazy.load("app.no_such_room")
