"""``smp-sim new``: a case of one or more photos of one head."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TypeVar

from smp_sim.document.atomic_write import require_writable
from smp_sim.document.case_file import save_case
from smp_sim.document.intake import PhotoOrder, new_case
from smp_sim.model.errors import SmpError

_Value = TypeVar("_Value")


def run(args: argparse.Namespace) -> None:
    """Take the photos in and write the case file."""
    require_writable(args.output)
    count = len(args.photos)
    sides = _for_each(args.side, count, "--side")
    scales = _for_each(args.px_per_mm, count, "--px-per-mm")
    cameras = _for_each(args.camera, count, "--camera", shared=False)
    orders = [
        PhotoOrder(path, side, scale, camera)
        for path, side, scale, camera in zip(args.photos, sides, scales, cameras, strict=True)
    ]
    dossier = new_case(tuple(orders), training=args.training)
    save_case(dossier, args.output)
    for view in dossier.case.views:
        print(f"{view.id}: {view.photo.width} × {view.photo.height} px, scale {view.scale.source}")


def _for_each(
    given: Sequence[_Value] | None, count: int, option: str, *, shared: bool = True
) -> list[_Value | None]:
    """Spread an option over the photos: none, one for all, or one for each."""
    if not given:
        return [None] * count
    if len(given) == 1 and shared:
        return [given[0]] * count
    if len(given) == count:
        return list(given)
    raise SmpError(
        f"{len(given)} values for {count} photos.",
        where=option,
        next_step=f"Give {option} {'once, or ' if shared else ''}once for each photo.",
    )
