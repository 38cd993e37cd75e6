"""Figures of the documents: a one-page notice against LibreOffice converting the same words, and notices a second in a year's batch."""

import os
import shutil
import subprocess
import tempfile
import tomllib
from html import escape
from pathlib import Path
from time import perf_counter

from app import resources
from app.bench.figures import Line
from app.bench.standings import YEAR
from app.bench.timing import in_turns, timed, times
from app.services.base import Desk
from app.services.documents.values import Renderer, Waiting
from app.services.issuing import IssuingService

SECOND = 1_000.0
NOTICE = "forwarding-notice"
NOTICES = frozenset({"veto", "fine"})
"""Of a year-end's batch, what is a notice to one unit; the circulars to all of them have dozens of pages."""
AT_ONCE = 10
"""Notices to a sample."""
MOST_SAMPLES = 12
PATIENCE = 120
NO_OFFICE = "没有同 LibreOffice 比：这台机器没有装（或打不开）soffice。"
NO_BATCH = "年终成批出文没有量：这个数据文件里该年的通知太少。"
_FODT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
    ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>{}</office:text></office:body></office:document>'
)


def papers(desk: Desk, render: Renderer, rounds: int) -> tuple[list[Line], list[str]]:
    """The lines, and notes on what could not be measured. The year before the one looked at must be closed."""
    lines, notes = [speed(render, 3 * rounds)], list[str]()
    for line, otherwise in ((against_office(render, rounds), NO_OFFICE), (batch(desk, render), NO_BATCH)):
        if line is None:
            notes.append(otherwise)
        else:
            lines.append(line)
    return lines, notes


def speed(render: Renderer, rounds: int) -> Line:
    """One-page notices drawn as PDF in a second, warm."""
    (taken,) = times(rounds, lambda: render(NOTICE, {}, None, None), warm=2)
    return Line("notice", "每秒公文（一页通知，PDF）", "份", tuple(SECOND / each for each in taken), (), 20, least=True)


def against_office(render: Renderer, rounds: int) -> Line | None:
    """Our notice, warm, against a LibreOffice run on a document of the same words; None where there is no LibreOffice that converts."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="bench-office-") as name:
        folder = Path(name)
        (folder / "notice.fodt").write_text(_document(), encoding="utf-8")
        if not _converted(program, folder):  # its own profile is made by this first run
            return None
        ours, theirs = in_turns(
            rounds, lambda: timed(lambda: render(NOTICE, {}, None, None)), lambda: timed(lambda: _converted(program, folder))
        )
    return Line("notice_office", "一页通知（热）对 LibreOffice 转换同一件（含其启动）", "ms", ours, theirs, 0.1)


def _document() -> str:
    """A text document of the notice's words, a paragraph a line, as its wording file has them."""
    wording = tomllib.loads(resources.text("wording", f"{NOTICE}.toml"))
    sample = wording["sample"]
    texts = [wording["header"], sample["number"], wording["title"], sample["addressee"], *(block["text"] for block in wording["body"])]
    lines = [text.format_map(sample) for text in texts] + [f"{sample['day']}", sample["report_copies"], sample["send_copies"]]
    return _FODT.format("".join(f"<text:p>{escape(line)}</text:p>" for line in lines))


def _converted(program: str, folder: Path) -> bool:
    """Whether LibreOffice made a PDF of the document."""
    made = folder / "notice.pdf"
    made.unlink(missing_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    wanted = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "notice.fodt")]
    environment = {**os.environ, "HOME": str(folder)}
    try:
        subprocess.run(  # noqa: S603  # a program of the machine's own, our own words
            [program, profile, *wanted], env=environment, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return made.exists()


def batch(desk: Desk, render: Renderer) -> Line | None:
    """Notices a second in the year-end batch, issued: numbered, drawn in every original, registered, each in its own transaction."""
    service = IssuingService(desk, render)
    waiting = [each for each in service.year_end(YEAR - 1) if each.kind in NOTICES]
    parts = [waiting[start : start + AT_ONCE] for start in range(0, len(waiting), AT_ONCE)]
    full = [part for part in parts if len(part) == AT_ONCE][: MOST_SAMPLES + 1]
    if len(full) < 2:
        return None
    speeds = [_issued(service, part) for part in full]
    return Line("year_end", "每秒公文（年终成批，编号、绘制、入登记簿）", "份", tuple(speeds[1:]), (), 20, least=True)


def _issued(service: IssuingService, part: list[Waiting]) -> float:
    """Originals a second."""
    start = perf_counter()
    done = service.issue_batch(part)
    return sum(len(each.originals) for each in done.issued) / (perf_counter() - start)
