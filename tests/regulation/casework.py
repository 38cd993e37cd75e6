"""How an example of tests/regulation/examples becomes facts and dates, and what it may expect.

An example has a sentence, the clauses and readings it shows, `set` (numbers or readings read otherwise), one question and `expect`.
The questions are the keys of QUESTIONS; a unit's year is told in the regulation's words (see `visits_told`).
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from app.regulation.assessment import assess
from app.regulation.consequences import bound, disqualified
from app.regulation.deadlines import CaseDates, DueDate, asked_for_date, due_date, due_history
from app.regulation.decisions import UnitResult
from app.regulation.facts import (
    AskedCase,
    Assignment,
    CitedVisit,
    ConcludedCase,
    LateCase,
    OpenFinding,
    PetitionCounts,
    PostHolder,
    PreviousYear,
    RefusedSignature,
    RepeatedCase,
    UnitFacts,
)
from app.regulation.ladder import collective, is_repeat, level_skipping, missing_reply_letter, proposes_long_standing
from app.regulation.rounding import two_places
from app.regulation.scoring import on_time_rate
from app.regulation.terms import NO_REPLY_LETTER, Form, Level, Post, UnitKind
from tests.regulation.rulebook import parameters, rest_days, sheet

Told = dict[str, Any]

LEVELS = {"单位": Level.UNIT, "市": Level.CITY, "地区": Level.PREFECTURE, "省": Level.PROVINCE, "京": Level.BEIJING}
KINDS = {"乡镇": UnitKind.TOWNSHIP, "办事处": UnitKind.SUBDISTRICT, "市直部门": UnitKind.DEPARTMENT}
POSTS = {
    "主要领导": Post.HEAD,
    "二把手": Post.DEPUTY,
    "分管领导": Post.LEADER_IN_CHARGE,
    "信访助理员": Post.ASSISTANT,
    "专职信访干部": Post.OFFICER,
    "包点市领导": Post.CITY_LEADER,
}
FORMS = {"来访": Form.VISIT, "来信": Form.LETTER}
WORDS = frozenset({"集体", "越级", "重访", "恶果"})


def examples() -> list[Told]:
    """Every example, in the order of the files."""
    files = sorted((Path(__file__).parent / "examples").glob("*.toml"))
    return [example for file in files for example in tomllib.loads(file.read_text(encoding="utf-8"))["examples"]]


def answer(example: Told) -> Any:
    """Ask the example's one question."""
    (question,) = QUESTIONS.keys() & example.keys()
    return QUESTIONS[question](example[question], example)


def visits_told(told: list[str], prefix: str) -> list[CitedVisit]:
    """Read lines such as "3 市 集体 越级" (three collective level-skipping visits at the city); numbered in order."""
    visits: list[CitedVisit] = []
    for line in told:
        times, level, *words = line.split()
        assert set(words) <= WORDS, line
        for _ in range(int(times)):
            number = f"{prefix}-{len(visits) + 1:05d}"
            visits.append(CitedVisit(number, LEVELS[level], "集体" in words, "越级" in words, "重访" in words, "恶果" in words))
    return visits


def counts(visits: list[CitedVisit], letters: int) -> PetitionCounts:
    """Count visits and letters at city and above as the store does."""

    def by_level(collective: bool, skipping: bool | None = None) -> tuple[int, int, int, int]:
        chosen = [one.level for one in visits if one.collective is collective and skipping in {None, one.skipping}]
        return chosen.count(Level.CITY), chosen.count(Level.PREFECTURE), chosen.count(Level.PROVINCE), chosen.count(Level.BEIJING)

    repeats = sum(one.repeat for one in visits)
    return PetitionCounts(letters, len(visits), repeats, by_level(True), by_level(False), by_level(False, True), by_level(True, True))


def cited(visits: list[CitedVisit]) -> tuple[CitedVisit, ...]:
    """The visits some decision or item may cite."""
    return tuple(one for one in visits if one.collective or one.skipping or one.repeat or one.level >= Level.PROVINCE)


def late_case(told: Told) -> LateCase:
    limit = told.get("limit", "一般")
    return LateCase(
        told["matter"],
        told["due"],
        limit == "集体访",
        limit in {"集体访", "要结果"},
        told.get("concluded"),
        told.get("reported"),
        told.get("explained"),
    )


def unit_facts(told: Told, year: int) -> UnitFacts:
    """A unit's year as told; what is not told has not happened."""
    code = told.get("code", "T01")
    visits = visits_told(told.get("visits", []), str(year) if code == "T01" else code)
    due, in_time = told.get("due", (0, 0))
    return UnitFacts(
        code=code,
        name=told.get("name", f"演示{code}"),
        kind=KINDS[told.get("kind", "乡镇")],
        ranked=told.get("active", True),
        petitions=counts(visits, told.get("letters", 0)),
        cited_visits=cited(visits),
        due=due,
        concluded_in_time=in_time,
        late_cases=tuple(late_case(each) for each in told.get("late", [])),
        asked_cases=tuple(AskedCase(a["matter"], a["due"], a.get("reported"), a.get("explained")) for a in told.get("asked", [])),
        unsigned_replies=tuple(ConcludedCase(matter, date(year, 6, 1)) for matter in told.get("unsigned", [])),
        refused_signatures=tuple(RefusedSignature(matter, date(year, 6, 1)) for matter in told.get("refused_signatures", [])),
        repeated_cases=tuple(RepeatedCase(matter, times, date(year, 6, 1)) for matter, times in told.get("repeated", {}).items()),
        long_standing=tuple(OpenFinding(matter, date(year, 6, 1)) for matter in told.get("long_standing", [])),
        assignments=tuple(
            Assignment(a["matter"], a["assigned"], a.get("acknowledged"), a.get("refused"), a.get("not_carried_out"))
            for a in told.get("assignments", [])
        ),
        entered=told.get("entered", {}),
        deposit_paid=told.get("deposit", 0),
        post_holders=holders(told.get("people", [])),
    )


