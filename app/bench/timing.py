"""Takes times: works in turns, so that whatever slows the machine slows both; times in milliseconds."""

from collections.abc import Callable
from time import perf_counter_ns

Work = Callable[[], object]
MILLISECOND = 1_000_000


def timed(work: Work) -> float:
    """How long one call took, in milliseconds."""
    start = perf_counter_ns()
    work()
    return (perf_counter_ns() - start) / MILLISECOND


def in_turns(rounds: int, *works: Callable[[], float]) -> tuple[tuple[float, ...], ...]:
    """The samples of each work, which gives its own figure: A B, A B, A B …"""
    samples: tuple[list[float], ...] = tuple([] for _ in works)
    for _ in range(rounds):
        for work, taken in zip(works, samples, strict=True):
            taken.append(work())
    return tuple(map(tuple, samples))


def times(rounds: int, *works: Work, warm: int = 1, calls: int = 1) -> tuple[tuple[float, ...], ...]:
    """Milliseconds of each work in turns, after ``warm`` calls that are not counted; ``calls`` to a sample for what is very short."""
    for _ in range(warm):
        for work in works:
            work()
    return in_turns(rounds, *(_sample(work, calls) for work in works))


def _sample(work: Work, calls: int) -> Callable[[], float]:
    def sample() -> float:
        return timed(lambda: [work() for _ in range(calls)]) / calls

    return sample
