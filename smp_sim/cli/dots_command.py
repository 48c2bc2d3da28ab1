"""``smp-sim dots``: every dot as a row of a CSV file."""

from __future__ import annotations

import argparse

from smp_sim.cli.opening import open_view, request_of
from smp_sim.document.disk.atomic_write import require_writable, write_whole
from smp_sim.document.export.dot_rows import dots_csv


def run(args: argparse.Namespace) -> None:
    """Write the table."""
    require_writable(args.output)
    studio, dossier, view = open_view(args)
    request = request_of(args, dossier)
    table = studio.dots_table(dossier, view.id, request.day, request.retention)
    write_whole(args.output, dots_csv(table, dossier.case.plan))
