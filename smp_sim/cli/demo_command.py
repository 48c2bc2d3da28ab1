"""``smp-sim demo``: the sample client's before/after, healing strip and case file."""

from __future__ import annotations

import argparse
from pathlib import Path

from smp_sim.cli.exporting import write_order
from smp_sim.cli.opening import Opened
from smp_sim.cli.plan_arguments import SAMPLE_GROUPS
from smp_sim.cli.progress import with_progress
from smp_sim.document.case.case_file import Dossier, save_case
from smp_sim.document.disk.assets import load_points
from smp_sim.document.disk.atomic_write import require_writable
from smp_sim.document.disk.data_places import data_folder
from smp_sim.document.export.export_order import ExportOrder
from smp_sim.document.export.provenance import ExportKind
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.document.studio import Studio
from smp_sim.model.camera import Side
from smp_sim.model.errors import OutputError
from smp_sim.render.healing import healed_day

CASE_NAME, PAIR_NAME, STRIP_NAME = "sample.smp", "before-after.png", "healing-strip.png"

#: The side that shows the hairline and the top at once.
_SIDE: Side = "front-high"


def run(args: argparse.Namespace) -> None:
    """Make the sample client and write three files into a folder, which is made if missing.

    ``--list`` only prints the conditions that there are, a line a group.
    """
    if args.list:
        for group, names in SAMPLE_GROUPS.items():
            print(f"{group}: {', '.join(names)}")
        return
    folder = _made_folder(args.output)
    for name in (CASE_NAME, PAIR_NAME, STRIP_NAME):
        require_writable(folder / name)
    steps = with_progress(("client", "pair", "strip"), "demo")
    next(steps)
    dossier = _client(args.sample)
    save_case(dossier, folder / CASE_NAME)
    opened = Opened(Studio(load_points()), dossier, dossier.case.views[0])
    next(steps)
    write_order(opened, _order(opened, "pair"), folder / PAIR_NAME)
    next(steps)
    write_order(opened, _order(opened, "healing"), folder / STRIP_NAME)
    for name in (PAIR_NAME, STRIP_NAME, CASE_NAME):
        print(folder / name)


def _client(condition: str | None) -> Dossier:
    """Give the sample client, or the one who has a condition, drawn now or by an earlier call."""
    if condition is None:
        return sample_dossier(sides=(_SIDE,))
    from smp_sim.document.samples.sample_store import stored_sample  # noqa: PLC0415 - its own drawing

    return stored_sample(condition, data_folder())


def _order(opened: Opened, kind: ExportKind) -> ExportOrder:
    return ExportOrder(kind=kind, view_id=opened.view.id, day=healed_day(opened.dossier.case.plan))


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
