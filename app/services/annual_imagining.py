"""Imagined changes of a year carried through: the touched units' facts put together anew, everything else as it is."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from app.errors import NotFound, Refusal
from app.regulation.parameters import Parameters, thawed
from app.regulation.readings import ALLOWED
from app.regulation.sheet import ScoringSheet
from app.services.annual_case import not_listed
from app.services.annual_changes import AddPetition, Change, MovePetition, SetEntry, SetRule, UseSheet, VoidPetition
from app.services.annual_imagining_cases import CaseLook, lines_imagined, lines_now
from app.services.annual_imagining_petitions import Imagination, ImaginedPetition, lines_of_petitions
from app.services.annual_lines import ENTERED, PETITION, Key, Lines, facts_from, lines_of
from app.services.annual_result import YearCase
from app.services.annual_session import Gathered, YearSession, counted_by, imagined_case
from app.store import units
from app.store.database import Transaction

MOST = 1_000_000


def with_rule(parameters: Parameters, change: SetRule) -> Parameters:
    """The numbers and readings with one of them set. Raises Refusal for a name or a value that cannot be."""
    plain = parameters.frozen()
    if change.name in ALLOWED:
        plain["readings"] = {**plain["readings"], change.name: change.value}
    else:
        plain[change.name] = change.value
    try:
        return thawed(plain)
    except (ValueError, TypeError) as fault:
        raise Refusal(f"口径或参数“{change.name}”不能取 {change.value!r}。") from fault


class _Touched:
    """The lines of the units that change."""

    def __init__(self, transaction: Transaction, year: int, gathered: Gathered) -> None:
        self._transaction, self._year, self._gathered = transaction, year, gathered
        self.lines: dict[str, Lines] = {}
        self._codes: dict[int, str] = {}

    def of(self, code: str) -> Lines:
        """A unit's lines to be changed. Raises NotFound where it is not listed."""
        if code not in self.lines:
            facts = self._gathered.facts.get(code)
            if facts is None:
                raise not_listed(self._transaction, self._year, code)
            self.lines[code] = lines_of(facts, self._gathered.behind(code))
        return self.lines[code]

    def of_id(self, unit_id: int | None) -> Lines:
        """The lines of the unit with this id; of one that is not listed, lines that are nobody's."""
        code = self._code(unit_id) if unit_id is not None else ""
        return self.of(code) if code in self._gathered.facts else {}

    def require(self, unit_id: int | None) -> None:
        """Raises NotFound for a unit that is not listed: what is imagined for it would be passed over in silence."""
        self.of(self._code(unit_id) if unit_id is not None else "")

    def turn(self, before: tuple[int | None, Lines], after: tuple[int | None, Lines]) -> None:
        """Puts some lines of a record in the place of others. Raises Refusal where the former are not there (a frozen year)."""
        if before == after:
            return
        old, new = self.of_id(before[0]), self.of_id(after[0])
        for key, value in before[1].items():
            if old and old.get(key) != value:
                raise Refusal(f"{key.record}在定案后有过变动，不能在定案的结果上设想。", mend="请看截至前一天的考评（未定案），再设想。")
            old.pop(key, None)
        if new:
            new.update(after[1])

    def _code(self, unit_id: int) -> str:
        if unit_id not in self._codes:
            self._codes[unit_id] = units.by_id(self._transaction, unit_id).code
        return self._codes[unit_id]


def imagined(transaction: Transaction, session: YearSession, changes: Sequence[Change], today: date) -> YearCase:
    """The session's case with the changes made. Raises NotFound, Refusal."""
    parameters, sheet = _rules(session.case, changes)
    if session.body is not None and counted_by(parameters) != counted_by(session.case.parameters):
        raise Refusal("已定案年度的事实已经冻结，不能按别的人数、天数重数。", mend="请看截至前一天的考评（未定案），再设想。")
    gathered = session.gathered(transaction, parameters)
    touched = _Touched(transaction, session.case.year, gathered)
    for change in changes:
        if isinstance(change, SetEntry):
            _enter(touched, sheet, change)
    petitions = [change for change in changes if isinstance(change, AddPetition | MovePetition | VoidPetition)]
    if petitions:
        look = CaseLook(transaction, session.case.year, session.case.as_of, today, parameters)
        _settle(touched, _imagine(transaction, session, petitions), look)
    facts = {**gathered.facts, **{code: facts_from(code, lines) for code, lines in touched.lines.items()}}
    return imagined_case(session, facts, parameters=parameters, sheet=sheet)


def _rules(case: YearCase, changes: Sequence[Change]) -> tuple[Parameters, ScoringSheet]:
    """The numbers, readings and sheet the changed year is judged by."""
    parameters, sheet = case.parameters, case.sheet
    for change in changes:
        if isinstance(change, SetRule):
            parameters = with_rule(parameters, change)
        elif isinstance(change, UseSheet):
            sheet = change.sheet
    return parameters, sheet


def _imagine(transaction: Transaction, session: YearSession, changes: Iterable[Any]) -> Imagination:
    case = session.case
    if session.body is not None and session.gathered(transaction, case.parameters).counted is None:
        raise Refusal(f"{case.year} 年定案时没有保存逐件清单，不能在定案的结果上逐件设想。", mend="请看截至前一天的考评（未定案）。")
    imagination = Imagination(transaction, case.year, case.as_of)
    for change in changes:
        imagination.take(change)
    return imagination


def _enter(touched: _Touched, sheet: ScoringSheet, change: SetEntry) -> None:
    if change.item not in sheet.entered_items:
        raise NotFound(f"计分标准里没有由考评人员录入的项目“{change.item}”。")
    if change.number is not None and not 0 <= change.number <= MOST:
        raise Refusal(f"数量应为 0 到 {MOST} 的整数。", where="数量")
    lines = touched.of(change.unit)
    lines.pop(Key(ENTERED, change.item), None)
    if change.number is not None:
        lines[Key(ENTERED, change.item)] = change.number


def _settle(touched: _Touched, imagination: Imagination, at: CaseLook) -> None:
    """Carries the imagined petitions into the lines of their units and of their matters' units."""
    before: list[ImaginedPetition] = [each for each in imagination.registered.values() if each.matter_id is None]
    after: list[ImaginedPetition] = [each for each in imagination.imagined.values() if each.matter_id is None]
    for matter_id in sorted(imagination.on_matters()):
        old, new = imagination.of_matter(matter_id)
        before, after = before + old, after + new
        touched.turn(lines_now(at, matter_id), lines_imagined(at, matter_id, old, new))
    now = lines_of_petitions(before, at.year, at.as_of, at.parameters)
    then = lines_of_petitions(after, at.year, at.as_of, at.parameters)
    nowhere: tuple[None, Lines] = (None, {})
    for number in sorted({*now, *then}):
        one, other = now.get(number), then.get(number)
        key = Key(PETITION, number)
        touched.turn((one[0], {key: one[1]}) if one else nowhere, (other[0], {key: other[1]}) if other else nowhere)
    for petition in imagination.added():
        touched.require(petition.counted_unit_id)
