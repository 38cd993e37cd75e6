"""Runs one command: finds what it needs, says what went wrong in one line, and never shows a traceback."""

import os
import platform
import sys
import traceback
from argparse import Namespace
from pathlib import Path
from tempfile import gettempdir

from app import __version__, lazy
from app.clock import SystemClock
from app.commands.output import complain, out, speak_utf_8
from app.commands.parser import HANDLERS, WrongUsage, build
from app.commands.usage import a_text
from app.errors import InputFault, Refusal

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def main(arguments: list[str]) -> int:
    """Runs the command in `arguments`; gives 0 on success, 2 on wrong usage, 1 on a refusal."""
    speak_utf_8()
    try:
        for argument in arguments:
            a_text(argument)
        wanted = build().parse_args(arguments)
    except UnicodeDecodeError:
        complain("用法不对：参数里有不是文字的字节。请检查文件名和输入的编码。")
        return WRONG_USAGE
    except WrongUsage as wrong:
        complain(str(wrong))
        return WRONG_USAGE
    except SystemExit as asked_for_help:
        return int(asked_for_help.code or DONE)
    return _guarded(wanted)


def _guarded(wanted: Namespace) -> int:
    try:
        return _called(wanted)
    except KeyboardInterrupt:
        complain("已中断。")
        return REFUSED
    except Exception as fault:  # noqa: BLE001 - whatever it was: one line for the user, a report for whoever maintains the program
        return _told(fault)


def _called(wanted: Namespace) -> int:
    try:
        return int(lazy.attribute(*HANDLERS[wanted.command])(wanted) or DONE)
    finally:
        _drop_unwritable()


def _told(fault: Exception) -> int:
    """Says what went wrong; gives the exit code."""
    if isinstance(fault, BrokenPipeError):
        _close_output()
        return REFUSED
    if isinstance(fault, InputFault):
        out("".join(f"{line}\n" for line in fault.faults))
    complain(_words(fault))
    return WRONG_USAGE if isinstance(fault, WrongUsage) else REFUSED


def _words(fault: Exception) -> str:
    """What the user reads of it."""
    if isinstance(fault, InputFault):
        return fault.message or f"有 {len(fault.faults)} 处错误。"
    if isinstance(fault, Refusal | WrongUsage):
        return str(fault)
    if isinstance(fault, OSError):
        where = f"（{fault.filename}）" if fault.filename else ""
        return f"文件读写没有成功：{fault.strerror or type(fault).__name__}{where}。"
    return _unexpected(fault)


def _drop_unwritable() -> None:
    """What could not be written (a full disk) is given up here, not tried once more while the program ends."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _close_output()


def _close_output() -> None:
    """Whoever read the output went away: nothing more is written, not even at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(fault: Exception) -> str:
    """Keeps where it happened, without any value: messages may carry what a petitioner said."""
    lines = [f"petition-bureau {__version__}  Python {platform.python_version()}  {platform.system()}"]
    link: BaseException | None = fault
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(link.__traceback__)]
        link = link.__cause__ or link.__context__
    try:
        kept = _keep("\n".join(lines) + "\n")
    except OSError:
        return f"程序出了问题（{type(fault).__name__}），没有办成；报告也没有存下来。"
    return f"程序出了问题（{type(fault).__name__}），没有办成；请把报告 {kept} 交给维护人员（里面没有信访内容和姓名）。"


def _keep(report: str) -> Path:
    folder = _state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"fault-{SystemClock().now():%Y%m%d-%H%M%S-%f}.txt"
    path.write_text(report, encoding="utf-8")
    return path


def _state_folder() -> Path:
    """The user's folder for what a program keeps about its own running."""
    named = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return Path(named) / "petition-bureau" if named else Path.home() / ".local" / "state" / "petition-bureau"
    except RuntimeError:
        return Path(gettempdir()) / "petition-bureau"
