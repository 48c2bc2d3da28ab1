"""Opens every hostile file in a process of its own, and watches its memory and its folder.

``python -m tests.faults.hostile_run FOLDER`` prints JSON: how many were tried, refused and opened,
the largest growth of memory in MB, and what went wrong. Only an ``SmpError`` in one line that names
the file is right, or a case or photo that opens; a warning, another error or a file that was not
there before is wrong.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.intake.photo_file import read_photo
from smp_sim.model.errors import SmpError
from tests.document.protection.quick_key import quick_key
from tests.faults.hostile_cases import damaged_copies, hostile_cases
from tests.faults.hostile_photos import hostile_photos

_KB_PER_MB = 1024


def memory_mb(field: str) -> float:
    """Give a field of this process's memory in MB: ``VmRSS`` now, ``VmHWM`` at its highest."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / _KB_PER_MB
    raise LookupError(field)


def forget_peak() -> None:
    """Let the highest memory be measured anew from here (Linux: proc_pid_clear_refs(5))."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def try_file(path: Path, use: Callable[[Path], object]) -> tuple[str, str]:
    """Use a file; give "opened", "refused" or "wrong", and what is wrong."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            use(path)
    except SmpError as refusal:
        sentence = str(refusal)
        is_clear = path.name in sentence and "\n" not in sentence and sentence.endswith(".")
        return ("refused", "") if is_clear else ("wrong", f"said {sentence!r}")
    except BaseException as fault:  # noqa: BLE001 - whatever it is, it is what we look for
        return "wrong", f"raised {fault!r:.200}"
    return "opened", ""


def use_case(path: Path) -> None:
    """Open a case; what opens must save and open again, the same."""
    dossier = open_case(path, secret=quick_key())
    again = path.with_name("again.smp")
    save_case(dossier, again)
    if open_case(again, secret=quick_key()).case != dossier.case:
        raise AssertionError("it came back as another case")


def _trials(folder: Path) -> Iterator[tuple[str, Path, Callable[[Path], object]]]:
    for name, data in hostile_cases(folder):
        path = folder / "hostile.smp"
        path.write_bytes(data)
        yield f"case: {name}", path, use_case
    for name, data in hostile_photos(damaged_copies):
        path = folder / "hostile.jpg"
        path.write_bytes(data)
        yield f"photo: {name}", path, read_photo
    yield from _odd_places(folder)


def _odd_places(folder: Path) -> Iterator[tuple[str, Path, Callable[[Path], object]]]:
    """Give what stands where a file is meant: folders, pipes, devices, links in a circle."""
    for suffix, use in ((".smp", use_case), (".jpg", read_photo)):
        places = {
            "a folder": folder / f"folder{suffix}",
            "a pipe": folder / f"pipe{suffix}",
            "a link in a circle": folder / f"circle{suffix}",
            "nothing": folder / f"nothing{suffix}",
            "a file as folder": folder / "whole.smp" / f"inside{suffix}",
            "a device without end": Path("/dev/zero"),
            "a name too long": folder / ("n" * 300 + suffix),
        }
        places["a folder"].mkdir()
        os.mkfifo(places["a pipe"])
        places["a link in a circle"].symlink_to(places["a link in a circle"])
        for name, path in places.items():
            yield f"place: {name} for a {suffix}", path, use


def main() -> None:
    """Try them all and print what came of it."""
    folder = Path(sys.argv[1])
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    growth = 0.0
    for name, path, use in _trials(folder):
        forget_peak()
        start = memory_mb("VmRSS")
        kind, why = try_file(path, use)
        growth = max(growth, memory_mb("VmHWM") - start)
        counts[f"hostile {name.partition(':')[0]}s {kind}"] += 1
        wrong += [f"{name}: {why}"] if why else []
    left = {path.name for path in folder.iterdir()}
    answer = {
        "counts": dict(counts),
        "wrong": wrong,
        "growth_mb": growth,
        "left": sorted(left),
    }
    print(json.dumps(answer))  # noqa: T201 - a script's answer


if __name__ == "__main__":
    main()
