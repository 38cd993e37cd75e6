"""Writing to the two streams: UTF-8 whatever the locale, lines ended as given, an error on one line."""

import sys
from io import TextIOWrapper
from typing import TextIO


def out(text: str) -> None:
    """Writes text to standard output as it stands."""
    _write(sys.stdout, text)


def say(line: str) -> None:
    """Writes one line to standard output."""
    out(line + "\n")


def mark_sample(sample: bool) -> None:
    """Text for people from a sample store begins with its mark; files other programs read stay as their contract says."""
    if sample:
        say("【演示】人和事都是编造的，不是任何单位的真实情况。")


def complain(message: str) -> None:
    """Writes a message to standard error on one line."""
    _write(sys.stderr, " ".join(message.split()) + "\n")


def remark(message: str) -> None:
    """Something to know that is no error: on standard error too, so that standard output stays what scripts read."""
    complain(f"提示：{message}")


def speak_utf_8() -> None:
    """Both streams write UTF-8 and leave line ends alone, whatever the machine's language is set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:  # None: a windowed program without a console
        stream.write(text)
        stream.flush()
