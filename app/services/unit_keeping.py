"""Making, changing and closing units: names and parents keep their history, and facts stay with the unit of their own day."""

from datetime import date, timedelta

from app.errors import NotFound, Refusal
from app.regulation.terms import ASSESSED_KINDS, UnitKind
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.unit_initials import stored as stored_initials
from app.services.unit_values import UnitForm
from app.store import unit_recount, units
from app.store.database import Transaction
from app.store.units import StoredUnit

LONGEST_CODE, LONGEST_NAME = 64, 100
ONE_DAY = timedelta(days=1)


class UnitKeeping(Service):
    """A part of :class:`app.services.units.UnitService`."""

    @needs(Right.KEEP_UNITS)
    def create(self, form: UnitForm) -> None:
        """Makes a unit. Raises Refusal: the code is taken, a field is wrong, no assessed unit above a 下属单位."""
        with self.acting("create_unit", form.code.strip(), {"name": form.name, "kind": form.kind}) as action:
            if units.by_code(action.transaction, form.code.strip()) is not None:
                raise Refusal(f"代码“{form.code.strip()}”已有单位在用。", mend="请换一个代码。")
            _check(form)
            parent_id = _parent_id(action.transaction, form)
            _require_assessed(action.transaction, form, parent_id, form.opened_on or self.today)
            row = {**_columns(form), "code": form.code.strip(), "parent_id": parent_id, "successor_id": None}
            units.insert_unit(action.transaction, {**row, "initials": stored_initials(form.name, form.short_name)})

    @needs(Right.KEEP_UNITS)
    def change(self, code: str, form: UnitForm, since: date | None = None) -> None:
        """Changes a unit to what ``form`` says; another name or parent holds from ``since`` (today), the former one ends the day before.

        Petitions and matters from that day on are counted by the new parent. Raises NotFound, Refusal: another code, a kind changed after
        something was registered, a circle of parents, a day before the present name or parent began, a wrong field.
        """
        day = since or self.today
        if day > self.today:
            raise Refusal("改动日期在今天之后。", where="生效日期", mend="请到那一天再改。")
        with self.acting("change_unit", code.strip(), {"since": day}) as action:
            unit = require(action.transaction, code)
            _check(form)
            if form.code.strip() != unit.code:
                raise Refusal("单位代码不能改。", mend="请停用后另建，并写明接续单位。")
            if form.kind is not unit.kind and unit_recount.in_use(action.transaction, unit.id):
                raise Refusal("已有登记的单位不能改类别。", mend="请停用后另建，并写明接续单位。")
            parent_id = _parent_id(action.transaction, form)
            _refuse_circle(action.transaction, unit, parent_id)
            _require_assessed(action.transaction, form, parent_id, day)
            values = {**_columns(form), "parent_id": parent_id}
            action.detail["fields"] = sorted(name for name, value in values.items() if value != getattr(unit, name))
            self._turn(action.transaction, unit, form, parent_id, day)
            former = [span.name for span in units.name_spans(action.transaction, unit.id)]
            units.change(action.transaction, unit.id, {**values, "initials": stored_initials(form.name, form.short_name, *former)})
            unit_recount.recount(action.transaction, unit.id, day)

    @needs(Right.KEEP_UNITS)
    def close(self, code: str, last_day: date, successor: str = "") -> None:
        """Closes a unit after ``last_day``, which still counts; ``successor`` (code) goes on for it. Raises NotFound, Refusal."""
        with self.acting("close_unit", code.strip(), {"last_day": last_day, "successor": successor.strip()}) as action:
            unit = require(action.transaction, code)
            if unit.closed_on is not None:
                raise Refusal(f"{unit.name}已于{unit.closed_on.isoformat()}停用。")
            if unit.opened_on is not None and last_day < unit.opened_on:
                raise Refusal("停用日期在启用日期之前。", mend="请改日期。")
            follower = require(action.transaction, successor) if successor.strip() else None
            if follower is not None and follower.id == unit.id:
                raise Refusal("接续单位不能是它自己。")
            units.change(action.transaction, unit.id, {"closed_on": last_day, "successor_id": follower.id if follower else None})

    @needs(Right.KEEP_UNITS)
    def resume(self, code: str, reason: str) -> None:
        """Takes a closing back that was a mistake: the unit goes on, its successor is none. Raises NotFound, Refusal."""
        if not reason.strip():
            raise Refusal("恢复单位要说明理由。", where="理由")
        with self.acting("resume_unit", code.strip(), {"reason": reason.strip()}) as action:
            unit = require(action.transaction, code)
            if unit.closed_on is None:
                raise Refusal(f"{unit.name}没有停用。")
            action.detail["closed_on"] = unit.closed_on
            units.change(action.transaction, unit.id, {"closed_on": None, "successor_id": None})

    def _turn(self, transaction: Transaction, unit: StoredUnit, form: UnitForm, parent_id: int | None, day: date) -> None:
        names = units.name_spans(transaction, unit.id)
        if (form.name.strip(), form.short_name.strip() or None) != (unit.name, unit.short_name):
            _refuse_before(day, names[-1].from_on if names else None, "现在的名称")
            units.turn_name(transaction, unit.id, form.name.strip(), form.short_name.strip() or None, day, day - ONE_DAY)
        parents = units.parent_spans(transaction, unit.id)
        if parent_id != unit.parent_id:
            _refuse_before(day, parents[-1].from_on if parents else None, "现在的上级")
            units.turn_parent(transaction, unit.id, parent_id, day, day - ONE_DAY)


