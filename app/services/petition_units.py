"""What the register says against a filled form: units and matters that are not there, an accusation sent to the accused (四、6)."""

import re
from collections.abc import Iterator
from datetime import date

from app.services.petition_form import FieldFault, PetitionDraft, Purpose
from app.store import matters, people, petitions, units
from app.store.database import Transaction
from app.store.units import StoredUnit

_BETWEEN = re.compile(r"[、，,；;\s]+")
"""Stands between several accused."""

_ITS_OWN = re.compile(
    r"的?(主要|党政|党委|党组|党总支|支部|政府|机关|领导|书记|副|镇长|乡长|局长|主任|经理|厂长|站长|所长|校长|院长|队长|负责人|班子|干部|一把手|会计)"
)
"""After a unit's name: the unit's own people. A village or an enterprise named after its township is not the township."""

NO_SUPERIOR = "市委、市政府的分管领导机关"
"""Offered where the register knows no superior of the accused unit."""


def check(transaction: Transaction, draft: PetitionDraft, day: date) -> tuple[FieldFault, ...]:
    """Every fault that only the register shows; ``day`` is the petition's."""
    parts = (_unit, _accused_unit, _matter, _class)
    return tuple(fault for part in parts for fault in part(transaction, draft, day))


def accused_stop(transaction: Transaction, unit: StoredUnit, accused: str, accused_unit: StoredUnit | None, day: date) -> FieldFault | None:
    """四、6: what is said where ``unit`` is the accused, under the accused, or the accused's own; None where it may have the matter."""
    named = {part for part in _BETWEEN.split(accused) if part}
    for each in _ancestors(transaction, unit, day):
        if _is_accused(each, named, accused_unit):
            words = "责任单位就是被控告的单位，或是它的下属单位。"
        elif _holds_a_post(named, people.names_at(transaction, [each.id], day)):
            words = "责任单位是被控告人自己任职的单位，或是它的下属单位。"
        else:
            continue
        mend, offer = _superior(transaction, each, day)
        return FieldFault("unit", f"{words}揭发控告不能交给被控告的一方（四、6）。", mend, offer=offer)
    return None


def _superior(transaction: Transaction, unit: StoredUnit, day: date) -> tuple[str, str]:
    """How the stop is mended: by the body above a unit on a day, its parent or organ in charge; and its code where it is a unit here."""
    above = next(iter(_ancestors(transaction, unit, day)[1:]), None)
    if above is None and unit.organ_in_charge:
        alike = units.looking_like(transaction, unit.organ_in_charge, 12)
        above = next((each for each in alike if unit.organ_in_charge in (each.name, each.short_name)), None)
    if above is not None:
        return f"请改由上级“{above.code} {above.name}”办理。", above.code
    organ = unit.organ_in_charge or NO_SUPERIOR
    return f"请改由上级“{organ}”办理：选它指定的承办单位。", ""


def _holds_a_post(named: set[str], holders: frozenset[str]) -> bool:
    """Whether one of those named is, or is called by title, somebody who holds a post: 镇长李某某."""
    return any(holder in each for holder in holders for each in named)


def _unit(transaction: Transaction, draft: PetitionDraft, day: date) -> Iterator[FieldFault]:
    code = draft.unit.strip()
    if not code:
        yield FieldFault("unit", "没有选责任单位。", "请输入单位的代码、名称或拼音首字母来选。")
        return
    unit = units.by_code(transaction, code)
    if unit is None:
        yield FieldFault("unit", f"没有代码是“{code[:40]}”的单位。", "请从列表里选；新单位请局长先在“单位”里登记。")
        return
    yield from _unit_on_its_day(transaction, unit, day)
    if draft.purpose is Purpose.ACCUSATION:
        accused_unit = units.by_code(transaction, draft.accused_unit.strip()) if draft.accused_unit.strip() else None
        stop = accused_stop(transaction, unit, draft.accused, accused_unit, day)
        if stop is not None:
            yield stop


def _unit_on_its_day(transaction: Transaction, unit: StoredUnit, day: date) -> Iterator[FieldFault]:
    if unit.closed_on is not None and unit.closed_on < day:
        successor = units.by_id(transaction, unit.successor_id).name if unit.successor_id is not None else ""
        mend = f"请改选接续它的“{successor}”" if successor else "请改选现在负责的单位"
        words = f"“{unit.name}”已于{unit.closed_on.isoformat()}停用。"
        yield FieldFault("unit", words, f"{mend}；确要记在它名下的，确认后保存。", may_be_kept=True)
    elif unit.opened_on is not None and unit.opened_on > day:
        words = f"“{unit.name}”到{unit.opened_on.isoformat()}才启用。"
        yield FieldFault("unit", words, "请改选当时负责的单位；确要记在它名下的，确认后保存。", may_be_kept=True)


def _accused_unit(transaction: Transaction, draft: PetitionDraft, _day: date) -> Iterator[FieldFault]:
    code = draft.accused_unit.strip()
    if code and units.by_code(transaction, code) is None:
        yield FieldFault("accused_unit", f"没有代码是“{code[:40]}”的单位。", "请从列表里选，或写在“被反映人或单位”里。")


def _matter(transaction: Transaction, draft: PetitionDraft, _day: date) -> Iterator[FieldFault]:
    if draft.matter and matters.by_number(transaction, draft.matter) is None:
        yield FieldFault("matter", f"没有编号是“{draft.matter[:40]}”的事项。", "请从旁边的相近登记里认作重访，或留空新立一件。")


def _class(transaction: Transaction, draft: PetitionDraft, _day: date) -> Iterator[FieldFault]:
    name = draft.subject_class.strip()
    if name and petitions.class_id(transaction, name) is None:
        yield FieldFault("subject_class", f"内容分类里没有“{name[:40]}”。", "请从列表里选，或留空。")


def _ancestors(transaction: Transaction, unit: StoredUnit, day: date) -> list[StoredUnit]:
    """The unit and those above it on a day, nearest first."""
    chain = [unit]
    parent_id = units.parent_id_on(transaction, unit, day)
    while parent_id is not None and parent_id not in {above.id for above in chain}:
        chain.append(units.by_id(transaction, parent_id))
        parent_id = units.parent_id_on(transaction, chain[-1], day)
    return chain


def _is_accused(unit: StoredUnit, named: set[str], accused_unit: StoredUnit | None) -> bool:
    own_names = {unit.name, unit.short_name or unit.name}
    by_name = any(each.startswith(name) and (each == name or _ITS_OWN.match(each, len(name))) for each in named for name in own_names)
    return by_name or (accused_unit is not None and accused_unit.id == unit.id)
