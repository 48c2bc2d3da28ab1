"""``smp-sim constants``: every model constant with unit, spread, source and trust."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from smp_sim.render.tissue import CONSTANTS, Constant


def run(args: argparse.Namespace) -> None:
    """Print the constants as a table, or as one JSON object."""
    if args.json:
        print(json.dumps({"constants": [asdict(constant) for constant in CONSTANTS]}, indent=1))
        return
    rows = [("constant", "value", "unit", "spread", "trust", "source")]
    rows += [_row(constant) for constant in CONSTANTS]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  ".join([*cells, row[5]]))


def _row(constant: Constant) -> tuple[str, str, str, str, str, str]:
    spread = f"{constant.low:.4g} to {constant.high:.4g}"
    value = f"{constant.value:.4g}"
    return constant.name, value, constant.unit, spread, constant.trust, constant.source
