"""The facts of a year: the grouped queries find what plain loops find, on any day, and read no more than they must."""

import random
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from app.regulation.facts import UnitFacts
from app.services.rules import shipped_parameters
from app.store import year_facts, year_facts_cases, year_facts_petitions, year_facts_units, year_facts_window
from app.store.database import Store, Transaction
from app.store.schema import cases, review, units
from tests.store import big_store
from tests.store.making import INSTANT, add_due, add_matter, add_petition, add_unit, laid_store
from tests.store.plain_facts import PlainFacts

PARAMETERS = shipped_parameters().in_force_on(date(1996, 12, 31))
FIRST, LAST = date(1994, 6, 1), date(1997, 3, 31)
SPAN = (LAST - FIRST).days


def some_day(dice: random.Random) -> date:
    return FIRST + timedelta(days=dice.randrange(SPAN))


def later(dice: random.Random, day: date, most: int = 400) -> date:
    return day + timedelta(days=dice.randrange(most))


def maybe(dice: random.Random, value: Any, share: float = 0.5) -> Any:
    return value if dice.random() < share else None


def fill(transaction: Transaction, seed: int) -> None:
    """A few units with a few hundred rows of every kind, dates near each other so that edges meet."""
    dice = random.Random(seed)
    kinds = ("township", "subdistrict", "department", "township", "subordinate")
    for number, kind in enumerate(kinds * 2, start=1):
        opened, closed = maybe(dice, some_day(dice), 0.3), maybe(dice, some_day(dice), 0.3)
        add_unit(transaction, f"U{number:02}", kind, id=number, opened_on=opened, closed_on=closed)
        transaction.execute(insert(units.people).values(id=number, name=f"演示{number}"))
        changed = some_day(dice)
        transaction.execute(insert(units.unit_names).values(unit_id=number, name=f"旧名{number}", to_on=changed))
        transaction.execute(insert(units.unit_names).values(unit_id=number, name=f"新名{number}", from_on=changed + timedelta(days=1)))
        for post in ("head", "officer"):
            values = {"person_id": number, "unit_id": number, "post": post, "from_on": maybe(dice, some_day(dice)), "to_on": None}
            transaction.execute(insert(units.posts).values({**values, "to_on": maybe(dice, some_day(dice))}))
    for number in range(1, 121):
        fill_matter(transaction, dice, number)
    for number in range(1, 301):
        fill_petition(transaction, dice, number)
    for number in range(40):
        row = {"voucher": f"P{number}", "on": some_day(dice), "unit_id": dice.choice((1, 4)), "amount": 100 + number, "words": "x"}
        kind = {"year": dice.choice((1995, 1996)), "kind": dice.choice(("deposit", "carry_over", "return", "fine")), "posted_at": INSTANT}
        key = transaction.execute(insert(review.ledger).values({**row, **kind})).inserted_primary_key
        if dice.random() < 0.2:
            counter = {**row, **kind, "voucher": f"C{number}", "on": some_day(dice), "kind": "counter", "counters_id": key[0] if key else 0}
            transaction.execute(insert(review.ledger).values(counter))
    for unit in (1, 2, 3, 4):
        for year in (1995, 1996):
            entry = {"year": year, "unit_id": unit, "item": "C1", "number": dice.randrange(1, 4), "entered_at": INSTANT}
            transaction.execute(insert(review.entries).values(entry))


def fill_matter(transaction: Transaction, dice: random.Random, number: int) -> None:
    accepted = some_day(dice)
    concluded = maybe(dice, later(dice, accepted), 0.7)
    replied = maybe(dice, later(dice, concluded, 90), 0.8) if concluded else None
    asked = maybe(dice, later(dice, accepted, 120), 0.4)
    matter = add_matter(
        transaction,
        f"S{number:03}",
        dice.randrange(1, 11),
        accepted,
        counted_unit_id=dice.choice((1, 2, 3, 4, 6, 7, 8, 9)),
        concluded_on=concluded,
        asked_due_on=asked,
        asked_due_year=asked.year if asked else None,
        reported_on=maybe(dice, later(dice, accepted)),
        explained_on=maybe(dice, later(dice, accepted), 0.3),
        replied_on=replied,
        signature=dice.choice(("signed", "refused", "unsigned")) if replied else maybe(dice, "unsigned"),
        no_reply_needed=int(dice.random() < 0.1),
        long_standing_on=maybe(dice, later(dice, accepted), 0.2),
    )
    fill_due_dates(transaction, dice, matter, accepted, concluded)
    if dice.random() < 0.4:
        fill_steps(transaction, dice, matter, accepted)


