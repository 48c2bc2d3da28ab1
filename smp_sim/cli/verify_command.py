"""``smp-sim verify``: whether a picture came from a case."""

from __future__ import annotations

import argparse
import json
import sys

from smp_sim.cli.opening import open_named
from smp_sim.cli.progress import progress_bar
from smp_sim.document.disk.assets import load_points
from smp_sim.document.studio import Studio
from smp_sim.document.verification.picture_check import Verdict, check_picture

DID_NOT = 2


def run(args: argparse.Namespace) -> int:
    """Say whether, and why; give 0 when it came from the case, 2 when not or nobody can tell."""
    dossier = open_named(args)
    with progress_bar("verify") as progress:
        verdict = check_picture(Studio(load_points()), dossier, args.picture, progress)
    if args.json:
        print(json.dumps(_told(verdict)))
    else:
        stream = sys.stdout if verdict.came_from_case else sys.stderr
        print(f"smp-sim: {args.picture}: {verdict.reason}", file=stream)
    return 0 if verdict.came_from_case else DID_NOT


def _told(verdict: Verdict) -> dict[str, object]:
    return {
        "came_from_case": verdict.came_from_case,
        "undecided": verdict.is_undecided,
        "reason": str(verdict.reason),
        "side": verdict.side,
        "day": verdict.day,
        "retention": verdict.retention,
    }
