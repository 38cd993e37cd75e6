"""The sample bureau: the same at every making, invented people marked, and every kind of decision occurs in it."""

from collections import Counter
from collections.abc import Iterator

import pytest

from app.office import Office
from app.regulation.decisions import YearResult
from app.services.sample import book, fill
from app.store.keys import Cost

FAST = Cost(passes=1, memory=8, lanes=1)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("sample") / "演示.store"
    made, _ = Office.create(path, account="director", password="correct horse", display_name="王局长（演示）", cost=FAST)
    fill.fill(made.desk)
    made.close()
    opened = Office.open(path, "director", "correct horse")
    yield opened
    opened.close()


def years(office: Office) -> tuple[YearResult, YearResult]:
    return office.review.compute(1995).result, office.review.compute(1996).result


def test_the_rows_are_the_same_at_every_making() -> None:
    assert book.rows() == book.rows()


def test_every_person_is_marked_as_invented() -> None:
    rows = book.rows()
    assert all(row["姓名"].endswith("（演示）") for sheet in ("人员", "来访来信") for row in rows[sheet])


def test_the_size_is_that_of_a_real_bureau() -> None:
    rows = book.rows()
    assert 2_300 <= len(rows["来访来信"]) <= 2_800
    assert 800 <= len(rows["事项"]) <= 1_000
    assert any(row["受理日期"].year == 1994 for row in rows["事项"])


def test_numbers_have_no_gaps() -> None:
    for sheet, column in (("来访来信", "登记号"), ("事项", "事项编号")):
        per_year = Counter(str(row[column])[-10:-6] for row in book.rows()[sheet])
        numbers = {str(row[column])[-10:] for row in book.rows()[sheet]}
        assert numbers == {f"{year}-{n:05d}" for year, count in per_year.items() for n in range(1, count + 1)}


def test_a_sample_store_carries_its_own_day_and_1995_is_closed(office: Office) -> None:
    assert office.sample
    assert office.desk.clock.today() == book.LAST_DAY
    assert office.review.compute(1995).closed
    assert not office.review.compute(1996).closed


def test_every_veto_clause_occurs(office: Office) -> None:
    clauses = {decision.clause for result in years(office) for unit in result.units for decision in unit.vetoes}
    assert clauses == {"3.2.1.1", "3.2.1.2", "3.2.1.3", "3.2.1.4", "3.2.1.5"}


def test_every_reward_condition_and_merit_occur(office: Office) -> None:
    first, second = years(office)
    clauses = {decision.clause for unit in second.units for decision in unit.rewards}
    assert clauses == {"3.1.2.1", "3.1.2.2", "3.1.2.3", "3.1.2.4"}
    assert any(unit.merit for unit in second.units)
    assert not any(unit.merit for unit in first.units)


def test_key_managed_units_and_a_unit_without_a_rank_occur(office: Office) -> None:
    _, second = years(office)
    assert any(unit.key_managed and not unit.key_managed_next_year for unit in second.units)
    assert any(unit.key_managed and unit.key_managed_next_year for unit in second.units)
    assert any(unit.rank is None for unit in second.units)


def test_every_kind_of_fine_occurs(office: Office) -> None:
    amounts = {(fine.clause, fine.amount) for result in years(office) for unit in result.units for fine in unit.fines}
    visits = {("3.2.3.1", amount) for amount in (100, 200, 300, 500, 1000, 1500)}
    assert amounts == visits | {("3.2.3.2", 500)}
    for result in years(office):
        for unit in result.units:
            # 500 stands for a collective visit at the prefecture and for a single one in Beijing: both occur
            assert unit.fines_total == sum(fine.amount for fine in unit.fines)
    skipping = [unit.petitions.individual_skipping for result in years(office) for unit in result.units]
    assert all(any(counts[level] for counts in skipping) for level in (1, 2, 3))


def test_a_deposit_that_does_not_reach_and_one_that_does_occur(office: Office) -> None:
    deposits = [unit.deposit for result in years(office) for unit in result.units if unit.kind == "township"]
    assert any(deposit.owed for deposit in deposits)
    assert any(deposit.drawn and not deposit.owed for deposit in deposits)


def test_every_accountability_proposal_occurs(office: Office) -> None:
    clauses = {decision.clause for result in years(office) for unit in result.units for decision in unit.accountability}
    assert clauses == {"4.1", "4.2", "4.3", "4.4", "4.5"}


def test_most_units_are_ordinary(office: Office) -> None:
    for result in years(office):
        ranked = [unit for unit in result.units if unit.rank is not None]
        assert sum(not unit.vetoes for unit in ranked) > 0.85 * len(ranked)
        assert sum(80 <= unit.score <= 99 for unit in ranked) > 0.6 * len(ranked)


def test_the_store_is_sound(office: Office) -> None:
    assert office.health.check() == ()
