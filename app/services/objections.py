"""异议: a unit disputes what is attributed to it before the close; the director rules, what was wrong is mended, both results stay."""

import json
from dataclasses import replace
from typing import Any

from app.errors import NotFound, Refusal
from app.regulation.rounding import two_places
from app.services import registration_correction, rules
from app.services.actor import Right
from app.services.annual_case import day_of, gathered
from app.services.base import Action, Service, needs
from app.services.registration_changes import correction_of
from app.services.registration_reading import form_of, require
from app.services.secrecy import people_shown
from app.store import closed_years, matters, objections, petitions, units
from app.store.database import Transaction
from app.store.objections import Objection


class ObjectionService(Service):
    """Objections and the rulings on them."""

    @needs(Right.READ_STANDINGS)
    def of_year(self, year: int) -> tuple[Objection, ...]:
        """Every objection of a year, in the order raised; of one upheld both results stand beside it."""
        with self.reading() as transaction:
            return objections.of_year(transaction, year)

    @needs(Right.ENTER_REVIEW)
    def raise_objection(self, year: int, unit: str, words: str, *, petition: str = "", matter: str = "", about: str = "") -> Objection:
        """Records a unit's objection against a petition, a matter, or an item or clause (``about``: C1, 3.2.1.3 …).

        Raises NotFound; Refusal without words, without anything it is against, or where the year is closed.
        """
        with self.acting("objection", None, {"year": year, "unit": unit.strip()}) as action:
            transaction = action.transaction
            _require_open(transaction, year)
            if not words.strip():
                raise Refusal("没有写异议的内容。", where="异议")
            if not (petition.strip() or matter.strip() or about.strip()):
                raise Refusal("没有写对哪一件信访、哪一个事项或哪一项有异议。", where="对象")
            row = {
                "year": year, "unit_id": _unit_id(transaction, unit), "petition_id": _petition_id(transaction, petition),
                "matter_id": _matter_id(transaction, matter), "about": _about(transaction, about), "words": words.strip(),
                "raised_on": self.today, "recorded_by": self.desk.actor.account_id, "recorded_at": self._instant(),
            }  # fmt: skip
            return self._kept(action, objections.add(transaction, row))

    @needs(Right.DECIDE)
    def rule(self, objection_id: int, *, upheld: bool, ruling: str, signer: str, to_unit: str = "") -> Objection:
        """Rules on an objection with its reason and who signed; one ruling each.

        Upheld with ``to_unit``, the petition is corrected to that unit at once, with the ruling as its reason; otherwise what was wrong is
        mended by its own means (更正、作废、改交、录入), and :meth:`mended` records the result after. Raises NotFound, Refusal.
        """
        with self.acting("objection_ruling", f"objection/{objection_id}", {"upheld": upheld}) as action:
            transaction, kept = action.transaction, _require(action.transaction, objection_id)
            _require_open(transaction, kept.year)
            if kept.upheld is not None:
                raise Refusal(f"这件异议已于 {kept.ruled_on} 裁定。")
            if not ruling.strip() or not signer.strip():
                raise Refusal("裁定要写明理由和签发人。", where="理由" if not ruling.strip() else "签发人")
            if to_unit.strip() and not (upheld and kept.petition):
                raise Refusal("只有异议成立、且针对一件来访来信的，才能随裁定改属。")
            codes = tuple(filter(None, (kept.unit, to_unit.strip())))
            before = self._told(transaction, kept.year, codes)
            objections.rule(
                transaction, objection_id, upheld=upheld, ruling=ruling.strip(), signer=signer.strip(), on=self.today, before=before,
                at=self._instant(),
            )  # fmt: skip
            if to_unit.strip():
                self._move(action, kept, to_unit.strip(), f"异议裁定：{ruling.strip()}（{signer.strip()}）")
                words = f"更正 {kept.petition} 的责任单位为 {to_unit.strip()}"
                objections.mend(
                    transaction, objection_id, mended=words, after=self._told(transaction, kept.year, codes), at=self._instant()
                )
            return self._kept(action, objection_id)

    @needs(Right.DECIDE)
    def mended(self, objection_id: int, how: str) -> Objection:
        """Records how an objection upheld was mended, and the results after it. Raises NotFound, Refusal."""
        with self.acting("objection_mended", f"objection/{objection_id}") as action:
            kept = _require(action.transaction, objection_id)
            _require_open(action.transaction, kept.year)
            if not kept.upheld or kept.mended is not None:
                raise Refusal("只有裁定成立、还没有改正的异议才记改正。")
            if not how.strip():
                raise Refusal("没有写怎样改正的。", where="改正")
            after = self._told(action.transaction, kept.year, tuple(kept.before))
            if after == kept.before:
                raise Refusal("考评结果没有变化，还没有改正。", mend="请先更正、作废、改交或改录入项，再记改正。")
            objections.mend(action.transaction, objection_id, mended=how.strip(), after=after, at=self._instant())
            return self._kept(action, objection_id)

    def _move(self, action: Action, kept: Objection, unit: str, reason: str) -> None:
        """Corrects the petition's unit by the register's own correction, in the same transaction."""
        transaction = action.transaction
        _unit_id(transaction, unit)
        stored = require(transaction, kept.petition or "")
        people = people_shown(transaction, stored, self.desk.actor.account_id)
        form = replace(form_of(transaction, stored, people), unit=unit)
        correction = correction_of(self.desk, transaction, stored.number, form, reason)
        registration_correction.refuse(correction)
        action.detail["corrected"] = stored.number
        action.detail["fields"] = list(registration_correction.apply(transaction, correction))

    def _told(self, transaction: Transaction, year: int, codes: tuple[str, ...]) -> dict[str, dict[str, Any]]:
        """What the year says of these units now."""
        case, _ = gathered(transaction, year, day_of(year, None, self.today))
        found = {unit.code: unit for unit in case.judged().units if unit.code in codes}
        told = {
            code: {
                "score": two_places(unit.score), "rank": unit.rank, "vetoes": [each.clause for each in unit.vetoes],
                "rewards": [each.clause for each in unit.rewards], "fines_total": unit.fines_total, "petitions": list(unit.petitions),
                "items": {item.item: two_places(-item.deduction) for item in unit.items},
                "accountability": [[each.clause, *each.evidence] for each in unit.accountability],
            }
            for code, unit in found.items()
        }  # fmt: skip
        plain: dict[str, dict[str, Any]] = json.loads(json.dumps(told))
        return plain  # as it is read back: the one told before and the one after are compared

    def _kept(self, action: Action, objection_id: int) -> Objection:
        action.subject = f"objection/{objection_id}"
        return _require(action.transaction, objection_id)

    def _instant(self) -> str:
        return self.desk.clock.now().isoformat(timespec="microseconds")


