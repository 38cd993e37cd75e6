"""`print`: every kind of document by the arguments it takes, as files into a folder, and what is missing said in one line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.commands import rendering
from app.store import keys
from tests.cli import PASSWORD, run
from tests.services.sample_office import sample_office, words

ASKED: dict[str, tuple[object, ...]] = {
    "veto": ("--year", 1995),
    "forwarding-notice": (),
    "regulation": (),
    "fine": ("--year", 1995, "--unit", "D12"),
    "key-list": ("--year", 1995),
    "commendation": ("--year", 1995),
    "standings": ("--year", 1995),
    "assignment": ("--case", "S1996-00066"),
    "summons": ("--visit", "1996-00895"),
    "urging": ("--case", "S1996-00350"),
    "extension": ("--case", "EXTENDED"),
    "receipt": ("--visit", "1996-01261"),
    "referral": ("--visit", "1996-01263"),
    "reply-letter": ("--case", "S1996-00010"),
    "registration-form": ("--visit", "1996-01261"),
    "report-up": ("--case", "S1996-00314"),
    "deposit-statement": ("--year", 1995, "--unit", "T01"),
    "monthly": ("--year", 1996),
    "readings": (),
    "audit-head": (),
    "review-report": ("--year", 1995),
}
NOT_FROM_THE_LINE = {"circular", "accountability"}
"""One is written in the window, the other needs a decision of the director."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The sample bureau's file, and a matter whose limit was extended."""
    folder = tmp_path_factory.mktemp("print")
    office = sample_office(folder)
    with office.desk.store.reading() as transaction:
        extended = transaction.exec_driver_sql(
            "SELECT m.number FROM matters m JOIN due_dates d ON d.matter_id = m.id WHERE d.replaced = 0 AND d.known_from = m.extended_on"
            " ORDER BY m.number DESC LIMIT 1"
        ).scalar_one()
    path = office.desk.store.path
    office.close()
    return path, extended


@pytest.fixture
def store(sample: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample bureau of this test's own."""
    monkeypatch.setenv("BUREAU_PASSWORD", PASSWORD)
    monkeypatch.setattr("app.services.front_door.STANDARD", keys.QUICK)
    for file in sample[0].parent.glob("sample.db*"):
        if file.is_file():
            shutil.copy(file, tmp_path / file.name)
    return tmp_path / "sample.db"


Printed = Callable[..., dict[str, bytes]]


@pytest.fixture
def printed(store: Path, sample: tuple[Path, str], tmp_path: Path) -> Printed:
    """Prints a kind into a folder of its own; gives the files."""

    def files(kind: str, *more: object) -> dict[str, bytes]:
        folder = tmp_path / f"papers-{kind}"
        arguments = [sample[1] if each == "EXTENDED" else each for each in (*ASKED[kind], *more)]
        done = run("print", store, kind, *arguments, "-o", folder)
        assert (done.code, done.err) == (0, "")
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

    return files


def test_the_list_names_every_kind_without_a_store() -> None:
    listed = [line.split("\t")[0] for line in run("print", "--list").out.splitlines()]
    assert set(listed) == {*ASKED, *NOT_FROM_THE_LINE}
    assert len(listed) == len(rendering.kinds())


@pytest.mark.parametrize("kind", ASKED)
def test_every_kind_is_printed_whole_in_both_layouts(printed: Printed, kind: str) -> None:
    papers = printed(kind, "--layout", "1995")
    assert papers
    for name, content in papers.items():
        assert name.startswith(kind)
        assert name.isascii()
        assert content.startswith(b"%PDF")
        assert "草稿" not in words(content)
    assert printed(kind, "--layout", "2012").keys() == papers.keys()


@pytest.mark.parametrize("kind", ["fine", "assignment", "receipt", "key-list"])
def test_a_numbered_document_printed_again_is_what_went_out(printed: Printed, kind: str) -> None:
    assert printed(kind, "--layout", "1995") == printed(kind, "--layout", "2012")


def test_a_form_without_a_visit_is_blank(store: Path, tmp_path: Path) -> None:
    assert run("print", store, "registration-form", "-o", tmp_path / "papers").code == 0
    assert "仇保田" not in words((tmp_path / "papers" / "registration-form-blank.pdf").read_bytes())


def test_printing_says_the_number_and_the_recipient(store: Path, tmp_path: Path) -> None:
    done = run("print", store, "key-list", "--year", 1995, "-o", tmp_path / "papers")
    assert "key-list-1995.pdf  聊信发〔1996〕1号 送市建委、" in done.out
    assert "（重印原件）" in run("print", store, "key-list", "--year", 1995, "-o", tmp_path / "papers").out


@pytest.mark.parametrize(
    ("kind", "arguments", "told"),
    [
        ("fine", (), "--year"),
        ("commendation", ("--year", 1996), "还没有定案"),
        ("accountability", ("--year", 1995), "没有责任查究的决定"),
        ("assignment", (), "--case"),
        ("extension", ("--case", "S1996-00066"), "没有登记过这一步"),
        ("receipt", ("--visit", "1996-99999"), "没有登记号是"),
        ("circular", (), "要自己写"),
        ("nonsense", (), "没有“nonsense”这种文书"),
    ],
)
def test_what_is_missing_is_said_in_one_line_and_no_folder_is_made(
    store: Path, tmp_path: Path, kind: str, arguments: tuple[object, ...], told: str
) -> None:
    done = run("print", store, kind, *arguments, "-o", tmp_path / "papers")
    assert done.code == (2 if told.startswith("--") else 1)
    assert told in done.err
    assert not (tmp_path / "papers").exists()
