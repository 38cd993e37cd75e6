"""The command line (spec 2.3): for scripts, tests and machines without a screen."""

from app.commands.running import main

__all__ = ["main"]
