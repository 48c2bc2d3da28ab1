"""``smp-sim compare``: the photo and the preview side by side."""

from __future__ import annotations

import argparse

from smp_sim.cli.opening import open_view, request_of
from smp_sim.document.atomic_write import require_writable
from smp_sim.document.exports import compare_pictures
from smp_sim.document.picture_file import picture_suffix, write_picture


def run(args: argparse.Namespace) -> None:
    """Draw the pair and write it."""
    picture_suffix(args.output)
    require_writable(args.output)
    studio, dossier, view = open_view(args)
    request = request_of(args, dossier)
    pair = compare_pictures(studio, dossier, view, request, is_marked=not args.training)
    write_picture(pair, args.output)