def holders(told: list[str]) -> tuple[PostHolder, ...]:
    """Read lines such as "演示张三 主要领导"; the name identifies the person."""
    return tuple(PostHolder(name, name, POSTS[post]) for name, post in (line.split() for line in told))


def unit_year(told: Told, example: Told) -> UnitResult:
    """The year of the unit told first, among the others told."""
    year = example.get("year", 1995)
    as_of = example.get("as_of", date(year, 12, 31))
    before = {key: frozenset(names) for key, names in example["previous"].items()} if "previous" in example else None
    facts = [unit_facts(each, year) for each in (told, *example.get("others", []))]
    previous = None if before is None else PreviousYear(**before)
    result = assess(year, as_of, facts, parameters(example.get("set"), as_of), sheet(), previous)
    return next(unit for unit in result.units if unit.code == facts[0].code)


def case_dates(told: Told) -> CaseDates:
    return CaseDates(
        told["accepted"],
        told.get("marked", False),
        told.get("assigned"),
        told.get("first_collective"),
        told.get("extended"),
        told.get("concluded"),
    )


def due(told: Told, example: Told) -> DueDate:
    return due_date(case_dates(told), parameters(example.get("set")), rest_days())


def due_known(told: Told, example: Told) -> DueDate:
    """The due date as known on a day."""
    history = due_history(case_dates(told), parameters(example.get("set")), rest_days())
    return [known for since, known in history if since <= told["on"]][-1]


def petition(told: Told, example: Told) -> Told:
    """What the counter says of a petition."""
    form, level = FORMS[told["form"]], LEVELS[told["level"]]
    shown = LEVELS[told["shown"]] if "shown" in told else NO_REPLY_LETTER
    missing = missing_reply_letter(form, level, shown)
    return {
        "collective": collective(form, told.get("people", 1), told.get("represented", 0), parameters(example.get("set"))),
        "skipping": level_skipping(form, level, shown),
        "missing": "" if missing is None else next(word for word, one in LEVELS.items() if one is missing),
    }


def costs(told: Told, _example: Told) -> Told:
    """What 三（二）2 means for people."""
    people = holders(told["people"])
    return {"disqualified": [one.name for one in disqualified(people)], "bound": [one.name for one in bound(people)]}


def rest(told: Told, _example: Told) -> Told:
    return {"rest": rest_days().is_rest(told["day"]), "warned": rest_days().warning(told["day"].year) is not None}


QUESTIONS: Mapping[str, Callable[[Any, Told], Any]] = {
    "unit": unit_year,
    "case": due,
    "case_known": due_known,
    "asked_for": lambda assigned, example: {"due": asked_for_date(assigned, parameters(example.get("set")), rest_days())},
    "petition": petition,
    "repeat": lambda told, _: {"repeat": is_repeat((told["date"], told["number"]), [(one, number) for one, number in told["others"]])},
    "visits_on_matter": lambda times, example: {"proposed": proposes_long_standing(times, parameters(example.get("set")))},
    "costs": costs,
    "day": rest,
    "shown": lambda told, _: {"as": two_places(Fraction(told))},
}


def by_clause(decisions: Any) -> Told:
    return {each.clause: list(each.evidence) for each in decisions}


VIEWS: Mapping[str, Callable[[UnitResult], Any]] = {
    "score": lambda unit: str(unit.score),
    "shown_score": lambda unit: two_places(unit.score),
    "off": lambda unit: {item.item: str(item.deduction) for item in unit.items if item.deduction},
    "evidence": lambda unit: {item.item: list(item.evidence) for item in unit.items if item.evidence},
    "not_entered": lambda unit: sorted(item.item for item in unit.items if not item.entered),
    "on_time": lambda unit: two_places(on_time_rate(unit.concluded_in_time, unit.due)),
    "noes": lambda unit: list(unit.four_noes),
    "vetoes": lambda unit: [veto.clause for veto in unit.vetoes],
    "veto_evidence": lambda unit: by_clause(unit.vetoes),
    "rewards": lambda unit: [reward.clause for reward in unit.rewards],
    "merit": lambda unit: unit.merit is not None,
    "people_rewarded": lambda unit: [one.name for one in unit.people_rewarded],
    "people_merit": lambda unit: list(unit.people_merit),
    "fines": lambda unit: [[fine.clause, fine.amount, *fine.evidence] for fine in unit.fines],
    "deposit": lambda unit: list(unit.deposit),
    "accountability": lambda unit: by_clause(unit.accountability),
    "distance": lambda unit: dict(unit.distance),
    "remarks": lambda unit: list(unit.remarks),
}
"""What is not told as it is in the result itself."""


def seen(result: Any, key: str) -> Any:
    """What an example expects under ``key``, read off the answer."""
    if isinstance(result, dict):
        return result[key]
    if key in VIEWS:
        return VIEWS[key](result)
    value = asdict(result)[key] if isinstance(result, UnitResult) else getattr(result, key)
    if isinstance(value, tuple):
        return list(value)
    return "" if value is None else value
