"""The figures of "how good it must be" on this machine: ratios to the same work done raw, medians, nothing timed in a test."""

from app.bench.figures import BenchReport, Line
from app.bench.running import main, run

__all__ = ["BenchReport", "Line", "main", "run"]
