"""``smp-sim render``: the preview of one view on one day."""

from __future__ import annotations

import argparse

from smp_sim.cli.opening import open_view, request_of
from smp_sim.document.atomic_write import require_writable
from smp_sim.document.exports import render_picture
from smp_sim.document.picture_file import picture_suffix, write_picture


def run(args: argparse.Namespace) -> None:
    """Draw the picture and write it."""
    picture_suffix(args.output)
    require_writable(args.output)
    studio, dossier, view = open_view(args)
    request = request_of(args, dossier)
    picture = render_picture(studio, dossier, view, request, is_marked=not args.training)
    write_picture(picture, args.output)
