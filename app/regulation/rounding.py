"""How an exact number is shown: to 0.01, halves away from zero, never -0.00."""

from fractions import Fraction

CENTS = 100
FULL_RATE = Fraction(100)
"""Percent."""


def two_places(value: Fraction | int) -> str:
    """Return ``value`` with two decimals, halves away from zero; what rounds to zero is 0.00 without a sign."""
    numerator, denominator = abs(value.numerator) * CENTS, value.denominator
    cents = (2 * numerator + denominator) // (2 * denominator)
    sign = "-" if value < 0 and cents else ""
    return f"{sign}{cents // CENTS}.{cents % CENTS:02d}"


def share(part: int, whole: int) -> Fraction:
    """Return ``part`` of ``whole`` in percent, exactly; 100 where there is no whole (1.3)."""
    return FULL_RATE * part / whole if whole else FULL_RATE
