"""The frame every service stands in: the actor's declared right, one transaction, one audit record with it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.clock import Clock
from app.errors import NotAllowed
from app.services.actor import RIGHT_WORDS, Actor, Right
from app.store import accounts, audit
from app.store.database import Store, Transaction

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound="Service")


@dataclass(slots=True)
class Desk:
    """What a service works with: an open store, the clock, and who acts, with the roles he still holds (read anew at each action)."""

    store: Store
    clock: Clock
    actor: Actor


class Service:
    """Base of every service. Public methods declare their right with :func:`needs`; a test walks them all."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def today(self) -> date:
        return self.desk.clock.today()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A read transaction: nothing is written, not even an audit record."""
        with self.desk.store.reading() as transaction:
            yield transaction

    @contextmanager
    def acting(self, action: str, subject: str | None = None, detail: Mapping[str, Any] | None = None) -> Iterator["Action"]:
        """A write transaction that ends with the audit record of ``action``; an exception rolls both back.

        The body may set ``subject`` and add to ``detail`` on the yielded :class:`Action` once they are known.
        """
        with self.desk.store.writing() as transaction:
            record = Action(transaction, action, subject, dict(detail or {}))
            yield record
            audit.append(
                transaction,
                at=self.desk.clock.now(),
                civil_day=self.today,
                account=self.desk.actor.name,
                action=record.action,
                subject=record.subject,
                detail=record.detail,
            )


@dataclass(slots=True)
class Action:
    """A write under way: its transaction and what its audit record will say."""

    transaction: Transaction
    action: str
    subject: str | None
    detail: dict[str, Any]


def _require(desk: Desk, right: Right) -> None:
    """A right taken away binds at once, in every window; one that is given, from the next login."""
    if desk.actor.may(right):
        with desk.store.reading() as transaction:
            held = accounts.roles_now(transaction, desk.actor.account_id)
        if held is None:
            raise NotAllowed("您的账号已停用，这件事没有办。请退出登录。")
        standing = frozenset(role for role in desk.actor.roles if role.value in held)
        if standing != desk.actor.roles:
            desk.actor = replace(desk.actor, roles=standing)
    if not desk.actor.may(right):
        raise NotAllowed(f"您的岗位没有“{RIGHT_WORDS[right]}”的权限。请局长或有此权限的同事办理。")


def needs(right: Right) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Declares the right a service's method needs; without it: :class:`app.errors.NotAllowed`, nothing read or written."""

    def declare(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        @wraps(method)
        def checked(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            _require(self.desk, right)
            return method(self, *args, **kwargs)

        checked.__dict__["right"] = right
        return checked

    return declare
