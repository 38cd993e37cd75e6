"""The figures run on a small store, say what they must, and compare like with like: no figure itself is tested."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import bench
from app.bench import building, exchange, papers, population, registration, standings, window, workbook
from app.bench.figures import BenchReport, Line
from app.bench.timing import in_turns, times
from app.commands import rendering, showing
from app.errors import Refusal
from app.services import rules
from app.services.annual_review import AnnualReview
from app.services.exchange import ExchangeService
from app.services.front_door import Entered
from app.services.matches import MatchService
from app.services.registration import RegistrationService
from app.store import raw_bulk, raw_register, raw_registration, raw_standings, raw_work, year_facts
from app.store.search_tokens import Texts

FEW = 400
COUNTED = ("petitions", "petitioners", "matters", "due_dates", "issued_numbers", "audit", "petition_search", "petition_marks")


@pytest.fixture(scope="module")
def filled() -> Iterator[Entered]:
    with building.empty_store() as entered:
        building.fill(entered.desk, 3_000, units=30)
        yield entered


@pytest.fixture
def empty() -> Iterator[Entered]:
    with building.empty_store() as entered:
        yield entered


def counts(raw: Any) -> dict[str, int]:
    return {table: raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED}


def drawn(kind: str, fields: Mapping[str, Any], layout: str | None, wording: str | None) -> bytes:
    return b"%PDF"


def test_every_figure_that_can_be_taken_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    told: list[str] = []
    report = bench.run(FEW, units=9, render=drawn, said=told.append)
    keys = [line.key for line in report.lines]
    assert {"standings", "standings_after_close", "save", "import", "page_first", "due", "match_name", "what_if", "notice"} <= set(keys)
    assert {"slider", "what_if_any"} <= set(keys)
    assert len(keys) == len(set(keys))
    compared = {line.key for line in report.lines if line.raw}
    matches = {"match_name_raw", "match_id_raw", "match_phrase_raw"}
    assert {"standings", "standings_after_close", "standings_growth", "save", "import", *matches} == compared
    assert all(len(line.ours) >= 5 for line in report.lines if line.key != "import_memory")
    assert all(figure > 0 for line in report.lines for figure in (*line.ours, *line.raw))
    assert papers.NO_OFFICE in report.notes
    assert told


def test_the_report_is_a_table_and_the_same_as_json() -> None:
    lines = (
        Line("a", "登记", "ms", (2.0, 3.0, 4.0), (1.0, 2.0, 1.0), 2),
        Line("b", "内存", "MB", (400.0,), (), 300),
        Line("c", "每秒", "份", (25.0,), (), 20, least=True),
    )
    report = BenchReport(1_000, 5, "机器", lines, ("说明",))
    table = report.table().splitlines()
    assert table[0].startswith("1,000 件信访")
    assert table[-1] == "说明"
    assert [row.split()[-1] for row in table[2:5]] == ["否", "否", "是"]
    assert "3.00（1.50–4.00）" in table[2]
    told = json.loads(json.dumps(report.json()))
    first = told["lines"][0]
    assert (first["median"], first["raw_median"], first["ratio"]) == (3.0, 1.0, 3.0)
    assert (first["ratio_min"], first["ratio_max"], first["holds"]) == (1.5, 4.0, False)
    assert "ratio" not in told["lines"][1]
    assert told["lines"][2]["bar_is"] == "least"


def test_a_bar_is_kept_up_to_itself_and_not_beyond() -> None:
    assert Line("a", "", "ms", (4.0,), (2.0,), 2).holds is True
    assert Line("a", "", "ms", (4.1,), (2.0,), 2).holds is False
    assert Line("a", "", "ms", (4.1,), (2.0,)).holds is None


def test_both_sides_take_turns() -> None:
    order: list[str] = []

    def side(name: str) -> float:
        order.append(name)
        return float(len(order))

    ours, theirs = in_turns(3, lambda: side("a"), lambda: side("b"))
    assert order == ["a", "b"] * 3
    assert (ours, theirs) == ((1.0, 3.0, 5.0), (2.0, 4.0, 6.0))
    assert [len(each) for each in times(5, list, dict, warm=1, calls=3)] == [5, 5]


def test_the_invented_city_is_always_the_same_and_has_what_was_asked_for() -> None:
    assert list(population.years(FEW, 10)) == list(population.years(FEW, 10))
    years = list(population.years(FEW, 10))
    assert len(years) == population.YEARS
    assert sum(len(year.petitions) for year in years) == FEW
    with_a_case = sum(petition.matter is not None for year in population.years(20_000) for petition in year.petitions)
    assert 0.58 < with_a_case / 20_000 < 0.62


def test_the_raw_side_of_the_standings_fetches_the_facts_the_service_uses(filled: Entered) -> None:
    last = date(standings.YEAR, 12, 31)
    with filled.desk.store.reading() as transaction:
        parameters = rules.in_force(transaction, last).parameters
        facts = year_facts.load(transaction, standings.YEAR, last, parameters)
    with raw_work.connection(filled.desk.store) as raw:
        found = raw_standings.facts(raw, standings.YEAR, parameters.collective_min_people)
    assert len(found["units"]) == len(facts) == 30
    assert sum(row[3] for row in found["counts"]) == sum(unit.petitions.visits + unit.petitions.letters for unit in facts)
    assert sum(row[4] for row in found["counts"]) == sum(sum(unit.petitions.collective) for unit in facts)
    assert {row[1] for row in found["cited"]} == {visit.number for unit in facts for visit in unit.cited_visits}
    assert sum(row[1] for row in found["due"]) == sum(unit.due for unit in facts)
    assert sum(row[2] for row in found["due"]) == sum(unit.concluded_in_time for unit in facts)
    late = {case.matter for unit in facts for case in unit.late_cases}
    assert {row[1] for key in ("late", "backlog") for row in found[key]} == late
    for key, name in (("asked", "asked_cases"), ("unsigned", "unsigned_replies"), ("refused", "refused_signatures")):
        assert {row[1] for row in found[key]} == {fact.matter for unit in facts for fact in getattr(unit, name)}
    for key, name in (("repeated", "repeated_cases"), ("long_standing", "long_standing")):
        assert {row[1] for row in found[key]} == {fact.matter for unit in facts for fact in getattr(unit, name)}
    assert len(found["posts"]) == sum(len(unit.post_holders) for unit in facts)
    assert sum(row[1] for row in found["deposits"]) == sum(unit.deposit_paid for unit in facts)
    assert len(found["entries"]) == sum(len(unit.entered) for unit in facts)


def test_the_raw_side_of_a_save_writes_the_rows_the_service_writes(filled: Entered) -> None:
    service, form = RegistrationService(filled.desk), registration.draft()
    with raw_work.connection(filled.desk.store) as raw:
        confirmed = [fault.field for fault in service.check(form) if fault.may_be_kept]
        first = service.save(form, confirmed)
        kept = raw_registration.pattern(raw, first.number, Texts(names=(registration.NAME,)))
        before = counts(raw)
        service.save(form, confirmed)
        between = counts(raw)
        number = raw_registration.save(raw, kept, int(first.number[:4]))
        after = counts(raw)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    assert {table: between[table] - before[table] for table in COUNTED} == {table: after[table] - between[table] for table in COUNTED}
    assert number > first.number
    assert service.petition(number).draft.gist == registration.GIST
    assert service.save(form, confirmed).number > number


def test_the_raw_side_of_an_import_writes_the_rows_the_import_writes(empty: Entered, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    written = workbook.write(book, 300, units=5)
    assert 250 < written < 350
    pattern = exchange.rows_of_an_import(empty, book, tmp_path / "pattern.bureau")
    ours, theirs = (building.twin(empty, tmp_path / f"{name}.bureau") for name in ("ours", "theirs"))
    report = ExchangeService(ours).import_workbook(book)
    assert sum(report.added.values()) == written
    try:
        with raw_work.connection(ours.store) as one, raw_work.connection(theirs.store) as other:
            raw_bulk.write(other, pattern)
            tables = (*(set(COUNTED) - {"issued_numbers", "audit"}), "units", "posts", "entries", "ledger")
            for table in tables:
                query = f"SELECT count(*) FROM {table}"
                assert one.execute(query).fetchone() == other.execute(query).fetchone(), table
    finally:
        ours.store.close()
        theirs.store.close()


def test_the_windows_are_opened_in_processes_of_their_own_and_say_when_they_take_a_key(filled: Entered) -> None:
    start, enter = window.window(filled.desk.store.path, (showing.BARE_WINDOW, showing.OWN_WINDOW), 1)
    assert (start.key, enter.key) == ("start", "enter")
    assert (len(start.ours), len(start.raw), len(enter.ours)) == (1, 1, 1)
    assert start.ours[0] > 0
    assert start.raw[0] > 0


def test_the_memory_of_a_window_that_was_looked_through_is_told(filled: Entered) -> None:
    line = window.memory(filled.desk.store.path, (showing.BARE_WINDOW, showing.OWN_WINDOW))
    assert 50 < line.figure < 2_000


@pytest.mark.parametrize(("by", "typed"), [("name", "王建"), ("words", "征地补偿"), ("id_end", "0418")])
def test_the_raw_side_of_a_match_fetches_the_petitions_the_service_shows(filled: Entered, by: str, typed: str) -> None:
    asked = {"name": {"name": typed}, "words": {"name": "", "gist": typed}, "id_end": {"name": "", "id_number": typed}}[by]
    with raw_work.connection(filled.desk.store) as raw:
        found, people = raw_register.matches(raw, by, typed)
    shown = MatchService(filled.desk).matches(**asked, limit=raw_register.LOOKED_AT)
    assert {row[1] for row in found} == {match.number for match in shown if not match.protected}
    assert len(people) >= len(found)


def test_a_window_that_does_not_open_is_a_refusal(filled: Entered) -> None:
    with pytest.raises(Refusal, match="窗口没有打开"):
        window.window(filled.desk.store.path, ("raise SystemExit('x')", "raise SystemExit('x')"), 1)


def test_a_notice_is_compared_with_a_libreoffice_that_converts_the_same_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = tmp_path / "soffice"
    office.write_text('#!/bin/sh\nfor last; do :; done\ngrep -q 新华楼 "$last" && : > "${last%.fodt}.pdf"\n', encoding="utf-8")
    office.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(office) if name == "soffice" else None)
    line = papers.against_office(rendering.render, 5)
    assert line is not None
    assert (len(line.ours), len(line.raw), line.bar) == (5, 5, 0.1)


@pytest.mark.parametrize("program", ["#!/bin/sh\nexit 1\n", "no program"])
def test_a_libreoffice_that_does_not_convert_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    office = tmp_path / "soffice"
    office.write_text(program, encoding="utf-8")
    office.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(office))
    assert papers.against_office(rendering.render, 5) is None


def test_a_year_ends_notices_are_issued_for_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "AT_ONCE", 2)
    with building.empty_store() as entered:
        building.fill(entered.desk, 3_000, units=30)
        AnnualReview(entered.desk).close(standings.YEAR - 1, standings.CLOSING)
        line = papers.batch(entered.desk, drawn)
    assert line is not None
    assert line.least
    assert all(speed > 0 for speed in line.ours)
