"""One window at a time on a store; commands may run beside it. Who comes second is told who has it, and since when."""

from datetime import datetime
from typing import Protocol

from app.errors import StoreRefusal
from app.services.base import Desk
from app.store import window_lock
from app.store.window_lock import Holder, WindowLock


class Held(Protocol):
    """What the window holds; given back when it is left."""

    def release(self) -> None: ...


def take(desk: Desk) -> Held:
    """The store for this window alone. Raises StoreRefusal with who has it and since when."""
    holder = Holder(desk.actor.display_name, desk.clock.now().isoformat(timespec="seconds"))
    found = window_lock.hold(desk.store.path, holder)
    if isinstance(found, WindowLock):
        return found
    raise StoreRefusal(_told(found), mend="请在那个窗口里退出，或就在那里办理。命令行可以同时使用。")


def _told(found: Holder | None) -> str:
    if found is None:
        return "另一个窗口正开着这个数据文件。"
    return f"“{found.who}”自 {_local(found.since)} 起正用另一个窗口开着这个数据文件。"


def _local(instant: str) -> str:
    try:
        return datetime.fromisoformat(instant).astimezone().strftime("%m月%d日 %H:%M")
    except ValueError:
        return instant
