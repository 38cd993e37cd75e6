"""Calendar arithmetic of the limits: months, and days as people write them."""

from calendar import monthrange
from datetime import date

MONTHS_A_YEAR = 12


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` months on, or that month's last day where there is none (1.3)."""
    years, month0 = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year, month = day.year + years, month0 + 1
    if day.day <= 28:  # every month has it: the common case, without a look at the calendar
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def in_words(day: date) -> str:
    """Return 1995年3月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
