"""Commands run in this process with keys that are quick to make, and every row a store holds, for tests that look from outside."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from app import commands
from app.office import Office

PASSWORD = "a-password-for-tests"
GROWING = {"audit", "audit_state"}
"""What every login and every refusal adds to."""


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


def run(*arguments: object) -> Done:
    """Runs a command; whatever happens there is no traceback and no fault of ours, and a refusal is one line."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = commands.main([str(argument) for argument in arguments])
    done = Done(code, out.getvalue(), err.getvalue())
    assert code in {0, 1, 2}
    assert "Traceback" not in done.out + done.err
    assert "程序出了问题" not in done.err, done.err
    if code:
        assert len(done.err.splitlines()) == 1, done.err
    return done


def everything(store: Path) -> dict[str, list[str]]:
    """Every row of every table but the audit's."""
    office = Office.open(store, None, PASSWORD)
    try:
        with office.desk.store.reading() as transaction:
            names = transaction.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
            plain = [name for name in names if name not in GROWING and not name.startswith(("sqlite_", "petition_search_"))]
            return {name: sorted(map(repr, transaction.exec_driver_sql(f'SELECT * FROM "{name}"'))) for name in plain}
    finally:
        office.close()
