"""``smp-sim healing``: the healing as a strip of pictures, or as a film."""

from __future__ import annotations

import argparse

from smp_sim.cli.exporting import export


def run(args: argparse.Namespace) -> None:
    """Draw the stops and write them: a film by its suffix, WebP included, else a strip."""
    export(args, "healing")
