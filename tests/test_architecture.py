"""The house stands as it was drawn: layers, cycles, sizes; a fault is told by the import's name."""

import ast
import re
from pathlib import Path

import pytest

from tests import layers

ROOT = Path(__file__).parent.parent
BRANCH = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.BoolOp, ast.IfExp, ast.comprehension, ast.match_case)
SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s.+\sSET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|TRIGGER)|PRAGMA\s)", re.DOTALL
)


@pytest.fixture(scope="module")
def house() -> dict[str, layers.Module]:
    return layers.read(ROOT)


def functions(module: layers.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def without_docstring(modules: dict[str, layers.Module]) -> list[str]:
    """A docstring of exactly one line says what the room is for; an empty file needs none."""
    words = {m.name: ast.get_docstring(m.tree) or "" for m in modules.values() if m.source.strip()}
    return [f"{name}: begins with no one-line docstring" for name, said in words.items() if not said.strip() or "\n" in said]


def too_long(modules: dict[str, layers.Module]) -> list[str]:
    return [f"{m.name}: {lines} lines" for m in modules.values() if (lines := m.source.count("\n")) > 300]


def too_branched(modules: dict[str, layers.Module]) -> list[str]:
    counted = [(m.name, f.name, 1 + sum(isinstance(node, BRANCH) for node in ast.walk(f))) for m in modules.values() for f in functions(m)]
    return [f"{module}.{function}: {branches} branches" for module, function, branches in counted if branches > 10]


def sql_outside_the_store(modules: dict[str, layers.Module]) -> list[str]:
    return [
        f"{m.file}:{node.lineno}: SQL in {m.name}"
        for m in modules.values()
        if layers.zone(m.name) != "store"
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]


def unknown_late_names(modules: dict[str, layers.Module]) -> list[str]:
    """A module named to the lazy loader must be there: no import statement would tell."""
    late = [(m, i) for m in modules.values() for i in m.imports if i.how == "late" and layers.zone(i.target)]
    return [f"{m.file}:{i.line}: {m.name} loads {i.target}, which is not there" for m, i in late if i.target not in modules]


def test_every_import_goes_down(house: dict[str, layers.Module]) -> None:
    assert layers.broken_arrows(house) == []


def test_no_modules_import_one_another(house: dict[str, layers.Module]) -> None:
    assert layers.cycles(house) == []


def test_sql_stands_in_the_store_only(house: dict[str, layers.Module]) -> None:
    assert sql_outside_the_store(house) == []


def test_what_is_loaded_late_is_there(house: dict[str, layers.Module]) -> None:
    assert unknown_late_names(house) == []


def test_every_module_says_in_one_line_what_it_is_for(house: dict[str, layers.Module]) -> None:
    assert without_docstring(house) == []


def test_no_module_is_longer_than_a_sitting(house: dict[str, layers.Module]) -> None:
    assert too_long(house) == []


def test_no_function_has_more_than_ten_branches(house: dict[str, layers.Module]) -> None:
    assert too_branched(house) == []


GOOD = {
    "app/__init__.py": '"""The program."""\n',
    "app/errors.py": '"""Refusals."""\n',
    "app/clock.py": '"""Clock."""\nfrom datetime import date\n',
    "app/lazy.py": '"""Late."""\nfrom importlib import import_module\n',
    "app/regulation/__init__.py": '"""Rules."""\n',
    "app/regulation/facts.py": '"""Facts."""\nfrom fractions import Fraction\n',
    "app/regulation/fines.py": '"""Fines."""\nfrom app.regulation import facts\n',
    "app/store/__init__.py": '"""Kept."""\n',
    "app/store/database.py": '"""File."""\nimport sqlalchemy\nfrom app.regulation.facts import Fraction\nQUERY = "SELECT a FROM b"\n',
    "app/services/__init__.py": '"""Work."""\n',
    "app/services/cases.py": '"""Cases."""\nfrom app import errors\nfrom app.store import database\n',
    "app/office.py": '"""Parts."""\nfrom app import lazy\nfrom app.services import cases\nWINDOW = lazy.load("ui.window")\n',
    "ui/__init__.py": '"""Window."""\n',
    "ui/window.py": '"""Main."""\nfrom PySide6 import QtWidgets\nfrom app.services import cases\nfrom ui import text\n',
    "ui/text.py": '"""Plain text."""\nfrom PySide6.QtWidgets import QLabel\n',
    "reports/__init__.py": '"""Paper."""\n',
    "reports/draw.py": '"""Draw."""\nfrom reportlab.pdfgen import canvas\nfrom app.regulation.facts import Fraction\n',
}
BRANCHY = "def f(a):\n" + "".join(f"    if a == {n}:\n        return {n}\n" for n in range(10)) + "    return a\n"


def house_of(folder: Path, extra: dict[str, str]) -> dict[str, layers.Module]:
    for name, source in (GOOD | extra).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(source, encoding="utf-8")
    return layers.read(folder)


def faults(modules: dict[str, layers.Module]) -> list[str]:
    checks = (layers.broken_arrows, layers.cycles, sql_outside_the_store, unknown_late_names, without_docstring, too_long, too_branched)
    return [fault for check in checks for fault in check(modules)]


def test_a_house_as_drawn_has_no_fault(tmp_path: Path) -> None:
    assert faults(house_of(tmp_path, {})) == []


@pytest.mark.parametrize(
    ("file", "body", "named"),
    [
        ("app/regulation/a.py", "import PySide6", "app.regulation.a imports PySide6"),
        ("app/regulation/a.py", "import cn2an", "standard library only"),
        ("app/regulation/a.py", "from pathlib import Path", "the rules are pure"),
        ("app/regulation/a.py", "from app import errors", "regulation may not know ground"),
        ("app/regulation/a.py", "from app.store import database", "imports app.store.database"),
        ("app/store/a.py", "from app.services.cases import errors", "store may not know services"),
        ("app/store/a.py", "from app.regulation import fines", "not its judgments"),
        ("app/store/a.py", "from app.regulation.fines import facts", "not its judgments"),
        ("app/store/a.py", "from ..services import cases", "imports app.services.cases"),
        ("app/services/a.py", "import sqlalchemy.orm", "imports sqlalchemy.orm"),
        ("app/services/a.py", "from sqlcipher3 import dbapi2", "imports sqlcipher3"),
        ("app/services/a.py", "import reports.draw", "services may not know reports"),
        ("app/services/a.py", "from app import office", "services may not know assembly"),
        ("app/services/a.py", "from app import lazy\nDRAW = lazy.load('reports.draw')", "imports reports.draw late"),
        ("app/services/a.py", "TABLE = {'notice': 'reports.draw'}", "imports reports.draw late"),
        ("app/services/a.py", "from importlib import import_module", "importlib is used in lazy only"),
        ("app/services/a.py", "Q = 'DELETE FROM petitions'", "SQL in app.services.a"),
        ("app/services/a.py", "def f():\n    import json\n    return json", "imports json in a function"),
        ("app/services/a.py", "def f():\n    from app.store import database", "imports app.store.database in a function"),
        ("app/commands.py", "from ui import window", "ui is named through app.lazy only"),
        ("app/bench.py", "from app import lazy\nW = lazy.load('ui.window')", "app may not know ui"),
        ("app/office.py", "from app import lazy\nW = lazy.load('ui.gone')", "loads ui.gone, which is not there"),
        ("ui/a.py", "from app.store import database", "ui may not know store"),
        ("ui/a.py", "from app.regulation import facts", "ui may not know regulation"),
        ("ui/a.py", "from app import lazy\nD = lazy.load('reports.draw')", "ui may not know reports"),
        ("ui/a.py", "import sqlite3", "sqlite3 is used in store only"),
        ("reports/a.py", "from PySide6.QtGui import QFont", "imports PySide6"),
        ("reports/a.py", "from app.services import cases", "reports may not know services"),
        ("reports/a.py", "import ui", "reports may not know ui"),
        ("ui/text.py", "from ui import window", "ui.text -> ui.window -> ui.text"),
        ("app/services/a.py", BRANCHY, "app.services.a.f: 11 branches"),
        ("app/services/a.py", "A = 1\n" * 300, "app.services.a: 301 lines"),
    ],
)
def test_a_house_with_one_fault_is_told_of_it(tmp_path: Path, file: str, body: str, named: str) -> None:
    found = faults(house_of(tmp_path, {file: f'"""A room."""\n{body}'}))
    assert any(named in fault for fault in found), found


@pytest.mark.parametrize("body", ["A = 1\n", '"""Two\nlines."""\n', '""" """\nA = 1\n'])
def test_a_room_without_a_line_on_its_door_is_told_of(tmp_path: Path, body: str) -> None:
    assert faults(house_of(tmp_path, {"ui/a.py": body})) == ["ui.a: begins with no one-line docstring"]