def fill_due_dates(transaction: Transaction, dice: random.Random, matter: int, accepted: date, concluded: date | None) -> None:
    """One to three rows known one after another; sometimes a due date before the acceptance; sometimes one that was replaced."""
    starts = sorted({accepted, *(later(dice, accepted, 60) for _ in range(dice.randrange(3)))})
    for place, known_from in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else None
        add_due(
            transaction,
            matter,
            known_from,
            accepted + timedelta(days=dice.choice((-40, 10, 30, 61, 61, 200))),
            known_until=following,
            collective_limit=dice.randrange(2),
            regulation_limit=dice.randrange(2),
            open=int(following is None and concluded is None),
        )
    if dice.random() < 0.2:
        add_due(transaction, matter, accepted, accepted, replaced=1)


def fill_steps(transaction: Transaction, dice: random.Random, matter: int, accepted: date) -> None:
    given = later(dice, accepted, 200) - timedelta(days=20)
    common = {"matter_id": matter, "recorded_at": INSTANT, "imported": int(dice.random() < 0.3)}
    row = {**common, "on": given, "refused_on": maybe(dice, later(dice, given), 0.2)}
    key = transaction.execute(insert(cases.assignments).values(row)).inserted_primary_key
    for _ in range(dice.randrange(3)):
        answer = {**common, "on": later(dice, given, 30), "assignment_id": key[0] if key else 0}
        transaction.execute(insert(cases.acknowledgements).values(answer))
    if dice.random() < 0.5:
        opinion = {**common, "on": given, "office": "地区", "words": "x", "not_carried_out_on": maybe(dice, later(dice, given))}
        transaction.execute(insert(cases.higher_opinions).values(opinion))


def fill_petition(transaction: Transaction, dice: random.Random, number: int) -> None:
    day = some_day(dice)
    visit = dice.random() < 0.8
    add_petition(
        transaction,
        f"{day.year}-{number:05}",
        dice.randrange(1, 11),
        day,
        counted_unit_id=dice.choice((1, 2, 3, 4, 6, 7, 8, 9)),
        form="visit" if visit else "letter",
        level=dice.randrange(5),
        people=dice.choice((1, 1, 4, 5, 30)),
        represented=dice.choice((None, None, 0, 4, 5)),
        shown_level=dice.randrange(-1, 4),
        matter_id=maybe(dice, dice.randrange(1, 30), 0.6),
        repeat=int(visit and dice.random() < 0.3),
        serious=int(visit and dice.random() < 0.1),
        voided=int(dice.random() < 0.1),
    )


def sorted_facts(facts: UnitFacts) -> UnitFacts:
    """Order carries no meaning."""
    tuples = {each.name: getattr(facts, each.name) for each in fields(facts)}
    return replace(facts, **{name: tuple(sorted(value, key=repr)) for name, value in tuples.items() if type(value) is tuple})


def agree(store: Store, year: int, as_of: date) -> list[UnitFacts]:
    with store.reading() as transaction:
        found = year_facts.load(transaction, year, as_of, PARAMETERS)
        plain = PlainFacts(transaction, year, as_of, PARAMETERS).of_all_units()
    assert [unit.code for unit in found] == [unit.code for unit in plain]
    for one, other in zip(found, plain, strict=True):
        assert sorted_facts(one) == sorted_facts(other)
    return found


DAYS = (
    *((1995, date(1995, 12, 31)), (1996, date(1996, 12, 31)), (1996, date(1996, 1, 1)), (1996, date(1996, 6, 30))),
    *((1995, date(1995, 3, 15)), (1994, date(1994, 12, 31)), (1997, date(1997, 2, 28)), (1996, date(1995, 6, 1))),
)


