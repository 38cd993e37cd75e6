"""Why two results differ, said from the record: who voided, corrected, entered late, moved or ruled, and with which words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.regulation.parameters import ParameterTable
from app.services.annual_causes import Difference, LineChange, units_of
from app.services.annual_lines import UnitLine
from app.services.annual_session import COUNTED_BY
from app.store import afterwards
from app.store.afterwards import Done, Registered
from app.store.database import Transaction
from app.store.year_story_values import DUE, PetitionLine


class Why(StrEnum):
    """What sort of cause it is."""

    YEAR = "year"  # another year, or another day of it
    PARAMETER = "parameter"
    READING = "reading"
    SHEET = "sheet"
    PREVIOUS = "previous"  # the closed year before
    UNIT = "unit"  # opened, closed, renamed
    PEOPLE = "people"  # posts held by others
    DEPOSIT = "deposit"
    ENTRY = "entry"
    ADDED = "added"
    LATE = "late"
    VOIDED = "voided"
    MOVED = "moved"
    CORRECTED = "corrected"
    FINDING = "finding"
    FOLLOWS = "follows"  # a repeat no more since the visit before it is void, or the reverse
    STEP = "step"  # a step on the matter
    COUNTED = "counted"  # counted otherwise by another number or reading
    OBJECTION = "objection"
    REST = "rest"  # not kept by an older version


WHY_WORDS = {
    Why.YEAR: "年度或截止日不同",
    Why.PARAMETER: "参数更改",
    Why.READING: "口径更改",
    Why.SHEET: "计分标准更改",
    Why.PREVIOUS: "上年度定案不同",
    Why.UNIT: "单位设立、停用或改名",
    Why.PEOPLE: "任职变动",
    Why.DEPOSIT: "保证金变动",
    Why.ENTRY: "录入项更改",
    Why.ADDED: "新登记",
    Why.LATE: "补录",
    Why.VOIDED: "作废",
    Why.MOVED: "改属",
    Why.CORRECTED: "更正",
    Why.FINDING: "认定",
    Why.FOLLOWS: "随同一事项变动",
    Why.STEP: "案件办理",
    Why.COUNTED: "按不同的口径计数",
    Why.OBJECTION: "异议成立",
    Why.REST: "旧版定案未逐件保存",
}


FIELD_WORDS = {
    "received_on": "日期",
    "form": "形式",
    "level": "级别",
    "people": "人数",
    "represented": "代表人数",
    "unit": "责任单位",
    "matter": "事项",
    "shown_level": "持答复级别",
    "shown_number": "答复意见书编号",
    "unit_id": "责任单位",
    "counted_unit_id": "考评单位",
    "accepted_on": "受理日期",
    "accusation": "揭发控告",
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of the two results: whether their years or days differ, and the instant after which things were done."""

    same_year: bool
    same_day: bool
    first_day: Any  # the earlier of the two days
    since: str  # of the earlier close; "" where neither is closed
    rules_differ: bool  # a number the facts are counted by


