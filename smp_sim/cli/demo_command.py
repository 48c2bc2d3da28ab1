"""``smp-sim demo``: the sample client's before/after, healing strip and case file."""

from __future__ import annotations

import argparse
from pathlib import Path

from smp_sim.cli.healing_command import write_healing
from smp_sim.cli.opening import Opened
from smp_sim.cli.progress import with_progress
from smp_sim.document.assets import load_points
from smp_sim.document.atomic_write import require_writable
from smp_sim.document.case_file import save_case
from smp_sim.document.exports import compare_pictures
from smp_sim.document.picture_file import write_picture
from smp_sim.document.sample_client import sample_dossier
from smp_sim.document.studio import Studio
from smp_sim.model.camera import Side
from smp_sim.model.errors import OutputError
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8

CASE_NAME, PAIR_NAME, STRIP_NAME = "sample.smp", "before-after.png", "healing-strip.png"

#: The side that shows the hairline and the top at once.
_SIDE: Side = "front-high"


def run(args: argparse.Namespace) -> None:
    """Make the sample client and write three files into a folder, which is made if missing."""
    folder = _made_folder(args.output)
    for name in (CASE_NAME, PAIR_NAME, STRIP_NAME):
        require_writable(folder / name)
    steps = with_progress(("client", "pair", "strip"), "demo")
    next(steps)
    dossier = sample_dossier(sides=(_SIDE,))
    save_case(dossier, folder / CASE_NAME)
    opened = Opened(Studio(load_points()), dossier, dossier.case.views[0])
    next(steps)
    write_picture(_pair(opened), folder / PAIR_NAME)
    next(steps)
    write_healing(opened, folder / STRIP_NAME)
    for name in (PAIR_NAME, STRIP_NAME, CASE_NAME):
        print(folder / name)


def _pair(opened: Opened) -> Bytes8:
    request = Request(day=healed_day(opened.dossier.case.plan))
    return compare_pictures(opened.studio, opened.dossier, opened.view, request)


def _made_folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder can't be made ({error.strerror}).",
            where=str(folder),
            next_step="Choose another one with -o.",
        ) from error
    return folder
