"""`python -m app`: the window without arguments, else a command."""

import sys

from app import lazy


def main() -> int:
    """Runs the window or a command; gives the exit code."""
    if len(sys.argv) > 1:
        return int(lazy.attribute("app.commands", "main")(sys.argv[1:]))
    return int(lazy.attribute("ui.application", "main")(sys.argv, lazy.load("app.office")))


if __name__ == "__main__":
    sys.exit(main())
