"""A year as a story: each fact with the days from which and until which it holds, so that any day of the year is read off it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from app.regulation.facts import AskedCase, Assignment, ConcludedCase, LateCase, OpenFinding, RefusedSignature, RepeatedCase
from app.regulation.terms import Level, Signature

END = "9999-12-31"
"""Of what holds for good. Days are ISO text throughout, as the store keeps them: they sort, and are compared quickest."""

DUE = "due"
day = date.fromisoformat


class PetitionLine(NamedTuple):
    """One petition at city or above as the year counts it."""

    visit: bool
    level: Level
    collective: bool = False
    skipping: bool = False
    repeat: bool = False
    serious: bool = False

    @property
    def cited(self) -> bool:
        """Whether it counts for more than one of its level, so that a decision may cite it."""
        return self.visit and (self.collective or self.skipping or self.repeat or self.level >= Level.PROVINCE)


class Span(NamedTuple):
    """The year, and how far back its facts look (see the window of the year's facts)."""

    year: int
    late_from: str
    given_from: str

    @property
    def start(self) -> str:
        return f"{self.year}-01-01"

    @property
    def end(self) -> str:
        return f"{self.year}-12-31"

    def holds(self, on: str | None) -> bool:
        """Whether a day is in the year."""
        return on is not None and self.start <= on <= self.end


class CaseRow(NamedTuple):
    """A matter's present state, as far as the year's facts look at it."""

    id: int
    number: str
    unit_id: int | None
    accepted_on: str
    concluded_on: str | None
    reported_on: str | None
    explained_on: str | None
    asked_due_on: str | None
    no_reply_needed: int
    signature: str | None
    replied_on: str | None
    long_standing_on: str | None


class ToldRow(NamedTuple):
    """A due date as told, from the first day it was known until the first day another was."""

    known_from: str
    known_until: str | None
    due_on: str
    collective_limit: int
    regulation_limit: int


class GivenRow(NamedTuple):
    """An assignment of the program's own, with its first acknowledgement and its refusal."""

    on: str
    acknowledged_on: str | None
    refused_on: str | None


class OpinionRow(NamedTuple):
    """A higher opinion that was not carried out."""

    on: str
    not_carried_out_on: str


class CaseStory(NamedTuple):
    """A case with all that happened on it; ``collective_on``: the days of its collective visits at city or above, of any year."""

    row: CaseRow
    told: Sequence[ToldRow] = ()
    given: Sequence[GivenRow] = ()
    opinions: Sequence[OpinionRow] = ()
    collective_on: Sequence[str] = ()


class Held(NamedTuple):
    """A fact of a kind (a field of UnitFacts, or DUE), from a day on until before another."""

    kind: str
    since: str
    until: str
    value: Any


def held_of(case: CaseStory, span: Span) -> Iterator[Held]:
    """Everything the year's facts ever say of a case, each with its days; nothing holds before the acceptance."""
    accepted = case.row.accepted_on
    for kind, since, until, value in _every(case, span):
        begin = max(since, accepted)
        if begin < until and begin <= span.end:
            yield Held(kind, begin, until, value)


def _every(case: CaseStory, span: Span) -> Iterator[Held]:
    for told in case.told:
        yield from _told(case.row, told, span)
    yield from _asked(case.row, span)
    yield from _replies(case.row, span)
    if case.row.long_standing_on is not None:
        finding = OpenFinding(case.row.number, day(case.row.long_standing_on))
        yield Held("long_standing", case.row.long_standing_on, case.row.concluded_on or END, finding)
    yield from _repeated(case, span)
    for given in case.given:
        yield from _given(case.row, given, span)
    for opinion in case.opinions:
        if span.holds(opinion.not_carried_out_on):
            # An opinion is no assignment to be acknowledged: it comes as one that was, on its own day.
            value = Assignment(case.row.number, day(opinion.on), day(opinion.on), None, day(opinion.not_carried_out_on))
            yield Held("assignments", opinion.not_carried_out_on, END, value)


def _told(case: CaseRow, told: ToldRow, span: Span) -> Iterator[Held]:
    """Due in the year (1.3); late from the due date on, where it was not concluded by then."""
    until, concluded = told.known_until or END, case.concluded_on or END
    in_time = concluded <= told.due_on
    if span.holds(told.due_on):
        yield Held(DUE, max(told.known_from, min(told.due_on, concluded)), until, in_time)
    if in_time or told.due_on > span.end:
        return
    # One due so long ago that no long delay ends in the year is backlog while it is open, and nothing after.
    last = until if told.due_on >= span.late_from else min(until, concluded)
    for since, known_until, (ended, reported, explained) in _known(
        max(told.known_from, told.due_on), last, (case.concluded_on, case.reported_on, case.explained_on)
    ):
        limits = told.collective_limit == 1, told.regulation_limit == 1
        yield Held("late_cases", since, known_until, LateCase(case.number, day(told.due_on), *limits, ended, reported, explained))


def _asked(case: CaseRow, span: Span) -> Iterator[Held]:
    if case.asked_due_on is not None and span.holds(case.asked_due_on):
        for since, until, (reported, explained) in _known(case.asked_due_on, END, (case.reported_on, case.explained_on)):
            yield Held("asked_cases", since, until, AskedCase(case.number, day(case.asked_due_on), reported, explained))


def _replies(case: CaseRow, span: Span) -> Iterator[Held]:
    if case.concluded_on is not None and span.holds(case.concluded_on) and not case.no_reply_needed:
        answered = case.signature in (Signature.SIGNED, Signature.REFUSED) and case.replied_on
        unsigned = ConcludedCase(case.number, day(case.concluded_on))
        yield Held("unsigned_replies", case.concluded_on, case.replied_on or END if answered else END, unsigned)
    if case.signature == Signature.REFUSED and case.replied_on is not None and span.holds(case.replied_on):
        yield Held("refused_signatures", case.replied_on, END, RefusedSignature(case.number, day(case.replied_on)))


def _repeated(case: CaseStory, span: Span) -> Iterator[Held]:
    days = sorted(case.collective_on)
    for place, on in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else END
        if span.holds(on) and following != on:
            yield Held("repeated_cases", on, following, RepeatedCase(case.row.number, place + 1, day(on)))


def _given(case: CaseRow, given: GivenRow, span: Span) -> Iterator[Held]:
    if given.on >= span.given_from:
        begin = given.on
    elif given.refused_on is not None and span.holds(given.refused_on):
        begin = given.refused_on
    else:
        return
    for since, until, (acknowledged, refused) in _known(begin, END, (given.acknowledged_on, given.refused_on)):
        yield Held("assignments", since, until, Assignment(case.number, day(given.on), acknowledged, refused, None))


def _known(since: str, until: str, days: Sequence[str | None]) -> Iterator[tuple[str, str, tuple[date | None, ...]]]:
    """What is known of `days` from `since` to `until`: one stretch for each day on which one of them becomes known."""
    turns = sorted({since, *(on for on in days if on is not None and since < on < until)})
    for place, begin in enumerate(turns):
        end = turns[place + 1] if place + 1 < len(turns) else until
        yield begin, end, tuple(day(on) if on is not None and on <= begin else None for on in days)
