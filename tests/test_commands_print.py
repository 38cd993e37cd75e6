"""`print`: every kind of document by the arguments it takes, as files into a folder, and what is missing said in one line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.commands import rendering
from app.office import Office
from app.services.accountability import AccountabilityService
from app.services.sample import book
from app.store import keys
from app.store.accountability import Accountable
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
WITH_MORE = {"circular", "accountability"}
"""One needs a text, the other a decision of the director: each has a test of its own."""


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
    assert set(listed) == {*ASKED, *WITH_MORE}
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


CIRCULAR = """关于召开信访工作会议的通知

各乡镇、办事处：
　　定于近期召开会议。
一、会议内容
通报一季度情况。
单位	起数
侯营镇	12
附件：参会人员名单
| 姓名 | 职务 |
| 张演示 | 镇长 |
"""


def test_a_circular_is_printed_from_a_text_file(store: Path, tmp_path: Path) -> None:
    (tmp_path / "circular.txt").write_text(CIRCULAR, "utf-8")
    done = run("print", store, "circular", "--text", tmp_path / "circular.txt", "-o", tmp_path / "papers")
    assert (done.code, "聊信发〔1996〕1号 送各乡镇、办事处" in done.out) == (0, True), done.err
    (paper,) = (tmp_path / "papers").iterdir()
    said = words(paper.read_bytes())
    for wanted in ("关于召开信访工作会议的通知", "各乡镇、办事处：", "一、会议内容", "侯营镇12", "附件：参会人员名单", "张演示镇长"):
        assert wanted in said
    title = ("--title", "关于报送材料的通知", "--to", "侯营镇人民政府")
    again = run("print", store, "circular", "--text", tmp_path / "circular.txt", *title, "-o", tmp_path / "papers")
    assert "聊信发〔1996〕2号 送侯营镇人民政府" in again.out


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "--text"), ("只有题目".encode(), "题目和正文"), ("题目".encode("gbk"), "不是 UTF-8"), (b"a" * 1_000_001, "太长")],
)
def test_a_text_that_is_no_circular_is_refused(store: Path, tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "circular.txt").write_bytes(content)
    done = run("print", store, "circular", "--text", tmp_path / "circular.txt", "-o", tmp_path / "papers")
    assert done.code
    assert told in done.err
    assert not (tmp_path / "papers").exists()


def test_accountability_is_printed_from_the_decisions_on_record(store: Path, tmp_path: Path) -> None:
    office = Office.open(store, "director", PASSWORD, clock=FixedClock(book.LAST_DAY))
    person = Accountable("张演示", "主要领导", "通报批评")
    AccountabilityService(office.desk).decide(1996, "T03", "4.3", facts="查处不及时。", people=[person])
    office.close()
    done = run("print", store, "accountability", "--year", 1996, "-o", tmp_path / "papers")
    assert (done.code, "聊信发〔1996〕1号 送侯营镇人民政府" in done.out) == (0, True), done.err


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
        ("circular", (), "--text"),
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
