"""``smp-sim window``: open the window. Qt is imported here and not before."""

from __future__ import annotations

import argparse
from importlib import import_module


def run(args: argparse.Namespace) -> int:
    """Open the window, with a case if one is named, and give its exit code."""
    case = None if args.case is None else str(args.case)
    # By name: the command line knows the window only at this moment, never at import.
    return int(import_module("smp_sim.ui.app").open_window(case))
