"""Stop-watch and memory gauge, and the row that a measurement becomes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    ``ratio`` is ``value / yardstick``; it is good when it is at most ``target``. ``against`` says
    what the yardstick is. ``value`` and ``yardstick`` are in ``unit``.
    """

    name: str
    value: float
    unit: str
    yardstick: float
    ratio: float
    target: float
    against: str


def row_of(
    name: str, value: float, unit: str, *, yardstick: float, target: float, against: str
) -> Row:
    """Make a row of a value and its yardstick in the same unit."""
    return Row(name, value, unit, yardstick, value / yardstick, target, against)


def best_seconds(work: Callable[[], object], *, repeats: int) -> float:
    """Give the shortest time of some runs, after one run that is not counted."""
    work()
    return min(_seconds(work) for _ in range(repeats))


def best_pair(
    first: Callable[[], object], second: Callable[[], object], *, repeats: int
) -> tuple[float, float]:
    """Give the shortest times of two works run in turn, so that both meet the same machine."""
    first()
    second()
    times = [(_seconds(first), _seconds(second)) for _ in range(repeats)]
    return min(pair[0] for pair in times), min(pair[1] for pair in times)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_bytes(work: Callable[[], object]) -> int:
    """Give by how much a piece of work raises the memory of this process at its peak.

    On Linux from the kernel's high-water mark; elsewhere what Python and NumPy allocate.
    """
    reset = Path("/proc/self/clear_refs")
    if not reset.exists():
        return _traced_bytes(work)
    reset.write_text("5", encoding="ascii")
    before = _status_bytes("VmRSS")
    result = work()
    peak = _status_bytes("VmHWM")
    del result
    return peak - before


def _status_bytes(key: str) -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"the kernel tells no {key}")


def _traced_bytes(work: Callable[[], object]) -> int:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def python_pair(first: str, second: str, *, repeats: int) -> tuple[float, float]:
    """Give the shortest times that a fresh Python takes for two pieces of code, run in turn.

    It keeps its bytecode from one run to the next, as an installed program does, whatever the
    environment says.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def run(code: str) -> None:
            subprocess.run([sys.executable, "-c", code], check=True, env=environment)  # noqa: S603

        return best_pair(lambda: run(first), lambda: run(second), repeats=repeats)
