"""``smp-sim render``: the preview of one view on one day."""

from __future__ import annotations

import argparse

from smp_sim.cli.exporting import export


def run(args: argparse.Namespace) -> None:
    """Draw the picture and write it."""
    export(args, "picture")
