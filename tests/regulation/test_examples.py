"""Every example holds; every clause that computes something and every reading has some, on more than one side."""

import inspect
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.regulation import accountability, assessment, consequences, deadlines, fines, four_noes, ladder, rewards, scoring, vetoes
from app.regulation.readings import ALLOWED
from tests.regulation import casework
from tests.regulation.rulebook import parsed, regulation, table

EXAMPLES = casework.examples()
MODULES: tuple[ModuleType, ...] = (
    assessment,
    four_noes,
    ladder,
    scoring,
    deadlines,
    rewards,
    vetoes,
    consequences,
    fines,
    accountability,
)
COMPUTED_ELSEWHERE_IN_A_CLAUSE = {"3.1.1": rewards.people_rewarded, "3.1.3.2": rewards.merit}

COMPUTES_NOTHING = {
    "2.0": "a principle of who handles what",
    "2.1": "duties of the leading group and of city leaders: people recorded at units",
    "2.2": "heads receive in person: recorded with a visit, asked for by a summons; which unit answers is a matter of the facts",
    "2.4": "the bureau's own duties: what the program helps to do",
    "4.0": "who may be held to account and with what: a person decides",
    "4.6": "never proposed by the program: recorded by the director",
    "4.7": "never proposed by the program: recorded by the director",
    "5.1": "who runs the review and gets a veto notice: documents",
    "5.2": "how the result enters other reviews: no figure is stated",
    "6.1": "the day of issue; which years are judged is read from 0.1",
}


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["sentence"] for example in EXAMPLES])
def test_example(example: dict[str, Any]) -> None:
    result = casework.answer(example)
    assert {key: casework.seen(result, key) for key in example["expect"]} == example["expect"]


def test_no_sentence_stands_twice() -> None:
    assert [sentence for sentence, times in Counter(example["sentence"] for example in EXAMPLES).items() if times > 1] == []


def test_every_clause_has_examples_or_says_why_it_computes_nothing() -> None:
    shown = {clause for example in EXAMPLES for clause in example["clauses"]}
    assert shown.isdisjoint(COMPUTES_NOTHING)
    assert sorted(shown | COMPUTES_NOTHING.keys()) == sorted(clause.id for clause in regulation().clauses)


def test_every_clause_with_a_function_has_examples_that_differ() -> None:
    """One example alone shows no threshold."""
    times = Counter(clause for example in EXAMPLES for clause in example["clauses"])
    judged = {clause for module in MODULES for clause in module.CLAUSES} | COMPUTED_ELSEWHERE_IN_A_CLAUSE.keys()
    assert [clause for clause in sorted(judged) if times[clause] < 2] == []


def test_every_reading_has_examples_and_those_with_alternatives_have_one_each() -> None:
    shown = {key for example in EXAMPLES for key in example.get("readings", [])}
    assert shown == set(table().readings)
    taken = {(key, value) for example in EXAMPLES for key, value in example.get("set", {}).items()}
    default = {(key, value.value) for key, reading in table().readings.items() for value in reading.values}
    assert {(key, value) for key, values in ALLOWED.items() for value in values} - default <= taken


def test_every_number_read_by_the_bureau_is_shown_with_another_value() -> None:
    changed = {key for example in EXAMPLES for key in example.get("set", {})}
    assert {key for key, reading in table().readings.items() if reading.parameter} <= changed


def test_a_rule_stands_under_its_own_words() -> None:
    """The docstring of the function of a clause begins with the clause's citation and verbatim words."""
    functions = {(clause, function) for module in MODULES for clause, function in module.CLAUSES.items()}
    functions |= set(COMPUTED_ELSEWHERE_IN_A_CLAUSE.items())
    for clause_id, function in functions:
        clause = regulation().clause(clause_id)
        citation, words = "".join(clause.citation.split()), "".join(clause.words.split())
        above = "".join((inspect.getdoc(function) or "").split())
        assert above.startswith(citation), clause_id
        quoted = above.removeprefix(citation)
        assert words in quoted or quoted.startswith(PART_QUOTED[clause_id]), clause_id


PART_QUOTED = {
    "0.1": "自一九九五年起在全市实行信访工作目标责任制",
    "2.3": "对群众集体上访反映的问题，要在一个月内处理完毕，问题复杂的不得超过两个月。",
}
"""Clauses of which a function computes a part: the part, as it stands in the clause."""


def test_a_part_that_is_quoted_stands_in_its_clause() -> None:
    assert all(part in regulation().clause(clause).words for clause, part in PART_QUOTED.items())


def test_every_number_and_reading_names_words_that_stand_in_the_regulation() -> None:
    text = "".join(paragraph.words for paragraph in regulation().paragraphs)
    for name, entry in (parsed("parameters.toml") | parsed("readings.toml")).items():
        assert entry["words"] in text, name
        assert not entry["clause"] or entry["words"] in regulation().clause(entry["clause"]).words, name


def test_examples_are_read_by_nothing_but_their_keys() -> None:
    """A misspelt key would be a fact that silently did not happen."""
    unit = {"code", "name", "kind", "active", "visits", "letters", "due", "late", "asked", "unsigned", "refused_signatures", "repeated"}
    unit |= {"long_standing", "assignments", "entered", "deposit", "people"}
    keys = {"sentence", "clauses", "readings", "set", "year", "as_of", "previous", "others", "expect", *casework.QUESTIONS}
    for example in EXAMPLES:
        assert example.keys() <= keys, example["sentence"]
        for told in (example.get("unit", {}), *example.get("others", [])):
            assert told.keys() <= unit, example["sentence"]


def test_toml_files_have_nothing_but_examples() -> None:
    files = (Path(__file__).parent / "examples").glob("*.toml")
    assert all(tomllib.loads(file.read_text(encoding="utf-8")).keys() == {"examples"} for file in files)
