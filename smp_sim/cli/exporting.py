"""What commands that write a picture share: the order from the options, and its writing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from smp_sim.cli.opening import Opened, open_view
from smp_sim.cli.progress import progress_bar
from smp_sim.document.disk.atomic_write import require_writable
from smp_sim.document.export.export_order import ExportOrder, require_suffix, write_export
from smp_sim.document.export.provenance import ExportKind
from smp_sim.render.healing import healed_day


def export(args: argparse.Namespace, kind: ExportKind) -> None:
    """Open the case and write an export of it, as its options ask.

    Raises
    ------
    SmpError
        Where the case can't be opened or drawn, or the file can't be written.
    """
    require_suffix(kind, args.output)
    require_writable(args.output)
    opened = open_view(args)
    write_order(opened, order_of(args, opened, kind), args.output)


def order_of(args: argparse.Namespace, opened: Opened, kind: ExportKind) -> ExportOrder:
    """Read an order from the options that a command has."""
    day = getattr(args, "day", None)
    return ExportOrder(
        kind=kind,
        view_id=opened.view.id,
        day=healed_day(opened.dossier.case.plan) if day is None else day,
        retention=args.retention,
        size=args.size,
        scale=getattr(args, "scale", 1.0),
        days=getattr(args, "days", None),
        stop_seconds=getattr(args, "seconds", 1.0),
        is_marked=not args.training,
        language=args.language,
        hair_returns=args.if_hair_returns,
        shows_outlook=getattr(args, "show_outlook", False),
    )


def write_order(opened: Opened, order: ExportOrder, output: Path) -> None:
    """Make and write an export with a bar on a terminal; say what the user should know of it."""
    with progress_bar(order.kind) as progress:
        note = write_export(opened.studio, opened.dossier, order, output, progress)
    if note:
        print(f"smp-sim: {output}: {note}", file=sys.stderr)
