"""House rules of the code: text from people stays plain text, one clock, nothing run, nothing printed by chance."""

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests import layers

ROOT = Path(__file__).parent.parent
House = dict[str, layers.Module]

# Qt guesses HTML in these; the one label class and the one message function live in ui/text.py.
RICH_TEXT = frozenset(
    {
        *("QLabel", "QMessageBox", "QToolTip", "QErrorMessage", "QTextBrowser", "QWhatsThis", "QTextDocument", "QSplashScreen"),
        *("setToolTip", "setWhatsThis", "setTextFormat", "setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown"),
        "setOpenExternalLinks",
    }
)
RICH_TEXT_ROOM = "ui.text"
# ReportLab's flowables parse markup: text goes to the canvas.
MARKUP = ("reportlab.platypus", "reportlab.lib.styles", "reportlab.graphics")
# A spreadsheet writer makes formulas and links of text; the one cell writer calls write_string.
CELL_WRITERS = frozenset(
    {
        *("write", "write_row", "write_column", "write_formula", "write_array_formula", "write_dynamic_array_formula", "write_url"),
        "write_rich_string",
    }
)
CLOCK_ROOM = "app.clock"
MACHINE_CLOCK = frozenset({"date.today", "datetime.today", "datetime.now", "datetime.utcnow", "time.time", "time.localtime", "time.gmtime"})
QT_CLOCK = frozenset({"currentDate", "currentDateTime", "currentDateTimeUtc", "currentTime"})
EVALUATED = frozenset({"eval", "exec", "__import__"})


@pytest.fixture(scope="module")
def house() -> House:
    return layers.read(ROOT)


def names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name a module uses: plain, as an attribute, or in an import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            yield from ((part, node.lineno) for alias in node.names for part in f"{module}.{alias.name}".split(".") if part)


def named(modules: Iterable[layers.Module], banned: frozenset[str], *, but: str = "") -> list[str]:
    return [f"{m.file}:{line}: {name}" for m in modules if m.name != but for name, line in names(m.tree) if name in banned]


def rich_text(house: House) -> list[str]:
    return named((m for m in house.values() if layers.zone(m.name) == "ui"), RICH_TEXT, but=RICH_TEXT_ROOM)


def markup(house: House) -> list[str]:
    return [f"{m.file}:{i.line}: {i.target}" for m in house.values() for i in m.imports if i.target.startswith(MARKUP)]


def cell_writing(house: House) -> list[str]:
    """One module of the exchange takes the spreadsheet writer in, and calls no cell writer but `write_string`."""
    users = [m for m in house.values() if any(i.target.partition(".")[0] == "xlsxwriter" for i in m.imports)]
    strangers = [f"{m.file}: xlsxwriter" for m in users if not m.name.startswith("app.services.exchange")]
    several = [f"{m.file}: a second cell writer" for m in users[1:]]
    return strangers + several + named(users, CELL_WRITERS)


def evaluated(house: House) -> list[str]:
    """Calls of the built-in names only: a dialog's own `exec` is Qt's."""
    plain = ((m, node) for m in house.values() for node in ast.walk(m.tree) if isinstance(node, ast.Name))
    return [f"{m.file}:{node.lineno}: {node.id}" for m, node in plain if node.id in EVALUATED]


def own_clocks(house: House) -> list[str]:
    called = [
        (m, node.lineno, f"{getattr(node.value, 'id', getattr(node.value, 'attr', ''))}.{node.attr}")
        for m in house.values()
        if m.name != CLOCK_ROOM
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Attribute)
    ]
    return [f"{m.file}:{line}: {call}" for m, line, call in called if call in MACHINE_CLOCK or call.partition(".")[2] in QT_CLOCK]


def test_the_window_writes_text_through_its_one_text_module(house: House) -> None:
    assert rich_text(house) == []


def test_nothing_drawn_on_paper_is_parsed_as_markup(house: House) -> None:
    assert markup(house) == []


def test_spreadsheets_are_written_by_one_cell_writer_as_strings(house: House) -> None:
    assert cell_writing(house) == []


def test_there_is_one_clock(house: House) -> None:
    assert own_clocks(house) == []


def test_no_text_is_run_as_program(house: House) -> None:
    assert evaluated(house) == []


def test_nothing_is_printed_but_by_the_command_line(house: House) -> None:
    speaking = {m.name for m in house.values() for name, _ in names(m.tree) if name == "print" and layers.zone(m.name) != "assembly"}
    assert speaking == set()


@pytest.mark.parametrize(
    ("check", "name", "source"),
    [
        (rich_text, "ui.page", "from PySide6.QtWidgets import QLabel"),
        (rich_text, "ui.page", "from PySide6 import QtWidgets as w\nw.QMessageBox.warning(None, '', '')"),
        (rich_text, "ui.page", "button.setToolTip('a')"),
        (markup, "reports.notice", "from reportlab.platypus import Spacer"),
        (markup, "reports.notice", "import reportlab.platypus.flowables"),
        (cell_writing, "app.services.review", "import xlsxwriter"),
        (cell_writing, "app.services.exchange.book", "import xlsxwriter\nsheet.write(0, 0, text)"),
        (evaluated, "app.services.cases", "eval(text)"),
        (evaluated, "app.services.cases", "__import__('os')"),
        (own_clocks, "app.services.cases", "from datetime import date\nTODAY = date.today()"),
        (own_clocks, "ui.page", "import datetime\nNOW = datetime.datetime.now()"),
        (own_clocks, "ui.page", "DAY = QDate.currentDate()"),
    ],
)
def test_a_breach_of_a_house_rule_is_found(tmp_path: Path, check: Callable[[House], list[str]], name: str, source: str) -> None:
    file = tmp_path.joinpath(*name.split(".")).with_suffix(".py")
    file.parent.mkdir(parents=True)
    file.write_text(source, encoding="utf-8")
    assert len(check(layers.read(tmp_path))) == 1
