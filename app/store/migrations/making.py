"""What the migration scripts are written with: tables, columns and triggers in the house's names. Only ever added to."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

Part = sa.Column[Any] | Callable[[str], sa.Constraint]
"""A column, or a constraint that is named once its table is known."""


def table(name: str, *parts: Part) -> None:
    """Creates a table; its checks, keys and references are named ``ck_``, ``pk_``, ``uq_``, ``fk_`` with the table's name."""
    made = [part if isinstance(part, sa.Column) else part(name) for part in parts]
    for column in made:
        for check in column.constraints if isinstance(column, sa.Column) else ():
            check.name = op.f(f"ck_{name}_{column.name}")
    if any(isinstance(part, sa.Column) and part.name == "id" for part in made):
        made.append(primary("id")(name))
    op.create_table(name, *made)


def index(name: str, on: str, *columns: str, where: str | None = None) -> None:
    """Creates an index, a partial one where there is a condition."""
    op.create_index(name, on, list(columns), sqlite_where=sa.text(where) if where else None)


def key() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer(), nullable=False)


def number(name: str, *, needed: bool = False, check: str | None = None, default: str | None = None, **more: Any) -> sa.Column[Any]:
    return _column(name, sa.Integer(), check, server_default=default, nullable=not needed, **more)


def text(name: str, *, needed: bool = False, check: str | None = None) -> sa.Column[Any]:
    return _column(name, sa.Text(), check, nullable=not needed)


def day(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return _column(name, sa.Date(), None, nullable=not needed)


def data(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return _column(name, sa.LargeBinary(), None, nullable=not needed)


def flag(name: str) -> sa.Column[Any]:
    """Yes or no as 1 or 0; no at first."""
    return number(name, needed=True, check=f"{name} IN (0, 1)", default="0")


def primary(*columns: str) -> Callable[[str], sa.Constraint]:
    return lambda name: sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{name}"))


def unique(*columns: str, name: str | None = None) -> Callable[[str], sa.Constraint]:
    return lambda of: sa.UniqueConstraint(*columns, name=op.f(name or f"uq_{of}_{'_'.join(columns)}"))


def refers(column: str, target: str) -> Callable[[str], sa.Constraint]:
    return lambda name: sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{name}_{column}"))


def never_deleted(name: str, when: str = "") -> None:
    trigger(f"keep_{name}", "DELETE", name, "nothing registered is deleted", when)


def append_only(name: str) -> None:
    trigger(f"fixed_{name}", "UPDATE", name, "append-only")


def fixed(name: str, columns: Sequence[str]) -> None:
    """What was recorded in these columns stays."""
    listed = ", ".join(f'"{column}"' for column in columns)
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    trigger(f"fixed_{name}", f"UPDATE OF {listed}", name, "what was recorded stays", differs)


def trigger(name: str, event: str, on: str, words: str, when: str = "") -> None:
    """Creates a trigger that refuses ``event`` with ``words``."""
    condition = f" WHEN {when}" if when else ""
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {on}{condition} BEGIN SELECT RAISE(ABORT, '{on}: {words}'); END")


def _column(name: str, kind: Any, check: str | None, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, *([sa.CheckConstraint(check, name=name)] if check else []), **more)