def _require(transaction: Transaction, objection_id: int) -> Objection:
    kept = objections.by_id(transaction, objection_id)
    if kept is None:
        raise NotFound("没有这件异议。")
    return kept


def _require_open(transaction: Transaction, year: int) -> None:
    if closed_years.standing(transaction, year) is not None:
        raise Refusal(f"{year} 年已经定案，不能再提出或裁定异议。", mend="请先由局长说明理由重新打开。")


def _unit_id(transaction: Transaction, code: str) -> int:
    unit = units.by_code(transaction, code.strip())
    if unit is None:
        raise NotFound(f"没有代码为“{code.strip()[:40]}”的单位。")
    return unit.id


def _petition_id(transaction: Transaction, number: str) -> int | None:
    if not number.strip():
        return None
    petition = petitions.by_number(transaction, number.strip())
    if petition is None:
        raise NotFound(f"没有登记号是“{number.strip()[:40]}”的来访来信。")
    return petition.id


def _matter_id(transaction: Transaction, number: str) -> int | None:
    if not number.strip():
        return None
    matter = matters.by_number(transaction, number.strip())
    if matter is None:
        raise NotFound(f"没有编号是“{number.strip()[:40]}”的事项。")
    return matter.id


def _about(transaction: Transaction, about: str) -> str | None:
    """An item of a sheet or a clause of the regulation. Raises Refusal for anything else."""
    wanted = about.strip()
    if not wanted:
        return None
    items = {item.id for sheet in rules.book(transaction).sheets for item in sheet.items}
    clauses = {clause.id for clause in rules.regulation().clauses}
    if wanted not in items | clauses:
        raise Refusal(f"“{wanted[:40]}”不是计分项目，也不是《规定》的条款。", mend="请写如 C1 或 3.2.1.3。")
    return wanted
