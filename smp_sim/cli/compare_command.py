"""``smp-sim compare``: the photo and the preview, the expected range, or several views."""

from __future__ import annotations

import argparse

from smp_sim.cli.exporting import export


def run(args: argparse.Namespace) -> None:
    """Draw the sheet that was asked for and write it."""
    export(args, "range" if args.range else "views" if args.views else "pair")
