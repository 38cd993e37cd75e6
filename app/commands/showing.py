"""The commands `tour` and `bench`: the program shows itself, and measures itself."""

from argparse import Namespace

from app import lazy, office
from app.commands import rendering
from app.commands.output import say
from app.commands.rendering import render

BARE_WINDOW = "from ui import stopwatch; raise SystemExit(stopwatch.bare())"
OWN_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QStandardPaths
from app import office
from ui import stopwatch
QStandardPaths.setTestModeEnabled(True)  # what the program remembers for its user is left alone
raise SystemExit(stopwatch.window(Path(sys.argv[1]), office, visit=sys.argv[2:] == ["visit"]))
"""
"""What `bench` has a fresh Python do; each says when its window took a key."""


def tour(wanted: Namespace) -> int:
    """Drives the real window without a screen; leaves pictures, PDFs and a summary."""
    result = int(lazy.attribute("ui.tour", "run")(wanted.out, office, rendering.documents))
    say(f"图片、公文和摘要（summary.json）在 {wanted.out}")
    return result


def bench(wanted: Namespace) -> int:
    """Prints the figures of this machine as a table and JSON."""
    return int(lazy.attribute("app.bench", "main")(wanted.petitions, windows=(BARE_WINDOW, OWN_WINDOW), render=render) or 0)
