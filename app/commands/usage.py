"""An argument parser that speaks Chinese and says a wrong usage in one line."""

import argparse
import os
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn

_SAID = (
    (re.compile(r"the following arguments are required: (.*)"), r"缺少 \1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识的参数 \1"),
    (re.compile(r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)"), r"\1 不能是 \2，可选 \3"),
    (re.compile(r"argument (\S+): invalid int value: (.*)"), r"\1 应为整数，不能是 \2"),
    (re.compile(r"argument (\S+): invalid \S+ value: (.*)"), r"\1 不能是 \2"),
    (re.compile(r"argument (\S+): expected (?:one|at least one|\d+) arguments?"), r"\1 后面缺少内容"),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"\1 不能与 \2 同用"),
    (re.compile(r"ambiguous option: (\S+) could match (.*)"), r"\1 不明确，可能是 \2"),
    (re.compile(r"argument (\S+): (.*)"), r"\1：\2"),
)


class WrongUsage(Exception):
    """The command line was not understood; the message is one line in Chinese."""


class ChineseFormatter(argparse.HelpFormatter):
    """Help with 用法 in place of usage."""

    def add_usage(self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Takes full option names only; `given` and `options` are the groups help shows."""

    def __init__(self, **known: Any) -> None:
        super().__init__(**{"formatter_class": ChineseFormatter, "add_help": False, "allow_abbrev": False, **known})
        self.given = self.add_argument_group("参数")
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示本帮助")

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"用法不对：{_in_chinese(message)}（用 {self.prog} --help 查看用法）")


def _in_chinese(message: str) -> str:
    for pattern, words in _SAID:
        if pattern.fullmatch(message):
            return pattern.sub(words, message)
    return message


def a_text(given: str) -> str:
    """What was typed, whatever the machine's language took its bytes for. Raises UnicodeDecodeError for bytes that are no text."""
    return os.fsencode(given).decode("utf-8") if any("\ud800" <= character <= "\udfff" for character in given) else given


def a_day(written: str) -> date:
    """A day of the command line, YYYY-MM-DD."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{written}”不是日期，应为 YYYY-MM-DD")


def a_year(written: str) -> int:
    """A year of four digits."""
    if re.fullmatch(r"(19|20|21)\d{2}", written, re.ASCII):
        return int(written)
    raise argparse.ArgumentTypeError(f"“{written}”不是年份，应为 1900 到 2199 的四位数字")


def a_count(written: str) -> int:
    """A whole number not below 0."""
    if re.fullmatch(r"\d{1,9}", written, re.ASCII):
        return int(written)
    raise argparse.ArgumentTypeError(f"“{written}”不是不小于 0 的整数")
