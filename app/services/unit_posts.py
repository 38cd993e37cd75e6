"""People and their posts over time; the post of an official bound by the key list changes only with a warning on record."""

from datetime import date

from app.errors import NotFound, Refusal
from app.regulation.terms import Post
from app.services.actor import Right
from app.services.annual_result import restored
from app.services.base import Service, needs
from app.services.unit_keeping import require
from app.services.unit_values import POST_WORDS, BoundOfficial, LeaderInCharge, PostTerm
from app.store import closed_years, people
from app.store.database import Transaction
from app.store.people import Term


class UnitPosts(Service):
    """A part of :class:`app.services.units.UnitService`."""

    @needs(Right.READ_STANDINGS)
    def bound_officials(self) -> tuple[BoundOfficial, ...]:
        """Who may not be promoted or moved today: 主要领导 of the units vetoed in the latest closed year, by unit code."""
        with self.reading() as transaction:
            return bound_officials_on(transaction, self.today)

    @needs(Right.READ_STANDINGS)
    def leaders_in_charge(self, on: date | None = None) -> tuple[LeaderInCharge, ...]:
        """Who of the city's leaders has which units in charge on a day (today), by name (二、第二段)."""
        with self.reading() as transaction:
            held = people.holders_of(transaction, Post.CITY_LEADER, on or self.today)
        found: dict[str, list[tuple[str, str]]] = {}
        for term in held:
            found.setdefault(term.name, []).append((term.unit_code, term.unit_name))
        return tuple(LeaderInCharge(name, tuple(found[name])) for name in sorted(found))

    @needs(Right.KEEP_UNITS)
    def appoint(
        self, unit: str, name: str, post: Post, from_on: date | None = None, phone: str = "", confirmed: bool = False
    ) -> PostTerm:
        """Gives a person a post at a unit (code) from a day on (None: always). The same name at the same unit, or the same name and
        phone anywhere, is the same person.

        Raises NotFound; Refusal without a name, for a post held already, or, unless ``confirmed``, for an official who is bound.
        """
        with self.acting("appoint", unit.strip(), {"post": post, "from": from_on}) as action:
            where = require(action.transaction, unit)
            if not name.strip():
                raise Refusal("没有填姓名。")
            person_id = _person(action.transaction, where.id, name.strip(), phone.strip())
            held = [term for term in people.terms_at(action.transaction, [where.id]) if (term.person_id, term.post) == (person_id, post)]
            if any(term.to_on is None or (from_on is not None and from_on <= term.to_on) for term in held):
                raise Refusal(f"{name.strip()}已任{where.name}{POST_WORDS[post]}。", mend="请先写上前一任期的离任日期。")
            bound = [each for each in bound_officials_on(action.transaction, self.today) if each.person_id == person_id]
            if bound:
                action.detail["bound"] = warning_of(bound[0], confirmed)
            row = {"person_id": person_id, "unit_id": where.id, "post": post, "phone": phone.strip() or None, "from_on": from_on}
            post_id = people.insert_post(action.transaction, {**row, "to_on": None})
            return PostTerm(post_id, where.code, where.name, name.strip(), post, phone.strip(), from_on, None)

    @needs(Right.KEEP_UNITS)
    def end_post(self, post_id: int, last_day: date, confirmed: bool = False) -> str | None:
        """Ends a term of office with its last day; gives the warning put on record where the official is bound, else None.

        Raises NotFound; Refusal: ended before, a day before it began, or, unless ``confirmed``, a bound official (三（二）2).
        """
        with self.acting("end_post") as action:
            term = people.term(action.transaction, post_id)
            if term is None:
                raise NotFound("没有这个任职。")
            action.subject = term.unit_code
            action.detail |= {"post": term.post, "last_day": last_day}
            _check_end(term, last_day)
            bound = [each for each in bound_officials_on(action.transaction, self.today) if each.person_id == term.person_id]
            warning = warning_of(bound[0], confirmed) if bound else None
            if warning is not None:
                action.detail["bound"] = warning
            people.end_post(action.transaction, post_id, last_day)
        return warning


def bound_officials_on(transaction: Transaction, today: date) -> tuple[BoundOfficial, ...]:
    """Those bound by the list of the latest closed year, by unit code."""
    years = closed_years.standing_years(transaction)
    latest = closed_years.standing(transaction, max(years)) if years else None
    if latest is None:
        return ()
    listed = {unit.code for unit in restored(latest.body).result.units if unit.vetoes}
    unit_ids = [require(transaction, code).id for code in sorted(listed)]
    heads = [term for term in people.terms_at(transaction, unit_ids, today) if term.post is Post.HEAD]
    return tuple(BoundOfficial(term.unit_code, term.unit_name, term.name, term.post, latest.year + 1, term.person_id) for term in heads)


def warning_of(bound: BoundOfficial, confirmed: bool) -> str:
    """The warning, to be put on record. Raises Refusal with it unless it was confirmed."""
    words = f"{bound.unit_name}列入{bound.list_year}年度重点管理单位，其党政主要领导未跳出重点管理范围之前不能提拔、调动（三（二）2）。"
    if not confirmed:
        raise Refusal(words, mend="确有组织决定的，请确认后再改，改动会留下记录。")
    return words


def _check_end(term: Term, last_day: date) -> None:
    if term.to_on is not None:
        raise Refusal(f"这个任职已于{term.to_on.isoformat()}结束。")
    if term.from_on is not None and last_day < term.from_on:
        raise Refusal("离任日期在任职日期之前。", mend="请改日期。")


def _person(transaction: Transaction, unit_id: int, name: str, phone: str) -> int:
    here = [term.person_id for term in people.terms_at(transaction, [unit_id]) if term.name == name]
    same = here or (people.persons_with(transaction, name, phone) if phone else ())
    return same[0] if same else people.insert_person(transaction, name, phone or None)
