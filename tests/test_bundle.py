"""The bundle: what is named late is in it, nothing unneeded is, and (a drill) it lives without Python in a folder with a strange name."""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from app.store import backup, migrate
from tests import layers

ROOT = Path(__file__).parent.parent
NAME = "petition-bureau"
MIGRATIONS = "app/store/migrations"
NEXT = f"{int(migrate.HEAD) + 1:04}"
DRILL = f"""
from alembic import op
from sqlalchemy import Column, Text

revision, down_revision = "{NEXT}", "{migrate.HEAD}"


def upgrade() -> None:
    op.add_column("petitions", Column("drilled", Text))
"""
KEY = {"BUREAU_PASSWORD": "12345678"}
MOST_BYTES = 250 * 1000 * 1000


class Recorded:
    """Stands for each of PyInstaller's steps: keeps what it was given."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.given, self.named = given, named
        self.pure: list[Any] = []
        self.scripts: list[Any] = []
        self.binaries: list[tuple[str, str, str]] = []
        self.datas: list[tuple[str, str, str]] = []


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    """What build.spec defines, with the steps recorded instead of taken; it names no library, so it needs no PyInstaller."""
    steps = dict.fromkeys(("Analysis", "PYZ", "EXE", "COLLECT"), Recorded)
    names: dict[str, Any] = {"SPECPATH": str(ROOT), "workpath": str(ROOT / "build"), **steps}
    exec(compile((ROOT / "build.spec").read_text(encoding="utf-8"), "build.spec", "exec"), names)
    return names


@pytest.fixture(scope="module")
def collected(spec: dict[str, Any]) -> set[str]:
    return set(spec["program"].named["hiddenimports"])


def test_every_module_of_the_program_is_collected(collected: set[str]) -> None:
    migrations = "app.store.migrations"
    assert {name for name in layers.read(ROOT) if not name.startswith(migrations) and not name.endswith("__main__")} - collected == set()


def test_whatever_is_loaded_late_is_collected(collected: set[str]) -> None:
    named = {found.target for module in layers.read(ROOT).values() for found in module.imports if found.how == "late"}
    late = {name for name in named if layers.zone(name) or find_spec(name.partition(".")[0])}
    assert late, "nothing is loaded late any more: this test looks at the wrong place"
    assert late - collected == set()


def test_what_the_migrations_import_is_collected(collected: set[str]) -> None:
    imported = set()
    for file in (ROOT / MIGRATIONS).rglob("*.py"):
        imported |= {node.module for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)}
    assert {"alembic"} <= imported
    assert imported - collected == set()


def test_resources_and_migrations_go_along_where_the_program_looks_for_them(spec: dict[str, Any]) -> None:
    datas = {f"{folder}/{Path(file).name}" for file, folder in spec["program"].named["datas"]}
    regulation = {str(file.relative_to(ROOT)) for file in (ROOT / "resources/regulation").iterdir()}
    scripts = {str(file.relative_to(ROOT)) for file in (ROOT / MIGRATIONS).rglob("*.py")}
    licences = {str(file.relative_to(ROOT)) for file in (ROOT / "resources/licences").iterdir()}
    fonts = {str(file.relative_to(ROOT)) for file in (ROOT / "resources/fonts").glob("*.ttf")}
    assert regulation
    assert scripts
    assert fonts
    assert (regulation | scripts | licences | fonts) - datas == set()
    assert [name for name in datas if "__pycache__" in name] == []


def test_nothing_the_program_imports_is_left_out(spec: dict[str, Any]) -> None:
    used = {found.target for module in layers.read(ROOT).values() for found in module.imports}
    left_out = set(spec["program"].named["excludes"])
    assert {name for name in used if any(name == out or name.startswith(f"{out}.") for out in left_out)} == set()


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/QtCore.abi3.so", True),
    ],
)
def test_of_the_plugins_only_those_a_window_needs_stay(spec: dict[str, Any], name: str, stays: bool) -> None:
    assert spec["wanted_binary"](name) is stays


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("reportlab/fonts/DarkGardenMK.pfb", False),
        ("resources/fonts/NotoSerifSC-Light.ttf", True),
        ("app/store/migrations/env.py", True),
    ],
)
def test_of_the_data_only_what_is_used_stays(spec: dict[str, Any], name: str, stays: bool) -> None:
    assert spec["wanted_data"](name) is stays


def test_a_link_to_a_file_left_out_goes_with_it(spec: dict[str, Any]) -> None:
    kept = ("a.so", "lib/a.so", "SYMLINK")
    entries = [("lib/a.so", "/x/a.so", "BINARY"), kept, ("b.so", "lib/b.so", "SYMLINK")]
    assert spec["whole"](entries, {"lib/a.so"}) == [entries[0], kept]


# --- the drill: minutes, and a folder of a quarter of a gigabyte --------------------------------------------------------------------


def built(tree: Path, work: Path) -> Path:
    """The program folder of a source tree, moved to a path with spaces and Chinese characters."""
    made = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--distpath", str(work / "dist"), "--workpath", str(work / "build")]
    subprocess.run([*made, str(tree / "build.spec")], check=True, capture_output=True, cwd=tree)
    place = work / "带 空格 的路径" / NAME
    place.parent.mkdir()
    shutil.move(work / "dist" / NAME, place)
    return place


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    work = tmp_path_factory.mktemp("bundle")
    yield built(ROOT, work)
    shutil.rmtree(work)


@pytest.fixture
def newer_bundle(tmp_path: Path) -> Path:
    """A bundle of the program as it will be one day: its schema has one more migration."""
    tree = tmp_path / "tree"
    for name in ("app", "ui", "reports", "resources"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "build.spec", tree)
    (tree / MIGRATIONS / "versions" / f"{NEXT}_drill.py").write_text(DRILL, encoding="utf-8")
    migrate_py = tree / "app/store/migrate.py"
    source = migrate_py.read_text(encoding="utf-8")
    assert f'HEAD = "{migrate.HEAD}"' in source
    migrate_py.write_text(source.replace(f'HEAD = "{migrate.HEAD}"', f'HEAD = "{NEXT}"'), encoding="utf-8")
    return built(tree, tmp_path / "work")


def started(bundle: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The bundle's program in an environment that holds nothing: no PATH, no HOME, no locale, no Python."""
    return subprocess.run(
        [bundle / NAME, *words], env=environment, cwd=bundle.parent, capture_output=True, encoding="utf-8", timeout=600, check=False
    )


