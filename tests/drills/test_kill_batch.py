"""kill -9 in a year-end batch with the real renderer: resumed it has no gap and no duplicate, and every number is one PDF that opens."""

import random
import textwrap
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from app.bench import building, standings
from app.commands import rendering
from app.office import Office
from app.services.documents.values import Registered
from app.services.issuing import IssuingService
from tests.drills.killing import killed_at_random
from tests.reports.reading import text_of

COUNT, KILLS, LONGEST = 300, 10, 1.6
YEARS = (standings.YEAR - 1, standings.YEAR)

ISSUING = """
    from pathlib import Path
    from app.commands import rendering
    from app.office import Office

    office = Office.open(Path({path!r}), {account!r}, {password!r})
    service = rendering.documents(office)
    batch = [waiting for year in {years} for waiting in service.year_end(year)][:{count}]
    service.preview(batch[0])
    print("ready", flush=True)
    service.issue_batch(batch, on_progress=lambda made, of: print(made, flush=True))
"""


@pytest.mark.drill
def test_a_year_end_of_300_killed_at_ten_random_points_is_whole() -> None:
    with building.empty_store() as entered:
        building.fill(entered.desk, 40_000, 300)
        path = entered.desk.store.path
        entered.desk.store.close()
        office = Office.open(path, building.ACCOUNT, building.PASSWORD)
        try:
            for year in YEARS:
                office.review.close(year, "演示")
            require_whole_after_kills(office, path)
        finally:
            office.close()


def require_whole_after_kills(office: Office, path: Path) -> None:
    service, year = rendering.documents(office), office.desk.clock.today().year
    words = {"path": str(path), "account": building.ACCOUNT, "password": building.PASSWORD, "years": YEARS, "count": COUNT}
    program = textwrap.dedent(ISSUING).format(**words)
    dice = random.Random()
    for _ in range(KILLS):
        told = killed_at_random(program, dice, LONGEST)
        lines = service.register(year)
        assert len(lines) >= int(told[-1] if told else 0)
        require_no_gap(lines)
    batch = [waiting for each in YEARS for waiting in service.year_end(each)][:COUNT]
    assert len(batch) == COUNT
    done = service.issue_batch(batch)
    assert (len(done.issued), done.left, done.refused) == (COUNT, (), ())
    lines = service.register(year)
    require_no_gap(lines)
    assert Counter((line.kind, line.subject) for line in lines) == Counter((each.kind, each.subject) for each in batch)
    assert office.health.check() == ()
    for line in lines:
        require_papers(service, line)


def require_no_gap(lines: tuple[Registered, ...]) -> None:
    for organ in {line.organ for line in lines}:
        ordinals = sorted(line.ordinal for line in lines if line.organ == organ)
        assert ordinals == list(range(1, len(ordinals) + 1))
    assert len({line.number for line in lines}) == len(lines)


def require_papers(service: IssuingService, line: Registered) -> None:
    for original in range(1, len(line.originals) + 1):
        pdf = service.reprint(line.number, original)
        document = pypdfium2.PdfDocument(pdf)
        assert len(document) >= 1
        document.close()
        if line.kind in {"veto", "fine"}:
            assert line.number in text_of(pdf)
