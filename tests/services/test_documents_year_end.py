"""The year-end batch: all that a closed year calls for, in order, drawn by the real renderer, and again as it was."""

from collections.abc import Iterator

import pytest

from app.commands import rendering
from app.errors import NotFound, Refusal
from app.office import Office
from app.services.documents.values import Request
from tests.services.sample_office import only, sample_office, words

YEAR = 1995


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = sample_office(tmp_path_factory.mktemp("year-end"))
    yield office
    office.close()


def test_an_open_year_has_no_year_end(office: Office) -> None:
    with pytest.raises(Refusal, match="还没有定案"):
        rendering.documents(office).year_end(1996)


def test_the_year_end_is_numbered_in_order_organ_by_organ(office: Office) -> None:
    service = rendering.documents(office)
    batch = service.year_end(YEAR)
    done = service.issue_batch(batch, "1995")
    assert (done.left, done.refused) == ((), ())
    units = office.review.compute(YEAR).result.units
    wanted = ["veto"] * sum(bool(unit.vetoes) for unit in units) + ["fine"] * sum(bool(unit.fines) for unit in units)
    assert [each.kind for each in batch] == [*wanted, "key-list", "commendation", "standings"]
    numbers = [each.number for each in done.issued]
    own = [number for number in numbers if number.startswith("聊信发")]
    assert own == [f"聊信发〔1996〕{n}号" for n in range(1, len(batch))]
    assert [number for number in numbers if number not in own] == ["聊发〔1996〕1号"]
    for issued in done.issued:
        for original in issued.originals:
            said = words(original.content)
            assert issued.number in said
            assert "草稿" not in said


def test_what_was_issued_no_longer_waits(office: Office) -> None:
    service = rendering.documents(office)
    assert {each.kind for each in service.tray() if each.subject.startswith(f"{YEAR}/")} == {"review-report", "deposit-statement"}
    again = service.issue_batch(service.year_end(YEAR))
    assert all(each.again for each in again.issued)
    assert service.reprint("聊信发〔1996〕1号") == again.issued[0].originals[0].content


def test_the_two_originals_of_a_veto_are_one_line_of_the_register(office: Office) -> None:
    line = rendering.documents(office).register(1996, "聊城市信访局")[0]
    assert (line.kind, len(line.originals), line.copies) == ("veto", 2, 2)
    assert rendering.documents(office).reprint(line.number, 2) != rendering.documents(office).reprint(line.number, 1)


def test_a_document_of_a_close_that_no_longer_stands_is_not_issued(office: Office) -> None:
    service = rendering.documents(office)
    former = only(service, "standings", Request(year=YEAR))
    office.review.reopen(YEAR, "演示")
    office.review.close(YEAR, "演示")
    with pytest.raises(NotFound, match="已经重新定案"):
        service.preview(former)
    assert only(service, "standings", Request(year=YEAR)).subject == f"{YEAR}/2"