@pytest.mark.drill
def test_the_bundle_is_small_and_brings_no_foreign_fonts_or_plugins(bundle: Path) -> None:
    files = [file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink()]
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES
    names = [str(file.relative_to(bundle)) for file in files]
    unwanted = ("reportlab/fonts", "tkinter", "libqgtk3", "QtNetwork", "QtQml", "Qt6Pdf", "libsqlite3", "libavif", "pytest")
    assert [name for name in names if any(part in name for part in unwanted)] == []
    assert [name for name in names if name.endswith(".qm") and "zh_CN" not in name] == []
    assert [link for link in bundle.rglob("*") if link.is_symlink() and not link.exists()] == []
    if shutil.which("dpkg-query"):
        assert (bundle / "_internal/resources/licences/system/libglib2.0-0.txt").is_file()


@pytest.mark.drill
def test_the_bundle_says_its_commands_in_utf8_without_a_locale(bundle: Path) -> None:
    said = started(bundle, "--help")
    assert said.returncode == 0
    assert "standings" in said.stdout
    refused = started(bundle, "standings", "没有 这个文件", "--year", "1995", BUREAU_PASSWORD="12345678")
    assert refused.returncode == 1
    assert "没有 这个文件" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.drill
def test_the_bundle_passes_the_tour_in_a_path_with_spaces_and_chinese_characters(bundle: Path) -> None:
    out = bundle.parent / "巡 览"
    toured = started(bundle, "tour", str(out))
    assert toured.returncode == 0, toured.stderr
    assert json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert list(out.glob("*.png"))
    assert list(out.glob("**/*.pdf"))


@pytest.mark.drill
def test_the_bundle_makes_a_sample_and_reads_it_again(bundle: Path) -> None:
    store = bundle.parent / "演示 数据.db"
    assert started(bundle, "init", str(store), "--sample", **KEY).returncode == 0
    standings = ("standings", str(store), "--year", "1995", "--format", "json")
    told = started(bundle, *standings, **KEY)
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == json.loads(from_source(*standings))


@pytest.mark.drill
def test_a_bundle_migrates_the_store_of_an_older_program_after_a_copy(newer_bundle: Path, tmp_path: Path) -> None:
    store = tmp_path / "旧 数据.db"
    from_source("init", str(store), "--sample")
    standings = ("standings", str(store), "--year", "1996", "--format", "json")
    before = json.loads(from_source(*standings))
    told = started(newer_bundle, *standings, **KEY)
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == before
    assert started(newer_bundle, "check", str(store), **KEY).returncode == 0
    assert list(backup.folder_beside(store).iterdir())
    assert "更新版本" in refused_by_source(*standings)


def from_source(*words: str) -> str:
    """What the program in the source tree says on standard output."""
    return run_from_source(*words, check=True).stdout


def refused_by_source(*words: str) -> str:
    """What it says on standard error where it refuses."""
    refused = run_from_source(*words, check=False)
    assert refused.returncode == 1
    return refused.stderr


def run_from_source(*words: str, check: bool) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *words], env={**os.environ, **KEY}, cwd=ROOT, capture_output=True, encoding="utf-8", check=check
    )