def require(transaction: Transaction, code: str) -> StoredUnit:
    """The unit of this code. Raises NotFound."""
    unit = units.by_code(transaction, code.strip())
    if unit is None:
        raise NotFound(f"没有代码是“{code.strip()[:40]}”的单位。")
    return unit


def _check(form: UnitForm) -> None:
    code, name = form.code.strip(), form.name.strip()
    if not code or len(code) > LONGEST_CODE:
        raise Refusal(f"单位代码要填，最多{LONGEST_CODE}个字。")
    if not name or len(name) > LONGEST_NAME:
        raise Refusal(f"单位名称要填，最多{LONGEST_NAME}个字。")
    if form.deposit_standard is not None and (form.deposit_standard < 0 or form.kind is not UnitKind.TOWNSHIP):
        raise Refusal("只有乡镇有保证金标准，且不能是负数。", mend="请留空或改正。")
    if form.opened_on is not None and form.closed_on is not None and form.closed_on < form.opened_on:
        raise Refusal("停用日期在启用日期之前。", mend="请改日期。")


def _columns(form: UnitForm) -> dict[str, object]:
    return {
        "kind": form.kind,
        "name": form.name.strip(),
        "short_name": form.short_name.strip() or None,
        "organ_in_charge": form.organ_in_charge.strip() or None,
        "deposit_standard": form.deposit_standard,
        "opened_on": form.opened_on,
        "closed_on": form.closed_on,
    }


def _parent_id(transaction: Transaction, form: UnitForm) -> int | None:
    return require(transaction, form.parent).id if form.parent.strip() else None


def _require_assessed(transaction: Transaction, form: UnitForm, parent_id: int | None, day: date) -> None:
    """What happens at a 下属单位 must count for somebody."""
    if form.kind in ASSESSED_KINDS:
        return
    if parent_id is None or units.counted_unit_of(transaction, parent_id, day) is None:
        raise Refusal("下属单位要有一个考评单位作上级。", mend="请填上级单位的代码。")


def _refuse_circle(transaction: Transaction, unit: StoredUnit, parent_id: int | None) -> None:
    seen: set[int] = set()
    while parent_id is not None and parent_id not in seen:
        if parent_id == unit.id:
            raise Refusal("上级单位绕成了圈。", mend="请改选不在它下面的单位作上级。")
        seen.add(parent_id)
        parent_id = units.by_id(transaction, parent_id).parent_id


def _refuse_before(day: date, began: date | None, what: str) -> None:
    if began is not None and day <= began:
        raise Refusal(f"改动日期{day.isoformat()}不在{what}开始（{began.isoformat()}）之后。", mend="请改日期。")
