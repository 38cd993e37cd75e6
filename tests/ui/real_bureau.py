"""The sample bureau in a window of its own test: a copy one may change, at the desk of whoever is wanted."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app import office
from app.errors import StoreRefusal
from app.services.accounts import AccountService
from app.services.actor import Role
from app.store import keys
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands, shown
from ui.bureau import Bureau
from ui.main_window import MainWindow

OTHER_PASSWORD = "another-password"  # of an invented account


def copy_of(sample: Path, folder: Path) -> Path:
    path = folder / sample.name
    for ending in ("", ".keys"):
        shutil.copyfile(f"{sample}{ending}", f"{path}{ending}")
    return path


def opened(path: Path, account: str = SAMPLE_ACCOUNT, password: str = SAMPLE_PASSWORD) -> Bureau:
    return Bureau(office.Office.open(path, account, password))  # type: ignore[arg-type]


def with_account(path: Path, name: str, *roles: Role) -> None:
    """One account more."""
    made = office.Office.open(path, SAMPLE_ACCOUNT, SAMPLE_PASSWORD)
    AccountService(made.entered, cost=keys.QUICK).create(name, f"{name}（演示）", OTHER_PASSWORD, roles)
    made.close()


@contextmanager
def window_of(bureau: Bureau) -> Iterator[tuple[MainWindow, Hands]]:
    """Its window, settled; closed behind the test."""
    windows = shown(bureau)
    window = next(windows)
    hands = Hands(window)
    hands.settle()
    yield window, hands
    window.locking.end()
    next(windows, None)
    with suppress(StoreRefusal):
        bureau.office.close()
