"""The bureau itself: its name, as the window and the documents show it."""

from app.errors import Refusal
from app.services.actor import Right
from app.services.base import Service, needs
from app.store import settings

NAME = "bureau_name"
LONGEST = 60


class BureauService(Service):
    """What the store says of the bureau it belongs to."""

    @needs(Right.OPEN)
    def name(self) -> str:
        """The bureau's name; empty until it was given."""
        with self.reading() as transaction:
            return str(settings.read(transaction, NAME) or "")

    @needs(Right.KEEP_ACCOUNTS)
    def rename(self, name: str) -> None:
        """Gives the bureau its name. Raises Refusal for an empty or endless one."""
        given = name.strip()
        if not given or len(given) > LONGEST or not given.isprintable():
            raise Refusal(f"局名不能为空，不超过 {LONGEST} 个字。", where="局名")
        with self.acting("bureau_named", detail={"name": given}) as action:
            settings.write(action.transaction, NAME, given)
