"""Backups: made and verified, thinned by age, made on leaving, and the way back to a store."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.clock import Clock, SystemClock
from app.errors import NotAllowed, StoreRefusal
from app.services import front_door
from app.services.actor import Right
from app.services.base import Service, needs
from app.store import backup, key_file, key_gate, places, settings
from app.store.backup import Progress
from app.store.backup_thinning import superfluous
from app.store.database import Store

FOLDER = "backup_folder"


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A verified backup and what is in it. ``thinned``: how many old ones were taken away by age."""

    path: Path
    made_at: datetime
    petitions: int
    matters: int
    audit_records: int
    thinned: int = 0


class BackupService(Service):
    """备份."""

    @needs(Right.BACK_UP)
    def back_up(self, folder: Path, *, progress: Progress | None = None) -> BackupMade:
        """Makes a backup in ``folder``; it bears its name only once it was opened, verified and counted. Raises StoreRefusal."""
        with self.acting("backup", detail={"folder": str(folder)}):
            pass  # recorded first, so that the backup holds the record of itself
        return self._make(folder, progress)

    @needs(Right.OPEN)
    def on_leaving(self, *, progress: Progress | None = None) -> BackupMade:
        """The backup on leaving the window, for whoever leaves; old ones are thinned by age. Raises StoreRefusal."""
        folder = self.folder()
        with self.acting("backup_on_leaving"):
            pass
        made = self._make(folder, progress)
        return BackupMade(made.path, made.made_at, made.petitions, made.matters, made.audit_records, self._thin(folder))

    @needs(Right.OPEN)
    def folder(self) -> Path:
        """Where backups on leaving go: the folder that was set, else one beside the store."""
        with self.reading() as transaction:
            kept = settings.read(transaction, FOLDER)
        path = self.desk.store.path
        return Path(kept) if isinstance(kept, str) else backup.folder_beside(path)

    @needs(Right.BACK_UP)
    def set_folder(self, folder: Path) -> None:
        """Sets where backups on leaving go, best on another disk."""
        with self.acting("backup_folder", detail={"folder": str(folder)}) as action:
            settings.write(action.transaction, FOLDER, str(folder.absolute()))

    @needs(Right.OPEN)
    def found(self, folder: Path | None = None) -> tuple[tuple[datetime, Path], ...]:
        """The backups of this store in a folder, oldest first."""
        return tuple(backup.found_in(folder or self.folder(), self.desk.store.path.name))

    @needs(Right.OPEN)
    def beside_the_store(self, folder: Path | None = None) -> bool:
        """Whether backups there would be lost with the store's own disk."""
        return places.same_disk(folder or self.folder(), self.desk.store.path)

    @needs(Right.BACK_UP)
    def verified(self, path: Path) -> BackupMade:
        """Opens a backup of this store, verifies every page of it and counts. Raises StoreRefusal with what is wrong."""
        with self.acting("backup_verified", detail={"backup": path.name}):
            pass
        counted = backup.verify(path, self.desk.store.data_key)
        return BackupMade(path, counted_at(path), counted.petitions, counted.matters, counted.head_seq)

    @needs(Right.BACK_UP)
    def superfluous(self) -> tuple[Path, ...]:
        """The backups in the folder that thinning by age would take away."""
        return tuple(path for _, path in self._going(self.folder()))

    @needs(Right.BACK_UP)
    def thin(self) -> int:
        """Takes away what is superfluous by age, and says how many."""
        with self.acting("backups_thinned") as action:
            action.detail["removed"] = removed = self._thin(self.folder())
        return removed

    @needs(Right.BACK_UP)
    def restore_beside(self, path: Path, target: Path, account: str, password: str) -> BackupMade:
        """Makes another store out of a backup, at a place where nothing stands: the store in use is never touched. Raises StoreRefusal."""
        return restore(path, target, account, password)

    def _make(self, folder: Path, progress: Progress | None) -> BackupMade:
        made = backup.make(self.desk.store, folder, self.desk.clock.now(), progress=progress)
        counted = made.contents
        with key_file.changing(self.desk.store.path) as content:
            content.anchor(counted.head_seq, counted.head_digest, made.made_at.isoformat(timespec="microseconds"))
        return BackupMade(made.path, made.made_at, counted.petitions, counted.matters, counted.head_seq)

    def _thin(self, folder: Path) -> int:
        """Names are to the second, so two of one second share an instant: both go or both stay."""
        going = self._going(folder)
        for _, path in going:
            backup.remove(path)
        return len(going)

    def _going(self, folder: Path) -> list[tuple[datetime, Path]]:
        found = backup.found_in(folder, self.desk.store.path.name)
        going = superfluous((made_at for made_at, _ in found), self.desk.clock.now())
        return [each for each in found if each[0] in going]


def counted_at(path: Path) -> datetime:
    """When a backup was made, as its file says."""
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def verify(path: Path, account: str | None, password: str) -> BackupMade:
    """Opens a backup with a password of its time and verifies all of it. Raises StoreRefusal with what is wrong."""
    unlocked = _unlock(path, account, password)
    counted = backup.verify(path, unlocked.store_key)
    return BackupMade(path, counted_at(path), counted.petitions, counted.matters, counted.head_seq)


def restore(path: Path, target: Path, account: str | None, password: str, clock: Clock | None = None) -> BackupMade:
    """Makes a store at ``target`` out of a backup, verified before and after; recorded in the new store's audit.

    Needs an account that may back up. Raises StoreRefusal, also where something stands at ``target``; NotAllowed.
    """
    unlocked = _unlock(path, account, password)
    if target.exists():
        raise StoreRefusal(f"{target} 已经存在，恢复不会覆盖它。", mend="请换一个文件名；原来的文件先改名保留。")
    places.require_own_disk(target)
    if not _may_restore(path, unlocked):
        raise NotAllowed("您的岗位不能恢复备份。请由局长或管理员办理。")
    counted = backup.restore(path, unlocked.store_key, target)
    clock = clock or SystemClock()
    entered = front_door.log_in(target, unlocked.account, password, clock)
    service = Service(entered.desk)
    with service.acting("restored", detail={"backup": path.name}):
        pass
    front_door.leave(entered)
    return BackupMade(target, clock.now(), counted.petitions, counted.matters, counted.head_seq)


def _may_restore(path: Path, unlocked: key_gate.Unlocked) -> bool:
    store = Store(path, unlocked.store_key, read_only=True)
    try:
        with store.reading() as transaction:
            actor = front_door.actor_of(transaction, unlocked.account)
        return actor is not None and actor.may(Right.BACK_UP)
    finally:
        store.close()


def _unlock(path: Path, account: str | None, password: str) -> key_gate.Unlocked:
    if not path.is_file():
        raise StoreRefusal(f"找不到备份文件 {path}。")
    if path.stat().st_size == 0:
        raise StoreRefusal(f"备份 {path.name} 是空的。", mend="请改用另一份备份。")
    return key_gate.unlock(path, account if account is not None else front_door.only_account(path), password)
