"""Starts a program of a few lines, kills it without warning at a random moment, and tells what it had acknowledged by then."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
READY = "ready"


def killed_at_random(program: str, dice: random.Random, longest: float) -> list[str]:
    """Runs ``program``, which prints "ready" and then a line for everything it acknowledges; kills it within ``longest`` seconds of that.

    Gives the lines acknowledged, in their order; a line cut in the middle was not acknowledged.
    """
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        first = process.stdout.readline().strip()
        assert first == READY, f"the program did not start: {first!r}"
        time.sleep(dice.random() * longest)
        process.send_signal(signal.SIGKILL)
        told = process.stdout.read()
    *whole, _cut = told.split("\n")
    return whole
