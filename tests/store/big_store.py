"""A store of any size made in memory and written in bulk: what plans and figures are taken from. Seeded; nobody real."""

import random
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert

from app.store.database import Transaction
from app.store.schema import cases, register, review
from app.store.schema import units as unit_tables

AT = "2026-01-01T00:00:00.000000+00:00"
KINDS = ("township", "subdistrict", "department")
TAKEN = (3, 5, 8, 10, 12, 15, 18, 20, 20, 22, 25, 25, 28, 29, 29, 29, 29, 40, 70, 200)
"""Days until a case is concluded: most are in time, a few far from it."""
POSTS = ("head", "deputy", "leader_in_charge", "assistant", "officer")


def fill(transaction: Transaction, *, petitions: int, units: int = 300, first_year: int = 1995, years: int = 20, seed: int = 34) -> None:
    """Writes ``petitions`` petitions, 60 % with a case, evenly over ``years`` from ``first_year``, for ``units`` assessed units."""
    dice = random.Random(seed)
    _units(transaction, units)
    matters, due, register_rows = [], [], []
    for number in range(1, petitions + 1):
        year = first_year + (number - 1) * years // petitions
        received = date(year, 1, 1) + timedelta(days=dice.randrange(365))
        unit = 1 + int(units * dice.random() ** 1.5)
        matter_id = None
        if dice.random() < 0.6 or not matters:
            matter_id = len(matters) + 1
            matter, row = _matter(dice, matter_id, received, unit)
            matters.append(matter)
            due.append(row)
        elif dice.random() < 0.3:
            matter_id = dice.randrange(max(1, len(matters) - 300), len(matters) + 1)
        register_rows.append(_petition(dice, number, year, received, unit, matter_id))
    transaction.execute(insert(cases.matters), matters)
    transaction.execute(insert(cases.due_dates), due)
    transaction.execute(insert(register.petitions), register_rows)
    _deposits_and_entries(transaction, dice, units, range(first_year, first_year + years))


def _units(transaction: Transaction, units: int) -> None:
    rows = [
        {"id": number, "code": f"U{number:03}", "kind": KINDS[number % 3], "name": f"演示单位{number}", "deposit_standard": 200_000}
        for number in range(1, units + 1)
    ]
    transaction.execute(insert(unit_tables.units), rows)
    people = [{"id": number, "name": f"演示{number}"} for number in range(1, units * len(POSTS) + 1)]
    transaction.execute(insert(unit_tables.people), people)
    posts = [
        {"person_id": unit * len(POSTS) + place + 1, "unit_id": unit + 1, "post": post}
        for unit in range(units)
        for place, post in enumerate(POSTS)
    ]
    transaction.execute(insert(unit_tables.posts), posts)


def _matter(dice: random.Random, matter_id: int, accepted: date, unit: int) -> tuple[dict[str, Any], dict[str, Any]]:
    asked = dice.random() < 0.2
    due_on = accepted + timedelta(days=61 if asked else 30)
    taken = dice.choice(TAKEN) if dice.random() < 0.995 else None
    concluded = accepted + timedelta(days=taken) if taken is not None else None
    signed = concluded is not None and dice.random() < 0.9
    matter = {
        "id": matter_id,
        "number": f"S{accepted.year}-{matter_id:06}",
        "gist": "演示事项",
        "unit_id": unit,
        "counted_unit_id": unit,
        "accepted_on": accepted,
        "assigned_on": accepted if asked else None,
        "assigned_level": "province" if asked else None,
        "asked_due_on": due_on if asked else None,
        "asked_due_year": due_on.year if asked else None,
        "reported_on": concluded if asked and dice.random() < 0.8 else None,
        "concluded_on": concluded,
        "concluded_year": concluded.year if concluded else None,
        "replied_on": concluded if signed else None,
        "signature": ("refused" if dice.random() < 0.02 else "signed") if signed else None,
        "long_standing_on": accepted + timedelta(days=50) if dice.random() < 0.01 else None,
        "opened_at": AT,
    }
    row = {
        "matter_id": matter_id,
        "known_from": accepted,
        "due_on": due_on,
        "due_year": due_on.year,
        "limit_kind": "asked_for" if asked else "ordinary",
        "collective_limit": 0,
        "regulation_limit": int(asked),
        "clause": "3.2.3.2" if asked else "",
        "why": '["演示"]',
        "known": "{}",
        "cause": "import",
        "recorded_at": AT,
        "open": int(concluded is None),
    }
    return matter, row


def _petition(dice: random.Random, number: int, year: int, received: date, unit: int, matter_id: int | None) -> dict[str, Any]:
    visit = dice.random() < 0.7
    level = dice.choices((0, 1, 2, 3, 4), (20, 65, 10, 3, 2))[0]
    return {
        "id": number,
        "number": f"{year}-{number:06}",
        "year": year,
        "received_on": received,
        "form": "visit" if visit else "letter",
        "level": level,
        "people": dice.choice((1, 1, 1, 1, 2, 3, 6, 20)) if visit else 1,
        "represented": None,
        "shown_level": dice.choice((-1, 0, 0, 1)),
        "unit_id": unit,
        "counted_unit_id": unit,
        "matter_id": matter_id,
        "repeat": int(visit and matter_id is not None and dice.random() < 0.2),
        "serious": 0,
        "voided": int(dice.random() < 0.01),
        "source": "in_person",
        "secrecy": "ordinary",
        "gist": "演示反映内容，与真人真事无关。" * 3,
        "registered_at": AT,
    }


def _deposits_and_entries(transaction: Transaction, dice: random.Random, units: int, years: range) -> None:
    deposits = [
        {"voucher": f"P{year}-{unit}", "on": date(year, 1, 10), "year": year, "unit_id": unit, "kind": "deposit", "amount": 200_000,
         "words": "保证金", "posted_at": AT}
        for year in years
        for unit in range(3, units + 1, 3)
    ]  # fmt: skip
    transaction.execute(insert(review.ledger), deposits)
    entries = [
        {"year": year, "unit_id": unit, "item": item, "number": dice.randrange(3), "entered_at": AT}
        for year in years
        for unit in range(1, units + 1)
        for item in ("C1", "C3", "D1", "D2", "D3", "D4")
    ]
    transaction.execute(insert(review.entries), entries)
