"""逐级上访 (1.2): what a petition is by its form, level, people and the reply letter shown."""

from collections.abc import Iterable
from datetime import date

from app.regulation.parameters import Parameters
from app.regulation.terms import Form, Level

VisitKey = tuple[date, str]
"""A visit's date and register number: the order of visits on a matter."""


def collective(form: Form, people: int, represented: int, parameters: Parameters) -> bool:
    """Say whether a petition is 集体访: a visit of at least so many people, or that speaks for so many. A letter never is."""
    return form is Form.VISIT and max(people, represented) >= parameters.collective_min_people


def missing_reply_letter(form: Form, level: Level, shown: int) -> Level | None:
    """一、2 2.严格实行上访人持“答复意见书”的逐级上访制度，不发生越级上访。

    Return the level whose 答复意见书 (or a higher one) a visitor at ``level`` should have shown and did not, else None.
    ``shown`` is a Level, or NO_REPLY_LETTER. A letter by post never skips, nor does a visit to the unit itself.
    """
    if form is not Form.VISIT or level is Level.UNIT:
        return None
    below = Level(level - 1)
    return below if shown < below else None


def level_skipping(form: Form, level: Level, shown: int) -> bool:
    """Say whether a petition is 越级 (一、2)."""
    return missing_reply_letter(form, level, shown) is not None


def is_repeat(visit: VisitKey, others: Iterable[VisitKey]) -> bool:
    """Say whether ``visit`` is 重访: one of the ``others`` on its matter, at any level, came earlier (by date, then number as text)."""
    return any(other < visit for other in others)


def proposes_long_standing(visits_in_year: int, parameters: Parameters) -> bool:
    """Say whether so many visits on one matter in a year make the program propose 信访老户; a person finds it, or not."""
    return visits_in_year >= parameters.long_standing_visits


CLAUSES = {"1.2": missing_reply_letter}
