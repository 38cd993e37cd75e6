"""Who opens the store: the account, and the password from a file, the environment or the prompt, never from an argument."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from getpass import getpass
from pathlib import Path

from app.commands.usage import a_text
from app.errors import Refusal
from app.office import Office

ACCOUNT, PASSWORD = "BUREAU_ACCOUNT", "BUREAU_PASSWORD"
LONGEST = 4_096


@contextmanager
def opened(wanted: Namespace) -> Iterator[Office]:
    """The office at work in the store the command names, closed in the end. Raises Refusal."""
    office = Office.open(wanted.file, account(wanted), password(wanted))
    try:
        yield office
    except BaseException:
        # What went wrong first is told: a store found damaged cannot even take the record of leaving.
        with suppress(Exception):
            office.close()
        raise
    office.close()


def account(wanted: Namespace) -> str | None:
    """The account named; None: the only one there is."""
    return wanted.account or _legible(os.environ.get(ACCOUNT, "")) or None


def password(wanted: Namespace, *, twice: bool = False) -> str:
    """The password; `twice`: a new one, asked for again. Raises Refusal where there is none to be had."""
    if wanted.password_file is not None:
        return _from_file(wanted.password_file)
    if PASSWORD in os.environ:
        return _legible(os.environ[PASSWORD])
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refusal(f"没有密码：请用 --password-file 给出密码文件，或设置环境变量 {PASSWORD}。")
    typed = getpass("密码：")
    if twice and getpass("再输一遍：") != typed:
        raise Refusal("两次输入的密码不一样。")
    return typed


def _legible(given: str) -> str:
    try:
        return a_text(given)
    except UnicodeDecodeError as fault:
        raise Refusal(f"环境变量 {ACCOUNT} 或 {PASSWORD} 里有不是文字的字节。") from fault


def _from_file(path: Path) -> str:
    """The file's first line."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.readline(LONGEST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal(f"密码文件 {path} 读不出来（{getattr(fault, 'strerror', None) or '不是 UTF-8 文本'}）。") from fault
