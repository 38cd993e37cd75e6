"""No garbage collection while thousands of small values are made: they hold no cycles, and each pass would walk them all in vain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Puts the cyclic collector off for the block, if it was on; nested blocks are fine."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
