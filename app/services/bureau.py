"""The bureau itself: its name, as the window and the documents show it."""

from app.errors import Refusal
from app.services.actor import Right
from app.services.base import Service, needs
from app.store import settings

NAME = "bureau_name"
LONGEST = 60
IDLE = "idle_minutes"
IDLE_AT_FIRST, MOST_IDLE = 10, 120


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

    @needs(Right.OPEN)
    def idle_minutes(self) -> int:
        """After how many minutes without a key the window locks itself; 0: never by itself."""
        with self.reading() as transaction:
            kept = settings.read(transaction, IDLE)
        return kept if isinstance(kept, int) else IDLE_AT_FIRST

    @needs(Right.KEEP_ACCOUNTS)
    def set_idle_minutes(self, minutes: int) -> None:
        """Sets it for every window of the bureau, from its next login. Raises Refusal."""
        if not 0 <= minutes <= MOST_IDLE:
            raise Refusal(f"锁屏时间应在 0 到 {MOST_IDLE} 分钟之间。", where="锁屏时间", mend="0 表示不自动锁屏。")
        with self.acting("idle_lock", detail={"minutes": minutes}) as action:
            settings.write(action.transaction, IDLE, minutes)
