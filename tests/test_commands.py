"""The command line: what it prints, how it ends, and never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from app import commands, lazy
from app.commands.parser import COMMANDS, HANDLERS
from app.store import keys
from tests.services.workbooks import changed, sound, write

ROOT = Path(__file__).parent.parent
PASSWORD = "a-password-for-tests"


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process with keys that are quick to make; an error is always one line."""
    monkeypatch.setenv("BUREAU_PASSWORD", PASSWORD)
    monkeypatch.setattr("app.services.front_door.STANDARD", keys.QUICK)

    def ran(*arguments: object) -> Done:
        capsys.readouterr()
        code = commands.main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        if code:
            assert len(err.splitlines()) == 1
        return Done(code, out, err)

    return ran


@pytest.fixture
def store(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "bureau.db"
    assert run("init", path).code == 0
    assert run("import", path, write(sound(), tmp_path / "sound.xlsx")).code == 0
    return path


def closed(run: Run, store: Path) -> Path:
    assert run("close-year", store, "--year", 1996, "--reason", "演示").code == 0
    return store


def test_a_store_is_made_once_and_its_recovery_key_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    done = run("init", path)
    assert done.code == 0
    assert "恢复密钥" in done.out
    again = run("init", path)
    assert again.code == 1
    assert "已经存在" in again.err


def test_a_short_password_makes_no_store(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUREAU_PASSWORD", "1234567")
    assert run("init", tmp_path / "new.db").code == 1
    assert list(tmp_path.iterdir()) == []


def test_the_password_may_come_from_a_file_and_goes_before_the_environment(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = store.with_name("secret")
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv("BUREAU_PASSWORD", "wrong-password")
    assert run("standings", store, "--year", 1996, "--password-file", file).code == 0
    assert "密码" in run("standings", store, "--year", 1996).err
    assert run("standings", store, "--year", 1996, "--password-file", store.with_name("none")).code == 1


def test_without_a_terminal_a_missing_password_is_said_to_be_missing(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BUREAU_PASSWORD")
    done = run("standings", store, "--year", 1996)
    assert done.code == 1
    assert "BUREAU_PASSWORD" in done.err


def test_no_command_takes_a_password_as_an_argument(run: Run, store: Path) -> None:
    assert run("standings", store, "--year", 1996, "--password", PASSWORD).code == 2


def test_an_unknown_account_and_a_missing_store_are_refused(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("standings", store, "--year", 1996, "--account", "nobody").code == 1
    monkeypatch.setenv("BUREAU_ACCOUNT", "nobody")
    assert run("standings", store, "--year", 1996).code == 1
    assert run("standings", store, "--year", 1996, "--account", "director").code == 0
    assert run("standings", store.with_name("none.db"), "--year", 1996).code == 1


def test_the_template_needs_no_store_and_can_be_imported(run: Run, tmp_path: Path) -> None:
    assert run("template", tmp_path / "template.xlsx").code == 0
    run("init", tmp_path / "new.db")
    done = run("import", tmp_path / "new.db", tmp_path / "template.xlsx")
    assert done == Done(0, "已导入：单位 1 行，人员 1 行，事项 1 行，来访来信 1 行，录入项 1 行，保证金 1 行。\n", "")


def test_faults_of_a_workbook_are_listed_on_standard_output(run: Run, store: Path) -> None:
    book = write(changed("来访来信", 0, 登记号="1996-00077", 日期="1996-02-31", 人数=-1), store.with_name("bad.xlsx"))
    done = run("import", store, book)
    assert done.code == 1
    assert [line.split(":")[0] for line in done.out.splitlines()] == ["来访来信!B2", "来访来信!E2"]
    assert "没有导入" in done.err


def test_an_import_twice_says_that_nothing_is_new(run: Run, store: Path) -> None:
    assert run("import", store, store.with_name("sound.xlsx")).out == "没有新的行；13 行已经登记过，内容相同。\n"


def test_standings_come_in_every_format(run: Run, store: Path) -> None:
    assert run("standings", store, "--year", 1996).out.startswith("1996年度")
    told = json.loads(run("standings", store, "--year", 1996, "--as-of", "1996-06-30", "--format", "json").out)
    assert told["as_of"] == "1996-06-30"
    assert run("standings", store, "--year", 1996, "--format", "csv").out.startswith("\ufeff")
    assert run("standings", store, "--year", 1996, "--format", "xlsx").code == 2
    out = store.with_name("out.xlsx")
    assert run("standings", store, "--year", 1996, "--format", "xlsx", "-o", out).code == 0
    assert out.read_bytes().startswith(b"PK")


def test_a_unit_is_explained_and_an_unknown_one_refused(run: Run, store: Path) -> None:
    assert "三（二）1（5）" in run("explain", store, "--year", 1996, "--unit", "D01").out
    assert run("explain", store, "--year", 1996, "--unit", "X").code == 1


def test_what_if_shows_the_difference(run: Run, store: Path) -> None:
    assert "3.2.1" not in run("what-if", store, "--year", 1996, "--unit", "T01", "--add", "beijing:9:skip").out
    assert "三（二）1（1）" in run("what-if", store, "--year", 1996, "--unit", "T01", "--add", "beijing:9:skip").out
    assert run("what-if", store, "--year", 1996, "--unit", "T01", "--add", "moon:9").code == 2


def test_a_year_is_closed_and_reopened(run: Run, store: Path) -> None:
    assert "没有录入" in run("close-year", store, "--year", 1996).err
    assert run("close-year", store, "--year", 2999).code == 2
    closed(run, store)
    assert json.loads(run("standings", store, "--year", 1996, "--format", "json").out)["closed"] is True
    assert run("reopen-year", store, "--year", 1996).code == 2
    assert run("reopen-year", store, "--year", 1996, "--reason", "演示").code == 0


def test_due_cases_are_listed_with_why(run: Run, store: Path) -> None:
    done = run("due", store, "--within", 10, "--as-of", "1996-06-01")
    assert "超期 0 件，今日到期 0 件，即将到期 1 件" in done.out
    assert "集体访期限1个月" in done.out


def test_kinds_of_document_are_named_without_a_store(run: Run) -> None:
    assert "veto\t一票否决书\n" in run("print", "--list").out


def test_a_veto_is_printed_in_two_originals_and_again_as_it_was(run: Run, store: Path) -> None:
    folder = store.with_name("papers")
    assert "还没有定案" in run("print", store, "veto", "--year", 1996, "-o", folder).err
    closed(run, store)
    done = run("print", store, "veto", "--year", 1996, "--unit", "D01", "-o", folder)
    assert done.code == 0
    papers = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(papers) == ["veto-1996-D01-superior.pdf", "veto-1996-D01-unit.pdf"]
    assert all(content.startswith(b"%PDF") for content in papers.values())
    again = run("print", store, "veto", "--year", 1996, "--layout", "1995", "-o", folder)
    assert again.out.count("重印原件") == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == papers
    assert run("print", store, "veto", "--year", 1996, "--unit", "T01", "-o", folder).code == 1


def test_printing_needs_to_know_what_and_where(run: Run, store: Path) -> None:
    assert run("print", store, "veto", "--year", 1996).code == 2
    assert run("print", store, "nonsense", "-o", store.parent).code == 1
    assert run("print", store, "veto", "-o", store.parent) == Done(2, "", "用法不对：没有写明哪一年。请加上 --year。\n")


def test_a_backup_is_verified_and_restored(run: Run, store: Path) -> None:
    folder = store.with_name("backups")
    folder.mkdir()
    assert run("backup", store, folder).code == 0
    made = next(path for path in folder.iterdir() if not path.name.endswith(".keys"))
    assert "备份完好" in run("verify", made).out
    restored = store.with_name("restored.db")
    assert run("restore", made, restored).code == 0
    assert run("restore", made, restored).code == 1
    assert run("check", restored).code == 0
    assert run("verify", store.with_name("none")).code == 1


def test_the_audit_tells_what_was_done(run: Run, store: Path) -> None:
    actions = [line.split("\t")[4] for line in run("audit", store).out.splitlines()]
    assert actions[:2] == ["store_created", "login"]
    assert "import" in actions
    assert run("audit", store, "--since", date.max.isoformat()).out == ""


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_in_chinese(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert done.out.startswith("用法：")
    assert "usage" not in done.out


def test_every_command_has_a_room_that_runs_it() -> None:
    assert set(HANDLERS) == set(COMMANDS)
    for module, function in HANDLERS.values():
        assert callable(lazy.attribute(module, function))


@pytest.mark.parametrize(
    "arguments",
    [[], ["nonsense"], ["standings"], ["standings", "x"], ["standings", "x", "--year", "96"], ["due", "x", "--within", "-1"],
     ["standings", "x", "--year", "1996", "--as-of", "1996-02-30"], ["standings", "x", "--year", "1996", "--format", "pdf"],
     ["import", "x"], ["explain", "x", "--year", "1996"], ["standings", "x", "--year"], ["init", "a", "b"]],
)  # fmt: skip
def test_wrong_usage_ends_with_two_and_one_chinese_line(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert done.err.startswith("用法不对：")


def test_a_fault_of_ours_is_one_line_and_a_report_without_any_words(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("张三的秘密")

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("app.services.standings_export.StandingsExport.text", broken)
    done = run("standings", store, "--year", 1996)
    assert done.code == 1
    assert "ZeroDivisionError" in done.err
    report = next((tmp_path / "state" / "petition-bureau").iterdir()).read_text(encoding="utf-8")
    assert "张三" not in report + done.err
    assert "reviewing.py" in report


def in_a_process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False, timeout=120
    )


def test_output_is_utf_8_whatever_the_locale(store: Path) -> None:
    plain = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii", "BUREAU_PASSWORD": PASSWORD}
    done = in_a_process("-m", "app", "standings", store, "--year", 1996, **plain)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8").startswith("1996年度信访")
    refused = in_a_process("-m", "app", "standings", store, "--year", 1996, "--account", "无此人", **plain)
    assert refused.returncode == 1
    assert refused.stderr.decode("utf-8").count("\n") == 1


def test_a_command_that_needs_no_window_loads_no_qt(store: Path) -> None:
    code = (
        "import sys\nfrom app import commands\n"
        f"code = commands.main(['standings', {str(store)!r}, '--year', '1996'])\n"
        "heavy = {'PySide6', 'reportlab', 'python_calamine', 'alembic', 'pypinyin', 'chinese_calendar'} & set(sys.modules)\n"
        "print('LOADED', sorted(heavy)); sys.exit(code)"
    )
    done = in_a_process("-W", "error", "-c", code, BUREAU_PASSWORD=PASSWORD)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines()[-1] == "LOADED []"


def test_a_reader_that_goes_away_is_no_fault(store: Path) -> None:
    command = f"'{sys.executable}' -m app audit '{store}' | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env={**os.environ, "BUREAU_PASSWORD": PASSWORD}, capture_output=True, check=False, timeout=120
    )
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so_and_does_not_wait() -> None:
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    done = subprocess.run([sys.executable, "-m", "app"], env=bare, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 1
    assert "没有屏幕" in done.stderr
    assert done.stderr.count("\n") == 1
