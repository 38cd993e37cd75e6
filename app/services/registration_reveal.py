"""Need-to-know: a protected petitioner shown to whom the director named, or to the director, each time on a reason that is recorded."""

from typing import NamedTuple

from app.errors import NotAllowed
from app.services.actor import RIGHTS, Right, Role
from app.services.base import needs
from app.services.registration_reading import RegisterReading, require
from app.services.registration_secrecy import require_protected, require_words
from app.services.registration_values import PetitionView
from app.services.secrecy import people_revealed
from app.store import accounts, petitioners


class Named(NamedTuple):
    """Whom the director named for a protected petition. ``at`` is an ISO instant in UTC."""

    account: str
    display_name: str
    reason: str
    by: str
    at: str


class RegisterReveal(RegisterReading):
    """A part of :class:`app.services.registration.RegistrationService`."""

    @needs(Right.READ_REGISTER)
    def reveal(self, number: str, reason: str) -> PetitionView:
        """The petition with its people, for this once. Raises NotFound, NotAllowed, Refusal (no reason, not protected)."""
        with self.acting("reveal_identity", number.strip(), {"reason": reason.strip()}) as action:
            stored = require_protected(action.transaction, number)
            if not self._may_reveal(action.transaction, stored):
                raise NotAllowed(f"{stored.number}是保密件，局长没有指定您查看。", mend="请局长写明理由指定您查看。")
            require_words(reason, "查看保密来访人没有写理由。", "请写明为什么需要知道。")
            return self._view(action.transaction, stored, people_revealed(action.transaction, stored))

    @needs(Right.DECIDE)
    def named(self, number: str) -> tuple[Named, ...]:
        """Who was named for a protected petition, in the order named. Raises NotFound."""
        with self.reading() as transaction:
            stored = require(transaction, number)
            return tuple(Named(*row) for row in petitioners.named(transaction, stored.id))

    @needs(Right.DECIDE)
    def colleagues(self) -> tuple[tuple[str, str], ...]:
        """Who may be named: accounts that read the register, by login name and display name."""
        with self.reading() as transaction:
            standing = [each for each in accounts.every(transaction) if not each.removed]
        readers = [each for each in standing if any(Right.READ_REGISTER in RIGHTS[Role(role)] for role in each.roles)]
        return tuple((each.name, each.display_name) for each in readers)
