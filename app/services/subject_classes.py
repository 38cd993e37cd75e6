"""内容分类: the bureau's table of classes; what is used is retired, never deleted, and a petition keeps the class it has."""

from contextlib import AbstractContextManager
from typing import NamedTuple

from app.errors import NotFound, Refusal
from app.services.actor import Right
from app.services.base import Action, Service, needs
from app.store import subject_classes
from app.store.subject_classes import KeptClass

LONGEST = 20


class ClassLine(NamedTuple):
    """A class, how many petitions and matters bear it, and whether it is retired."""

    name: str
    used: int
    retired: bool


class SubjectClassService(Service):
    """The table as it is edited; the form's own list is :meth:`RegistrationService.subject_classes`."""

    @needs(Right.KEEP_UNITS)
    def every(self) -> tuple[ClassLine, ...]:
        """All classes in their own order, retired ones too."""
        with self.reading() as transaction:
            used = subject_classes.used(transaction)
            return tuple(ClassLine(each.name, used.get(each.id, 0), each.retired) for each in subject_classes.every(transaction))

    @needs(Right.KEEP_UNITS)
    def add(self, name: str) -> None:
        """A class at the end of the table. Raises Refusal: no name, a name there is, too long."""
        with self._changing(name.strip(), "添加") as action:
            subject_classes.add(action.transaction, _new(action, name))

    @needs(Right.KEEP_UNITS)
    def rename(self, name: str, new: str) -> None:
        """Another name for the same class: what was registered reads it too. Raises NotFound, Refusal."""
        with self._changing(new.strip(), "改名") as action:
            kept = _require(action, name)
            action.detail["former"] = kept.name
            if new.strip() != kept.name:
                subject_classes.change(action.transaction, kept.id, {"name": _new(action, new)})

    @needs(Right.KEEP_UNITS)
    def retire(self, name: str) -> None:
        """Nobody chooses it any more; what bears it keeps it. Raises NotFound."""
        with self._changing(name, "停用") as action:
            subject_classes.change(action.transaction, _require(action, name).id, {"retired": 1})

    @needs(Right.KEEP_UNITS)
    def restore(self, name: str) -> None:
        """It can be chosen again. Raises NotFound."""
        with self._changing(name, "恢复") as action:
            subject_classes.change(action.transaction, _require(action, name).id, {"retired": 0})

    @needs(Right.KEEP_UNITS)
    def move(self, name: str, by: int) -> None:
        """Up (-1) or down (1) in the table. Raises NotFound."""
        with self._changing(name, "移动") as action:
            names = [each.name for each in subject_classes.every(action.transaction)]
            kept = _require(action, name)
            place = names.index(kept.name)
            names.insert(max(0, min(len(names) - 1, place + by)), names.pop(place))
            subject_classes.order(action.transaction, names)

    def _changing(self, name: str, what: str) -> AbstractContextManager[Action]:
        return self.acting("subject_class", name, {"what": what})


def _new(action: Action, name: str) -> str:
    given = name.strip()
    if not given or len(given) > LONGEST or not given.isprintable():
        raise Refusal(f"分类名称不能为空，不超过 {LONGEST} 个字。", where="名称")
    if any(each.name == given for each in subject_classes.every(action.transaction)):
        raise Refusal(f"已有分类“{given}”。", where="名称", mend="停用的可以恢复。")
    return given


def _require(action: Action, name: str) -> KeptClass:
    found = next((each for each in subject_classes.every(action.transaction) if each.name == name.strip()), None)
    if found is None:
        raise NotFound(f"没有分类“{name.strip()[:LONGEST]}”。")
    return found
