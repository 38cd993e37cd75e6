"""信访月报: a month's petitions by form, level, unit and class against the same month of last year, and its cases."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.errors import Refusal
from app.regulation.terms import Form, Level
from app.services.documents.source import At, Source
from app.services.documents.values import Composed, Original, Request, Waiting
from app.services.documents.words import day_words
from app.services.petition_form import FORM_WORDS, LEVEL_WORDS
from app.store import due_list
from app.store import petition_counts as counts
from app.store.petition_counts import BY_CLASS, BY_FORM, BY_LEVEL, BY_UNIT, Span

MONTHLY, TITLE = "monthly", "信访月报"
LEADERS = "市信访工作领导小组"
UNKNOWN = "未填"

Words = Callable[[At, Any], str]


def month_span(year: int, month: int) -> Span:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _asked(at: At, request: Request) -> Iterator[Waiting]:
    """The last whole month; of a year named, its last whole month."""
    year, month = last_whole_month(at.day) if request.year is None else _of_year(at, request.year)
    yield _one(year, month)


def _waiting(at: At) -> Iterator[Waiting]:
    yield _one(*last_whole_month(at.day))


def _one(year: int, month: int) -> Waiting:
    return Waiting(MONTHLY, TITLE, f"{year}年{month}月", (LEADERS,), f"{year}年{month}月", f"{year}-{month:02d}", chosen=False)


def last_whole_month(day: date) -> tuple[int, int]:
    """The year and the month before the one of a day."""
    return (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)


def _of_year(at: At, year: int) -> tuple[int, int]:
    last = last_whole_month(at.day)
    if year > last[0]:
        raise Refusal(f"{year} 年还没有过完一个月，没有月报。")
    return last if year == last[0] else (year, 12)


def _monthly(at: At, waiting: Waiting) -> Composed:
    year, month = (int(part) for part in waiting.subject.split("-"))
    now, before = month_span(year, month), month_span(year - 1, month)
    so_far = (date(year, 1, 1), now[1])
    spans = (now, before, so_far)
    cases = counts.cases(at.transaction, now)
    late = [case for case in due_list.open_on(at.transaction, now[1], now[1]) if case.due_on < now[1]]
    totals = [sum(each.number for each in counts.counted(at.transaction, BY_FORM, span)) for span in spans]
    fields = {
        "issue": at.issue(at.organs.bureau.name),
        "year": year,
        "month": month,
        "total": totals[0],
        "total_before": totals[1],
        "cumulative": totals[2],
        "groups": tuple(_group(at, name, by, words, spans) for name, by, words in _GROUPS),
        "due": cases.due,
        "concluded_in_time": cases.in_time,
        "still_open": cases.open,
        "overdue": len(late),
        "overdue_cases": tuple(
            {"matter": each.matter, "unit": each.unit_name, "due": day_words(each.due_on), "days": (now[1] - each.due_on).days}
            for each in late
        ),
    }
    return Composed(at.organs.bureau.name, (Original(LEADERS, fields),), waiting.subject)


def _group(at: At, name: str, by: str, words: Words, spans: tuple[Span, ...]) -> dict[str, Any]:
    """One way of counting: every value there is in any of the three spans."""
    counted = [dict(counts.counted(at.transaction, by, span)) for span in spans]
    values = sorted({value for each in counted for value in each}, key=lambda value: (value is None, value))
    return {"name": name, "counts": tuple(_line(words(at, value), value, counted) for value in values)}


def _line(label: str, value: Any, counted: Sequence[Mapping[Any, int]]) -> dict[str, Any]:
    now, before, so_far = (each.get(value, 0) for each in counted)
    return {"label": label, "now": now, "before": before, "cumulative": so_far}


def _unit(at: At, code: Any) -> str:
    return counts.unit_names(at.transaction, [code]).get(code, UNKNOWN) if code is not None else UNKNOWN


_GROUPS: tuple[tuple[str, str, Words], ...] = (
    ("形式", BY_FORM, lambda _at, value: FORM_WORDS[Form(value)]),
    ("到访级别", BY_LEVEL, lambda _at, value: LEVEL_WORDS[Level(value)]),
    ("内容分类", BY_CLASS, lambda _at, value: value or UNKNOWN),
    ("责任单位", BY_UNIT, _unit),
)

SOURCES = (Source(MONTHLY, TITLE, _asked, _monthly, _waiting),)
