"""Figures: process start to a login field that takes a key, against a bare window; right password to a form that takes one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import monotonic_ns

from app import resources
from app.bench.building import ACCOUNT, PASSWORD
from app.bench.figures import Line
from app.bench.timing import MILLISECOND, in_turns, timed
from app.errors import Refusal
from app.store import key_file, keys

PATIENCE = 120
MEBIBYTE = 1024 * 1024
VISIT, MEMORY = "visit", "memory"
"""A word after the store's path: look at every page; the window then also tells how much memory it took at most, in bytes."""

Windows = tuple[str, str]
"""Two programs for a fresh Python: a bare window with one form, and the program's own on the store that is its argument.

Each prints JSON: the monotonic clock, in nanoseconds, when the ``login`` field took a key; the second also when the password was sent
(``enter``) and when the ``form`` took a key. The account stands in BUREAU_ACCOUNT and BUREAU_PASSWORD.
"""


def window(store: Path, windows: Windows, rounds: int) -> tuple[Line, Line]:
    """Fresh processes without a screen, in turns; each of the program's own is also logged in to. Raises Refusal where none opens."""
    bare, own = windows
    forms: list[float] = []

    def ours() -> float:
        moments = _started(own, str(store))
        forms.append((moments["form"] - moments["enter"]) / MILLISECOND)
        return moments["login"] / MILLISECOND

    def theirs() -> float:
        return _started(bare)["login"] / MILLISECOND

    for side in (ours, theirs):  # the files are in the machine's cache from here on
        side()
    forms.clear()
    starts, bares = in_turns(rounds, ours, theirs)
    derived = _argon2(store, rounds)
    beyond = tuple(form - derive for form, derive in zip(forms, derived, strict=True))
    return (
        Line("start", "启动到可输入账号", "ms", starts, bares, 1.5),
        Line("enter", "密码正确到登记表可输入，扣除 argon2", "ms", beyond, (), 300),
    )


def growth(large: Path, small: Path, windows: Windows, rounds: int) -> Line:
    """Password to form on a large store and a small one, in turns; deriving the key is the same on both and left out."""
    derived = median(_argon2(large, rounds))

    def entered(store: Path) -> float:
        moments = _started(windows[1], str(store))
        return (moments["form"] - moments["enter"]) / MILLISECOND - derived

    ours, theirs = in_turns(rounds, lambda: entered(large), lambda: entered(small))
    return Line("enter_growth", "密码正确到登记表可输入，比一万件时", "ms", ours, theirs, 1.2)


def memory(store: Path, windows: Windows) -> Line:
    """The most the program's own window took once every page was looked at, the register's first and last page among them."""
    told = _started(windows[1], str(store), VISIT)
    return Line("window_memory", "窗口的内存（各页都看过）", "MB", (told[MEMORY] / MEBIBYTE,), (), 400)


def _started(program: str, *words: str) -> dict[str, int]:
    """The moments a window tells, in nanoseconds from the start of its process."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BUREAU_ACCOUNT": ACCOUNT, "BUREAU_PASSWORD": PASSWORD}
    start = monotonic_ns()
    done = subprocess.run(  # noqa: S603  # our own interpreter, our own words
        [sys.executable, "-c", program, *words],
        env=environment,
        cwd=resources.root().parent,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode:
        raise Refusal(f"窗口没有打开：{done.stderr.strip()[-200:]}")
    moments: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return {name: moment - (0 if name == MEMORY else start) for name, moment in moments.items()}


def _argon2(store: Path, rounds: int) -> tuple[float, ...]:
    """What deriving the account's key alone takes."""
    entry = key_file.read(store).accounts[ACCOUNT]
    return tuple(timed(lambda: keys.from_password(PASSWORD, entry.salt, entry.cost)) for _ in range(rounds))
