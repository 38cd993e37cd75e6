"""What other programs and the bureau's scripts rely on: the JSON, the tables, the texts and the way commands end."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from app.commands.parser import COMMANDS
from app.office import Office
from app.store import keys
from tests.cli import PASSWORD, everything, run
from tests.services.workbooks import Book, sound, write

ROOT = Path(__file__).parent.parent
LEVELS = {"city": int, "prefecture": int, "province": int, "beijing": int}
WHOLE = {
    "regulation": str, "year": int, "as_of": str, "closed": bool, "in_force": bool, "fingerprint": (str, type(None)),
    "scoring_sheet": {"name": str, "version": str, "reference": bool}, "readings": dict, "units": list,
}  # fmt: skip
UNIT = {
    "code": str, "name": str, "kind": str, "score": str, "rank": (int, type(None)),
    "items": dict.fromkeys(("A1", "A2", "A3", "A4", "B1", "B2", "B3", "C1", "C2", "C3", "D1", "D2", "D3", "D4"), str), "not_entered": list,
    "petitions": {"total": int, "letters": int, "visits": int, "repeat": int, "collective": LEVELS, "individual": LEVELS,
                  "individual_skipping": LEVELS, "collective_skipping": LEVELS},
    "on_time": {"due": int, "concluded_in_time": int, "rate": str},
    "four_noes": dict.fromkeys(("no_province_or_beijing", "no_collective", "no_long_standing", "no_backlog"), bool),
    "vetoes": list, "rewards": list, "merit": bool, "people_rewarded": list, "fines": list, "fines_total": int,
    "deposit": dict.fromkeys(("paid", "drawn", "balance", "owed"), (int, float)), "key_managed": bool, "key_managed_next_year": bool,
    "accountability": list, "distance_to_veto": {"3.2.1.1": int, "3.2.1.2": int, "3.2.1.3": int},
}  # fmt: skip
DECISION = {"clause": str, "evidence": list}
FINE = {"clause": str, "amount": int, "evidence": str}
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a","b")', "\t=1", "'=1", "<b>粗</b>", "&amp;", "a\nb", "𠮷喆😀",
    "\u202eabc", "a\u200bb", "１２３", "  前后  ", "“”‘’", '","', "%s{0}", "x" * 500,
    "null", "TRUE", "1e5", "1996-01-01", "\u0301e", "#REF!", "_x0041_", "]]>",
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BUREAU_PASSWORD", PASSWORD)
    monkeypatch.setattr("app.services.front_door.STANDARD", keys.QUICK)
    assert run("init", tmp_path / "信 访.db").code == 0
    return tmp_path / "信 访.db"


def imported(store: Path, book: Book) -> Path:
    done = run("import", store, write(book, store.with_name("书.xlsx")))
    assert done.code == 0, done
    return store


def full() -> Book:
    """A year with several units, one closed in it, vetoes, fines, people and deposits."""
    book = sound()
    book["单位"] += [
        {"代码": "T02", "名称": "第二演示镇", "类别": "乡镇", "停用日期": date(1996, 6, 30)},
        {"代码": "Q01", "名称": "演示办", "类别": "办事处"}, {"代码": "T10", "名称": "第十演示镇", "类别": "乡镇"},
    ]  # fmt: skip
    for number in range(5, 12):
        book["来访来信"].append(
            {"登记号": f"1996-{number:05}", "日期": date(1996, 7, number), "形式": "来访", "级别": "市", "姓名": "众演示", "人数": 5,
             "责任单位代码": "T10", "持答复级别": "无", "事项编号": "M1"}
        )  # fmt: skip
    return book


def told(store: Path, *more: object) -> dict[str, Any]:
    done = run("standings", store, "--year", 1996, "--format", "json", *more)
    assert done.code == 0, done
    return dict(json.loads(done.out))


def differences(shape: Any, found: Any, where: str = "") -> Iterator[str]:
    """Where a value has not exactly the keys, in their order, and the types it should have."""
    if isinstance(shape, dict):
        if not isinstance(found, dict) or list(found) != list(shape):
            yield f"{where}: {found}"
        else:
            for key, inner in shape.items():
                yield from differences(inner, found[key], f"{where}/{key}")
    elif not isinstance(found, shape) or (isinstance(found, bool) and shape is not bool):
        yield f"{where}: {found!r} is no {shape}"


def test_the_standings_in_json_have_exactly_the_keys_and_types_others_rely_on(store: Path) -> None:
    whole = told(imported(store, full()))
    assert list(differences(WHOLE, whole)) == []
    assert whole["regulation"] == "聊发〔1995〕34号"
    for unit in whole["units"]:
        assert list(differences(UNIT, unit)) == []
        for decision in (*unit["vetoes"], *unit["rewards"], *unit["accountability"]):
            assert list(differences(DECISION, decision)) == []
            assert decision["evidence"] == sorted(set(decision["evidence"]))
        for name in ("vetoes", "rewards", "accountability"):
            clauses = [decision["clause"] for decision in unit[name]]
            assert clauses == sorted(set(clauses))
        fines = unit["fines"]
        assert [problem for fine in fines for problem in differences(FINE, fine)] == []
        assert fines == sorted(fines, key=lambda fine: (fine["clause"], fine["evidence"]))
        assert unit["fines_total"] == sum(fine["amount"] for fine in fines)
        assert all(reward["evidence"] == [] for reward in unit["rewards"])
        assert min(unit["distance_to_veto"].values()) >= 0
        assert unit["not_entered"] == sorted(unit["not_entered"])
        assert unit["people_rewarded"] == sorted(set(unit["people_rewarded"]))


def test_units_come_by_rank_then_code_and_those_without_a_rank_last(store: Path) -> None:
    units = told(imported(store, full()))["units"]
    assert [unit["code"] for unit in units if unit["rank"] is None] == ["T02"]
    assert [(unit["rank"] or 99, unit["code"]) for unit in units] == sorted((unit["rank"] or 99, unit["code"]) for unit in units)
    assert "S01" not in {unit["code"] for unit in units}


def test_numbers_are_shown_to_two_places_and_nothing_is_minus_nought(store: Path) -> None:
    out = run("standings", imported(store, full()), "--year", 1996, "--format", "json").out
    assert "-0.00" not in out
    for unit in json.loads(out)["units"]:
        for value in (unit["score"], unit["on_time"]["rate"], *unit["items"].values()):
            assert re.fullmatch(r"-?\d+\.\d\d", value), value


def test_a_year_closed_reopened_and_closed_again_keeps_both_results_and_the_counter_entries(store: Path) -> None:
    before = told(imported(store, full()))
    assert (before["closed"], before["fingerprint"]) == (False, None)
    assert run("close-year", store, "--year", 1996).code == 1  # entries are missing
    assert run("close-year", store, "--year", 1996, "--reason", "演示").code == 0
    first = told(store)
    assert first == before | {"closed": True, "fingerprint": first["fingerprint"]}
    assert re.fullmatch(r"[0-9a-f]{64}", first["fingerprint"])
    assert told(store, "--as-of", "1996-12-31") == first
    assert told(store, "--as-of", "1996-12-30")["closed"] is False
    late = {"登记号": "1996-00099", "日期": date(1996, 2, 1), "形式": "来访", "级别": "京", "姓名": "迟演示", "人数": 9,
            "责任单位代码": "Q01", "持答复级别": "无"}  # fmt: skip
    book = write({"来访来信": [late]}, store.with_name("迟.xlsx"))
    assert "--late" in run("import", store, book).out
    assert run("import", store, book, "--late").code == 0
    assert told(store) == first  # what arrives later changes nothing
    assert run("reopen-year", store, "--year", 1996, "--reason", "补录").code == 0
    assert run("close-year", store, "--year", 1996, "--reason", "演示").code == 0
    second = told(store)
    assert second["fingerprint"] != first["fingerprint"]
    assert next(unit for unit in second["units"] if unit["code"] == "Q01")["vetoes"] == [{"clause": "3.2.1.1", "evidence": ["1996-00099"]}]
    rows = everything(store)
    assert len(rows["closed_years"]) == 2
    sums = {"fines": 0, "all": 0}
    office = Office.open(store, None, PASSWORD)
    with office.desk.store.reading() as transaction:
        for account, amount in transaction.exec_driver_sql("SELECT account, amount FROM ledger_lines"):
            sums["all"] += amount
            sums["fines"] += amount if account == "fines" else 0
    office.close()
    assert sums["all"] == 0  # what was posted twice was countered once
    assert sums["fines"] == -100 * sum(unit["fines_total"] for unit in second["units"]) < 0
    assert run("check", store).code == 0


def test_closing_again_without_any_change_gives_the_same_fingerprint(store: Path) -> None:
    imported(store, full())
    prints = []
    for _ in range(2):
        assert run("close-year", store, "--year", 1996, "--reason", "演示").code == 0
        prints.append(told(store)["fingerprint"])
        assert run("reopen-year", store, "--year", 1996, "--reason", "演示").code == 0
    assert prints[0] == prints[1]


def test_the_same_workbook_in_another_store_gives_the_same_json(store: Path, tmp_path: Path) -> None:
    first = run("standings", imported(store, full()), "--year", 1996, "--format", "json").out
    other = tmp_path / "另一个.db"
    assert run("init", other).code == 0
    book = full()
    for rows in book.values():
        rows.reverse()
    assert run("standings", imported(other, dict(reversed(book.items()))), "--year", 1996, "--format", "json").out == first


def hostile() -> Book:
    book: Book = {"单位": [], "人员": [], "来访来信": []}
    for place, text in enumerate(HOSTILE):
        book["单位"].append({"代码": f"T{place:02}", "名称": text, "类别": "乡镇", "简称": text})
        book["人员"].append({"单位代码": f"T{place:02}", "姓名": text, "职务": "主要领导"})
        book["来访来信"].append(
            {"登记号": f"1996-{place + 1:05}", "日期": date(1996, 1, 2), "形式": "来访", "级别": "市", "姓名": text, "住址": text,
             "责任单位代码": f"T{place:02}", "持答复级别": "无", "反映内容": text}
        )  # fmt: skip
    return book


def test_text_from_people_comes_out_as_it_went_in_and_is_nowhere_a_formula(store: Path) -> None:
    imported(store, hostile())
    assert run("import", store, store.with_name("书.xlsx")).out.startswith("没有新的行")
    assert {unit["name"] for unit in told(store)["units"]} == set(HOSTILE)
    table = run("standings", store, "--year", 1996, "--format", "csv").out
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    column = rows[0].index("单位")
    assert {row[column] for row in rows[1:]} == {f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text for text in HOSTILE}
    assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row)
    out = store.with_name("出.xlsx")
    assert run("standings", store, "--year", 1996, "--format", "xlsx", "-o", out).code == 0
    with zipfile.ZipFile(out) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))
        assert b"<f" not in sheets.replace(b"<formatPr", b"")
        assert b"hyperlink" not in sheets
    with CalamineWorkbook.from_path(str(out)) as book:
        cells = book.get_sheet_by_index(0).to_python()
    assert {str(row[column]) for row in cells[1:]} == set(HOSTILE)
    asked = ("--year", 1996)
    for command in (("standings", store, *asked), ("due", store), ("audit", store), ("explain", store, *asked, "--unit", "T11")):
        done = run(*command)
        assert done.code == 0
        assert "\u202e" not in done.out


def test_what_if_and_explain_say_the_clause_and_write_nothing(store: Path) -> None:
    before = everything(imported(store, full()))
    said = run("what-if", store, "--year", 1996, "--unit", "Q01", "--add", "beijing:5", "--add", "city:4:skip").out
    assert "三（二）1（1）" in said
    assert "1,500" in said
    explained = run("explain", store, "--year", 1996, "--unit", "T10").out
    assert "三（二）1（3）" in explained
    assert all(f"1996-{number:05}" in explained for number in range(5, 12))
    assert everything(store) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_refuses_an_unknown_option(command: str) -> None:
    assert run(command, "--help").code == 0
    assert run(command, "--no-such-option").code == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--year", "0"), 2), (("--year", "99999"), 2), (("--year", "abc"), 2), (("--year", "１９９６"), 2), (("--year", ""), 2),
        (("--year", "1996", "--as-of", "1996-02-31"), 2), (("--year", "1996", "--as-of", "x"), 2), (("--year", "1996", "--as-of", ""), 2),
        (("--year", "1996", "--as-of", "9999-12-31"), 0), (("--year", "1996", "--format", "pdf"), 2), ((), 2), (("--year", "2199"), 0),
        (("--year", "1996", "--format", "xlsx"), 2), (("--year", "1996", "--format", "csv", "-o", "/no/such/folder/a.csv"), 1),
        (("--year", "1900", "--format", "json"), 0),
    ],
)  # fmt: skip
def test_standings_take_sensible_years_days_and_places_alone(store: Path, arguments: tuple[str, ...], code: int) -> None:
    assert run("standings", store, *arguments).code == code


def in_a_process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    known = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "LANG": "C", "LC_ALL": "C"} | environment
    return subprocess.run([sys.executable, "-m", "app", *map(str, arguments)], cwd=ROOT, env=known, capture_output=True, check=False)


def test_output_is_utf_8_whatever_the_machines_language(store: Path) -> None:
    imported(store, full())
    done = in_a_process("standings", store, "--year", 1996, "--format", "json", BUREAU_PASSWORD=PASSWORD, PYTHONUTF8="0")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8")) == told(store)
    refused = in_a_process("standings", store, "--year", 1996, PYTHONUTF8="0")
    assert refused.returncode == 1
    assert "没有密码" in refused.stderr.decode("utf-8")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="a command line there is text already")
@pytest.mark.parametrize("place", range(1, 6))
def test_bytes_that_are_no_text_are_wrong_usage(store: Path, place: int) -> None:
    arguments: list[object] = ["explain", store, "--year", "1996", "--unit", "T01"]
    arguments[place] = os.fsdecode(b"\xff")
    assert run(*arguments).code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_finds_no_room_is_one_line_and_no_success(store: Path) -> None:
    environment = os.environ | {"BUREAU_PASSWORD": PASSWORD}
    with Path("/dev/full").open("wb") as full_disk:
        arguments = [sys.executable, "-m", "app", "standings", str(store), "--year", "1996", "--format", "json"]
        done = subprocess.run(arguments, cwd=ROOT, env=environment, stdout=full_disk, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
def test_a_template_that_does_not_fit_on_the_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, 4_096)); from app import commands"
    code = f"{limit}; sys.exit(commands.main(['template', 'a.xlsx']))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_import_beside_a_writer_waits_its_turn_and_loses_nothing(store: Path) -> None:
    imported(store, full())
    book = {"来访来信": [{**full()["来访来信"][0], "登记号": f"1996-{number:05}"} for number in range(500, 900)]}
    path = write(book, store.with_name("多.xlsx"))
    office = Office.open(store, None, PASSWORD)
    with office.desk.store.writing() as transaction:
        transaction.exec_driver_sql("UPDATE petitions SET gist = gist")
        arguments = [sys.executable, "-m", "app", "import", str(store), str(path)]
        waiting = subprocess.Popen(arguments, cwd=ROOT, env=os.environ | {"BUREAU_PASSWORD": PASSWORD}, stdout=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(1.5)
    out, _ = waiting.communicate(timeout=60)
    office.close()
    assert waiting.returncode == 0
    assert "来访来信 400 行" in out.decode()
    assert run("check", store).code == 0
