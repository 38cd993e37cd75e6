"""Roles × actions as data: every cell of matrix.csv held at the services, and every action there is has its line."""

import csv
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from app import services
from app.errors import NotAllowed
from app.office import Office
from app.services.actor import Role
from app.services.base import Desk, Service
from app.services.front_door import FIRST_ROLES
from app.store import accounts, audit
from tests.services.counter import bureau, colleague

ROOMS = [importlib.import_module(found.name) for found in pkgutil.walk_packages(services.__path__, "app.services.")]
TABLE = Path(__file__).with_name("matrix.csv")
COMBINED = (
    FIRST_ROLES,
    frozenset({Role.CLERK, Role.ADMINISTRATOR}),
    frozenset({Role.CASE_OFFICER, Role.DOCUMENT_STAFF}),
    frozenset({Role.DIRECTOR, Role.AUDITOR}),
    frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
)
"""Roles one account holds together: what either may do, and nothing more."""

Action = tuple[type[Service], str]


def every_service(base: type[Service] = Service) -> Iterator[type[Service]]:
    for each in base.__subclasses__():
        if each.__module__.startswith("app."):
            yield each
        yield from every_service(each)


def own_actions(service: type[Service]) -> Iterator[str]:
    """The public methods a class defines itself; frames around a transaction are no actions."""
    for name, method in vars(service).items():
        plain = inspect.unwrap(method) if inspect.isfunction(method) else None
        if plain is not None and not name.startswith("_") and not inspect.isgeneratorfunction(plain):
            yield name


def there_are() -> dict[str, Action]:
    found = {service.__name__: service for service in every_service()}
    return {f"{name}.{action}": (service, action) for name, service in sorted(found.items()) for action in sorted(own_actions(service))}


def written() -> dict[str, frozenset[Role]]:
    """Action to the roles that may do it."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["action"] for row in rows}) == len(rows), "an action stands in two lines"
    return {row["action"]: frozenset(role for role in Role if row[role.value] == "x") for row in rows}


ACTIONS, MATRIX = there_are(), written()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = bureau(tmp_path_factory.mktemp("matrix"))
    yield opened
    opened.close()


def attempt(desk: Desk, action: str) -> type[Exception] | None:
    """Does it with an argument that no action takes: one that is allowed fails on it before it does anything."""
    service, name = ACTIONS[action]
    worker = service.__new__(service)
    worker.desk = desk
    try:
        getattr(worker, name)(no_action_takes_this=True)
    except (NotAllowed, TypeError) as told:
        return type(told)
    return None


def test_every_action_has_its_line_and_every_line_its_action() -> None:
    lines = [
        f"{action}," + ",".join("x" if _holds(action, role) else "-" for role in Role) for action in sorted(ACTIONS.keys() - MATRIX.keys())
    ]
    assert lines == [], "new actions: judge each cell, then add these lines to matrix.csv"
    assert sorted(MATRIX.keys() - ACTIONS.keys()) == [], "lines of matrix.csv without an action"


def _holds(action: str, role: Role) -> bool:
    rights = importlib.import_module("app.services.actor").RIGHTS
    service, name = ACTIONS[action]
    return getattr(getattr(service, name), "right", None) in rights[role]


@pytest.mark.parametrize("roles", [*(frozenset({role}) for role in Role), *COMBINED], ids=lambda roles: "+".join(sorted(roles)))
def test_every_cell_holds_at_the_services(office: Office, roles: frozenset[Role]) -> None:
    desk = colleague(office, "as " + "-".join(sorted(roles)), *roles)
    with office.desk.store.reading() as transaction:
        head = audit.head(transaction)
    wrong = []
    with watched(office) as statements:
        for action in sorted(ACTIONS.keys() & MATRIX.keys()):
            statements.clear()
            allowed = bool(MATRIX[action] & roles)
            if attempt(desk, action) is not (TypeError if allowed else NotAllowed):
                wrong.append(f"{action}: {'refused' if allowed else 'allowed'}")
            if not allowed and statements:
                wrong.append(f"{action}: refused, but read {statements}")
    assert wrong == []
    with office.desk.store.reading() as transaction:
        assert audit.head(transaction) == head


def test_once_the_roles_are_taken_away_nothing_is_allowed_and_nothing_but_the_roles_is_read(office: Office) -> None:
    with watched(office) as statements:
        for action in sorted(ACTIONS):
            desk = colleague(office, f"former {action}", *Role)
            with office.desk.store.writing() as transaction:
                accounts.take_roles(transaction, desk.actor.account_id, [role.value for role in Role], at="1996-12-20T00:00:00+00:00")
            statements.clear()
            assert attempt(desk, action) is NotAllowed, action
            assert all("account" in each for each in statements if each != "BEGIN"), (action, statements)


class watched:  # noqa: N801  # reads as a word in the tests
    """Every statement that reaches the store meanwhile."""

    def __init__(self, office: Office) -> None:
        self._engine: Any = office.desk.store._engine
        self.statements: list[str] = []

    def __enter__(self) -> list[str]:
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self.statements

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        self.statements.append(statement)


def test_the_table_tells_a_right_from_a_wrong_cell() -> None:
    """What the director alone decides, what the auditor reads, what the administrator keeps."""
    assert MATRIX["RegisterSecrecy.grant_access"] == {Role.DIRECTOR}
    assert MATRIX["AuditLog.page"] == {Role.DIRECTOR, Role.AUDITOR}
    assert MATRIX["AccountService.create"] == {Role.ADMINISTRATOR}
    assert MATRIX["RegistrationService.save"] == {Role.CLERK}
    of_the_register = [roles for action, roles in MATRIX.items() if action.startswith(("Regist", "Match", "Matter", "Draft.keep"))]
    assert not any({Role.ADMINISTRATOR, Role.AUDITOR} & roles for roles in of_the_register)
