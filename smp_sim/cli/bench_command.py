"""``smp-sim bench``: the engine's timings and memory on this machine, as ratios too."""

from __future__ import annotations

import argparse
import json
import os
import platform
from dataclasses import asdict

from smp_sim.cli.bench.measuring import Row
from smp_sim.cli.bench.rows import ROWS
from smp_sim.cli.progress import with_progress
from smp_sim.model.errors import SmpError


def run(args: argparse.Namespace) -> None:
    """Measure all rows, or those asked for, and print them."""
    unknown = [name for name in args.rows if name not in ROWS]
    if unknown:
        raise SmpError(f"There is no row '{unknown[0]}'.", next_step=f"Rows: {', '.join(ROWS)}.")
    names = args.rows or tuple(ROWS)
    rows = [ROWS[name]() for name in with_progress(names, "measuring")]
    if args.json:
        print(json.dumps({"machine": machine(), "rows": [asdict(row) for row in rows]}, indent=1))
        return
    for row in rows:
        print(_line(row))


def machine() -> dict[str, str | int]:
    """Describe the machine: system, processor, cores, Python."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count() or 1,
        "python": platform.python_version(),
    }


def _line(row: Row) -> str:
    verdict = "good" if row.ratio <= row.target else "OVER"
    measured = f"{row.value:10.4g} {row.unit:10s} {row.yardstick:10.4g} {row.against}"
    return f"{verdict}  {row.name:15s} ratio {row.ratio:7.4f} (at most {row.target:g})  {measured}"
