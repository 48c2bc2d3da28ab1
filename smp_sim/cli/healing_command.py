"""``smp-sim healing``: the healing as a strip of pictures, or as a film."""

from __future__ import annotations

import argparse
from pathlib import Path

from smp_sim.cli.opening import Opened, open_view
from smp_sim.cli.progress import with_progress
from smp_sim.document.atomic_write import require_writable
from smp_sim.document.exports import require_markless
from smp_sim.document.film_file import film_suffix, write_film
from smp_sim.document.healing_strip import (
    FILM_PX,
    STRIP_PX,
    film_frames,
    open_healing,
    stops_of_days,
    stops_of_plan,
    strip_sheet,
)
from smp_sim.document.picture_file import picture_suffix, write_picture
from smp_sim.model.errors import OutputError
from smp_sim.model.plan import Retention


def run(args: argparse.Namespace) -> None:
    """Draw the stops and write them: a film by its suffix, WebP included, else a strip."""
    _require_kind(args.output)
    require_writable(args.output)
    opened = open_view(args)
    if args.training:
        require_markless(opened.dossier)
    write_healing(opened, args.output, args.retention, days=args.days, is_marked=not args.training)


def _require_kind(output: Path) -> None:
    """Refuse a suffix that neither a strip nor a film can be written to."""
    if film_suffix(output):
        return
    try:
        picture_suffix(output)
    except OutputError as error:
        kinds = ".png or .jpg for a strip, .gif, .webp or .mp4 for a film"
        raise OutputError(error.what, where=error.where, next_step=f"Take {kinds}.") from error


def write_healing(
    opened: Opened,
    output: Path,
    retention: Retention = "typical",
    *,
    days: tuple[float, ...] | None = None,
    is_marked: bool = True,
) -> None:
    """Draw a view's healing on some days, or at the usual stops, and write it."""
    plan = opened.dossier.case.plan
    stops = stops_of_plan(plan) if days is None else stops_of_days(days)
    is_film = bool(film_suffix(output))
    width = FILM_PX if is_film else STRIP_PX
    healing = open_healing(opened.studio, opened.dossier, opened.view, retention, width=width)
    cells = [healing.cell(stop) for stop in with_progress(stops, "healing")]
    if is_film:
        write_film(film_frames(healing, cells, stops, is_marked=is_marked), output)
    else:
        write_picture(strip_sheet(healing, cells, stops, is_marked=is_marked), output)