class CauseWords:
    """Reads the record once for all differences, and says each."""

    def __init__(self, transaction: Transaction, differences: Sequence[Difference], at: Looked, table: ParameterTable, year: int) -> None:
        self._at, self._table = at, table
        petitions = [each.about[1] for each in differences if each.about[0] == "petition"]
        cases = [each.about[1] for each in differences if each.about[0] == "matter"]
        self._registered = afterwards.registered(transaction, petitions)
        self._petitions, self._matters = afterwards.to_petitions(transaction, petitions), afterwards.to_matters(transaction, cases)
        self._entries = afterwards.to_entries(transaction, year)

    def said(self, difference: Difference) -> tuple[Why, str]:
        """The sort of a cause and what it is, in a sentence."""
        return _SAY[difference.about[0]](self, difference)

    def year(self, difference: Difference) -> tuple[Why, str]:
        (one, first), (other, last) = difference.before, difference.after
        words = f"截至 {first} 改为截至 {last}" if one == other else f"{one} 年（截至 {first}）与 {other} 年（截至 {last}）"
        return Why.YEAR, words

    def parameter(self, difference: Difference) -> tuple[Why, str]:
        number = self._table.numbers[difference.about[1]]
        return Why.PARAMETER, f"参数 {number.subject}：{_value(difference.before)} → {_value(difference.after)}"

    def reading(self, difference: Difference) -> tuple[Why, str]:
        reading = self._table.readings[difference.about[1]]
        meanings = dict(reading.alternatives)
        old, new = (meanings.get(str(value), str(value)) for value in (difference.before, difference.after))
        return Why.READING, f"口径 {reading.subject}：{old} → {new}"

    def sheet(self, difference: Difference) -> tuple[Why, str]:
        names = [f"{sheet.name} {sheet.version}" for sheet in (difference.before, difference.after)]
        return Why.SHEET, f"计分标准：{names[0]} → {names[1]}"

    def previous(self, difference: Difference) -> tuple[Why, str]:
        states = ["未定案" if each is None else "已定案" for each in (difference.before, difference.after)]
        return Why.PREVIOUS, f"上年度：{states[0]} → {states[1]}" if states[0] != states[1] else "上年度定案的结果变动"

    def unit(self, difference: Difference) -> tuple[Why, str]:
        change = difference.changes[0]
        return Why.UNIT, f"{change.unit}：{_unit(change.before)} → {_unit(change.after)}"

    def people(self, difference: Difference) -> tuple[Why, str]:
        left, came = _names(each.before for each in difference.changes), _names(each.after for each in difference.changes)
        return Why.PEOPLE, f"{difference.about[1]} 任职变动：{left or '无'} → {came or '无'}"

    def deposit(self, difference: Difference) -> tuple[Why, str]:
        old, new = (f"{(amount or 0) / 100:,.2f}" for amount in (difference.changes[0].before, difference.changes[0].after))
        return Why.DEPOSIT, f"{difference.about[1]} 已交保证金：{old} → {new} 元"

    def entry(self, difference: Difference) -> tuple[Why, str]:
        _, unit, item = difference.about
        change = difference.changes[0]
        old, new = ("未录入" if number is None else number for number in (change.before, change.after))
        done = [each for each in self._entries.get(f"{unit}/{item}", ()) if each.at > self._at.since]
        return Why.ENTRY, f"{unit} 录入项 {item}：{old} → {new}{_by(done)}"

    def petition(self, difference: Difference) -> tuple[Why, str]:
        number = difference.about[1]
        done = [each for each in self._petitions.get(number, ()) if each.at > self._at.since]
        why = self._why_petition(difference, done, self._registered.get(number))
        if not self._at.same_year:
            return why, f"{number}"
        return why, f"{number} {WHY_WORDS[why]}{_moved(difference) if why is Why.MOVED else ''}{_by(done)}"

    def matter(self, difference: Difference) -> tuple[Why, str]:
        number = difference.about[1]
        done = [each for each in self._matters.get(number, ()) if each.at > self._at.since]
        why = self._why_matter(difference, done)
        return why, f"事项 {number} {WHY_WORDS[why]}{_by(done)}" if self._at.same_year else f"事项 {number}"

    def _why_petition(self, difference: Difference, done: Sequence[Done], known: Registered | None) -> Why:
        if not self._at.same_year:
            return Why.YEAR
        what = {each.what for each in done}
        if afterwards.OBJECTED in what:
            return Why.OBJECTION
        if len(units_of(difference)) > 1:
            return Why.MOVED
        here = [each is not None for each in (difference.changes[0].before, difference.changes[0].after)]
        if not all(here) and known is not None:
            return self._why_there(what, known)
        return self._why_otherwise(difference.changes[0], what)

    def _why_there(self, what: set[str], known: Registered) -> Why:
        """Why a petition is in one of the results alone."""
        if known.voided:
            return Why.VOIDED
        if known.received_on > self._at.first_day:
            return Why.YEAR
        if afterwards.CORRECTED in what:
            return Why.CORRECTED
        return Why.LATE if known.late else Why.ADDED

    def _why_otherwise(self, change: LineChange, what: set[str]) -> Why:
        """Why a petition that is in both counts otherwise."""
        if afterwards.CORRECTED in what:
            return Why.CORRECTED
        if isinstance(change.before, PetitionLine) and isinstance(change.after, PetitionLine):
            if change.before.serious != change.after.serious:
                return Why.FINDING
            if change.before._replace(repeat=change.after.repeat) == change.after:
                return Why.FOLLOWS
        return Why.COUNTED if self._at.rules_differ else Why.FOLLOWS

    def _why_matter(self, difference: Difference, done: Sequence[Done]) -> Why:
        if not self._at.same_year or (not done and not self._at.same_day):
            return Why.YEAR
        if done:
            return _why_done(difference, {each.what for each in done})
        counted = self._at.rules_differ and DUE not in _kinds(difference)
        return Why.COUNTED if counted else Why.FOLLOWS


def _why_done(difference: Difference, what: set[str]) -> Why:
    """Why a case differs on which something was done."""
    if afterwards.OBJECTED in what:
        return Why.OBJECTION
    if len(units_of(difference)) > 1 and afterwards.CORRECTED in what:
        return Why.MOVED
    found = bool(what & {afterwards.FOUND, afterwards.WITHDRAWN})
    return Why.FINDING if found and _kinds(difference) == {"long_standing"} else Why.STEP


def _kinds(difference: Difference) -> set[str]:
    return {change.key.kind for change in difference.changes}


_SAY: Mapping[str, Callable[[CauseWords, Difference], tuple[Why, str]]] = {
    "year": CauseWords.year,
    "parameter": CauseWords.parameter,
    "reading": CauseWords.reading,
    "sheet": CauseWords.sheet,
    "previous": CauseWords.previous,
    "unit": CauseWords.unit,
    "people": CauseWords.people,
    "deposit": CauseWords.deposit,
    "entry": CauseWords.entry,
    "petition": CauseWords.petition,
    "matter": CauseWords.matter,
}


def counted_differently(names: Iterable[str]) -> bool:
    """Whether one of the differing numbers is one the facts are counted by."""
    return bool(set(COUNTED_BY).intersection(names))


def _value(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _unit(line: UnitLine | None) -> str:
    return "不列" if line is None else f"{line.name}{'' if line.ranked else '（已停用）'}"


def _names(holders: Iterable[Any]) -> str:
    return "、".join(dict.fromkeys(holder.name for holder in holders if holder is not None))


def _moved(difference: Difference) -> str:
    left = [each.unit for each in difference.changes if each.after is None]
    came = [each.unit for each in difference.changes if each.before is None]
    return f"：{'、'.join(left) or '无'} → {'、'.join(came) or '无'}"


def _by(done: Sequence[Done]) -> str:
    return f"（{'；'.join(map(_done, done))}）" if done else ""


def _done(done: Done) -> str:
    """What was done, on which day, by whom, with which words."""
    field = FIELD_WORDS.get(done.field, done.field)
    words = " ".join(filter(None, (field, done.words)))
    return " ".join(filter(None, (done.what, done.at[:10], done.by))) + (f"：{words}" if words else "")
