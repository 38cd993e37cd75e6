"""What the director decides on a petition: who may see a protected one, lifting its secrecy, a finding of serious consequences."""

from datetime import date

from app.errors import NotFound, Refusal
from app.regulation.ladder import collective
from app.regulation.terms import Level
from app.services import rules
from app.services.actor import Right
from app.services.base import Action, Service, needs
from app.services.petition_form import SECRECY_WORDS, Secrecy
from app.services.registration_reading import require
from app.store import matter_steps, petition_changes, petitioners, petitions
from app.store.database import Transaction
from app.store.matter_steps import SERIOUS_CONSEQUENCES
from app.store.petition_changes import PETITIONS
from app.store.petitions import StoredPetition


class RegisterSecrecy(Service):
    """The director's part of :class:`app.services.registration.RegistrationService`."""

    @needs(Right.DECIDE)
    def lift_secrecy(self, number: str, reason: str) -> None:
        """Makes a protected petition an ordinary one. Raises NotFound, Refusal without a reason or where it is not protected."""
        with self.acting("lift_secrecy", number, {"reason": reason.strip()}) as action:
            stored = require_protected(action.transaction, number)
            require_words(reason, "解除保密没有写理由。", "请写明为什么可以解除保密。")
            petitioners.move(action.transaction, stored.id, protected=False)
            petitions.change(action.transaction, stored.id, {"secrecy": Secrecy.ORDINARY})
            former, present = SECRECY_WORDS[Secrecy.PROTECTED], SECRECY_WORDS[Secrecy.ORDINARY]
            row = petition_changes.correction_row(PETITIONS, stored.id, "secrecy", former, present)
            by = {"corrected_by": self.desk.actor.account_id, "corrected_at": self._now(), "counts_as_change": 0}
            petition_changes.keep_corrections(action.transaction, [{**row, **by, "reason": reason.strip()}])

    @needs(Right.DECIDE)
    def grant_access(self, number: str, account: str, reason: str) -> None:
        """Names the account (login name) that may see a protected petitioner. Raises NotFound, Refusal as :meth:`lift_secrecy`."""
        with self.acting("grant_access", number, {"account": account, "reason": reason.strip()}) as action:
            stored = require_protected(action.transaction, number)
            require_words(reason, "指定查看人没有写理由。", "请写明这位同事为什么需要知道。")
            account_id = petition_changes.account_id(action.transaction, account)
            if account_id is None:
                raise NotFound(f"没有叫“{account[:40]}”的账号。")
            granted_by = self.desk.actor.account_id
            petitioners.grant(action.transaction, stored.id, account_id, granted_by, reason.strip(), self._now())

    @needs(Right.DECIDE)
    def record_serious_finding(self, number: str, words: str, decided_by: str, day: date | None = None) -> None:
        """Records 工作不力，集体上访造成严重恶果 (3.2.1.5) on a collective visit: ``words`` the finding, ``decided_by`` who decided.

        ``day`` None: today. Raises NotFound; Refusal: no collective visit, void, no words, nobody who decided, a day out of reason.
        """
        on = day or self.today
        with self.acting("serious_finding", number, {"on": on, "decided_by": decided_by.strip()}) as action:
            stored = require(action.transaction, number)
            require_words(words, "没有写认定的内容。", "请写明工作如何不力、造成了什么严重恶果。")
            require_words(decided_by, "没有写由谁认定。", "请写作出认定的机关或领导人。")
            self._require_collective(action, stored)
            if not stored.received_on <= on <= self.today:
                raise Refusal("认定日期应在来访当日和今天之间。", mend="请改日期。")
            row = matter_steps.finding_row(
                SERIOUS_CONSEQUENCES,
                on,
                words.strip(),
                self._now(),
                petition_id=stored.id,
                decided_by=decided_by.strip(),
                recorded_by=self.desk.actor.account_id,
            )
            matter_steps.record_finding(action.transaction, row)
            petitions.change(action.transaction, stored.id, {"serious": 1})

    @needs(Right.DECIDE)
    def withdraw_serious_finding(self, number: str, reason: str) -> None:
        """Withdraws the finding of serious consequences; it stays on record with the reason. Raises NotFound, Refusal where none stands."""
        with self.acting("withdraw_serious_finding", number, {"reason": reason.strip()}) as action:
            stored = require(action.transaction, number)
            require_words(reason, "撤销认定没有写理由。", "请写明为什么撤销。")
            found = matter_steps.findings_on(action.transaction, petition_id=stored.id)
            standing = [finding for finding in found if finding.kind == SERIOUS_CONSEQUENCES and finding.withdrawn is None]
            if not standing:
                raise Refusal(f"{stored.number}没有严重恶果的认定。")
            for finding in standing:
                matter_steps.withdraw_finding(action.transaction, finding.id, reason.strip())
            petitions.change(action.transaction, stored.id, {"serious": 0})

    def _require_collective(self, action: Action, stored: StoredPetition) -> None:
        parameters = rules.in_force(action.transaction, self.today).parameters
        together = collective(stored.form, stored.people, stored.represented or 0, parameters)
        if stored.voided or not together or stored.level is Level.UNIT:
            raise Refusal("严重恶果只能认定在到市以上的集体访上，作废的不能认定。", mend="请核对登记号。")

    def _now(self) -> str:
        return self.desk.clock.now().isoformat(timespec="microseconds")


def require_protected(transaction: Transaction, number: str) -> StoredPetition:
    """The protected petition of this number. Raises NotFound, Refusal."""
    stored = require(transaction, number)
    if not stored.protected:
        raise Refusal(f"{stored.number}不是保密件。")
    return stored


def require_words(words: str, message: str, mend: str) -> None:
    """Raises Refusal where nothing was written."""
    if not words.strip():
        raise Refusal(message, mend=mend)
