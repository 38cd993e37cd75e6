"""The reference scoring sheet (1.8), item by item, in exact fractions."""

from fractions import Fraction

from tests.oracle.unit_year import UnitYear

FULL_A = 40
FULL = {"B1": 15, "B2": 10, "B3": 5, "C1": 5, "C2": 6, "C3": 4, "D1": 4, "D2": 4, "D3": 4, "D4": 3}
A1_EACH = {"city": 2, "prefecture": 4, "province": 8, "beijing": 15}
A2_EACH = {"prefecture": 1, "province": 2, "beijing": 4}
ENTERED_EACH = {"C1": Fraction(1, 2), "C3": Fraction(1, 2), "D1": Fraction(1), "D2": Fraction(1), "D3": Fraction(1), "D4": Fraction(1)}


def a1_collective_visits(facts: UnitYear) -> Fraction:
    return Fraction(sum(A1_EACH[visit.level] for visit in facts.collective()))


def a2_individual_level_skipping(facts: UnitYear) -> Fraction:
    return Fraction(sum(A2_EACH[visit.level] for visit in facts.individual(*A2_EACH) if visit.is_level_skipping))


def a3_repeats(facts: UnitYear) -> Fraction:
    return Fraction(len(facts.repeat_visits()))


def a4_long_standing_and_backlog(facts: UnitYear) -> Fraction:
    """A matter that is both counts twice."""
    return Fraction(2 * (len(facts.long_standing()) + len(facts.backlog())))


def b1_on_time(facts: UnitYear) -> Fraction:
    """One point for each percentage point below 100, by exact proportion."""
    return 100 - facts.on_time_rate()


def b2_asked_for(facts: UnitYear) -> Fraction:
    return Fraction(2 * len(facts.not_reported()))


def b3_collective_limit(facts: UnitYear) -> Fraction:
    return Fraction(len(facts.late_under_the_collective_limit()))


def c2_reply_letters(facts: UnitYear) -> Fraction:
    return Fraction(len(facts.without_reply_letter()))


def entered_item(facts: UnitYear, item: str) -> Fraction:
    """An item not yet entered deducts nothing."""
    return ENTERED_EACH[item] * facts.entered.get(item, 0)


def deductions(facts: UnitYear) -> dict[str, Fraction]:
    """Points taken off for each item, not negative; those of section A in full, the others at most their full marks."""
    taken = {
        "A1": a1_collective_visits(facts), "A2": a2_individual_level_skipping(facts), "A3": a3_repeats(facts),
        "A4": a4_long_standing_and_backlog(facts), "B1": b1_on_time(facts), "B2": b2_asked_for(facts),
        "B3": b3_collective_limit(facts), "C2": c2_reply_letters(facts),
    }
    for item in ENTERED_EACH:
        taken[item] = entered_item(facts, item)
    for item, full in FULL.items():
        taken[item] = min(taken[item], Fraction(full))
    return taken


def score(taken: dict[str, Fraction]) -> Fraction:
    """Section A has one floor of 0, the items of the other sections one each."""
    section_a = max(Fraction(0), FULL_A - taken["A1"] - taken["A2"] - taken["A3"] - taken["A4"])
    return section_a + sum((full - taken[item] for item, full in FULL.items()), Fraction(0))


def not_entered(facts: UnitYear) -> list[str]:
    return sorted(item for item in ENTERED_EACH if item not in facts.entered)


def two_places(value: Fraction) -> str:
    """To 0.01, halves away from zero, never -0.00."""
    hundredths = (abs(value) * 100 + Fraction(1, 2)).__floor__()
    sign = "-" if value < 0 and hundredths > 0 else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"