@pytest.mark.parametrize("seed", range(6))
def test_the_queries_find_what_plain_loops_find(store: Store, seed: int) -> None:
    with store.writing() as transaction:
        fill(transaction, seed)
    seen = [agree(store, year, as_of) for year, as_of in DAYS]
    # The random rows reach every kind of fact at least once.
    every = [unit for facts in seen for unit in facts]
    for each in fields(UnitFacts):
        assert any(getattr(unit, each.name) for unit in every), each.name


def test_values_have_the_types_that_the_rules_are_told(store: Store) -> None:
    with store.writing() as transaction:
        fill(transaction, 1)
    for unit in agree(store, 1996, date(1996, 12, 31)):
        assert type(unit.ranked) is bool
        for visit in unit.cited_visits:
            assert [type(part).__name__ for part in visit] == ["str", "Level", "bool", "bool", "bool", "bool"]
        for case in unit.late_cases:
            assert [type(part) for part in case[:4]] == [str, date, bool, bool]
        assert all(type(holder.person) is str for holder in unit.post_holders)


@pytest.mark.parametrize(
    ("level", "shown", "skips"),
    [(1, -1, True), (1, 0, False), (2, 0, True), (2, 1, False), (3, 1, True), (3, 2, False), (4, 2, True), (4, 3, False), (2, 3, False)],
)
def test_a_visit_skips_without_the_letter_of_the_level_below(store: Store, level: int, shown: int, skips: bool) -> None:
    with store.writing() as transaction:
        add_petition(transaction, "1996-00001", add_unit(transaction), level=level, shown_level=shown, repeat=1)
        add_petition(transaction, "1996-00002", 1, level=level, shown_level=shown, form="letter")
    with store.reading() as transaction:
        (unit,) = year_facts.load(transaction, 1996, date(1996, 12, 31), PARAMETERS)
    assert [visit.skipping for visit in unit.cited_visits] == [skips]
    assert unit.petitions.letters == 1


@pytest.mark.parametrize(
    ("people", "represented", "collective"), [(5, None, True), (4, None, False), (1, 5, True), (1, 4, False), (4, 4, False), (2, 0, False)]
)
def test_five_who_come_or_are_spoken_for_are_collective(store: Store, people: int, represented: int | None, collective: bool) -> None:
    with store.writing() as transaction:
        add_petition(transaction, "1996-00001", add_unit(transaction), people=people, represented=represented, repeat=1)
        add_petition(transaction, "1996-00002", 1, people=people, represented=represented, form="letter")
    with store.reading() as transaction:
        (unit,) = year_facts.load(transaction, 1996, date(1996, 12, 31), PARAMETERS)
    assert [visit.collective for visit in unit.cited_visits] == [collective]


def test_the_queries_read_indexes_and_never_a_whole_table_of_petitions_or_cases(tmp_path: Path) -> None:
    store = laid_store(tmp_path / "big.db")
    with store.writing() as transaction:
        big_store.fill(transaction, petitions=4_000, units=30)
    at = year_facts_window.window(2004, date(2004, 12, 31), PARAMETERS)
    with store.reading() as transaction:
        for module in (year_facts_cases, year_facts_petitions, year_facts_units):
            for name, statement in vars(module).items():
                if name.startswith("_") and name.isupper() and hasattr(statement, "compile"):
                    assert_plan(transaction, name, statement, at)
    store.close()


def assert_plan(transaction: Transaction, name: str, statement: Any, at: year_facts_window.Window) -> None:
    compiled = statement.compile(dialect=transaction.dialect)
    values = {**compiled.params, **at.values}
    told = transaction.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", tuple(values[each] for each in compiled.positiontup)).all()
    for line in (str(row[3]) for row in told):
        whole = line.startswith("SCAN") and line.split()[1] in {"petitions", "matters", "due_dates", "every_visit", "assignments"}
        assert not whole, f"{name}: {line}"
    if name in {"_COUNTS", "_CITED"}:
        assert "COVERING INDEX ix_petitions_facts" in str(told)
        assert "TEMP B-TREE" not in str(told)


def test_a_larger_store_gives_the_same_year_the_same_facts(tmp_path: Path) -> None:
    store = laid_store(tmp_path / "big.db")
    with store.writing() as transaction:
        big_store.fill(transaction, petitions=1_500, units=12, first_year=1995, years=5)
    agree(store, 1997, date(1997, 12, 31))
    agree(store, 1996, date(1996, 8, 1))
    store.close()
