"""``smp-sim new``: a case of one or more photos of one head."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from smp_sim.cli.auto_command import proposal_lines, propose_with_bar
from smp_sim.cli.opening import holding
from smp_sim.cli.passphrases import read_passphrase
from smp_sim.document.case.case_file import protect_case, save_case
from smp_sim.document.disk.atomic_write import require_writable
from smp_sim.document.intake.new_case import PhotoOrder, new_case
from smp_sim.document.intake.photo_file import read_photo
from smp_sim.document.proposal.side_guess import SURE_ENOUGH, guess_side
from smp_sim.model.camera import Side
from smp_sim.model.errors import SmpError

_Value = TypeVar("_Value")


def run(args: argparse.Namespace) -> None:
    """Take the photos in and write the case file."""
    require_writable(args.output)
    count = len(args.photos)
    sides = _sides(args, count)
    scales = _for_each(args.px_per_mm, count, "--px-per-mm")
    cameras = _for_each(args.camera, count, "--camera", shared=False)
    orders = [
        PhotoOrder(path, side, scale, camera)
        for path, side, scale, camera in zip(args.photos, sides, scales, cameras, strict=True)
    ]
    dossier = new_case(tuple(orders), training=args.training)
    if args.auto:
        draft = propose_with_bar(dossier, args.coin)
        dossier = draft.dossier
    if args.passphrase_file is not None:
        dossier = protect_case(dossier, read_passphrase(args.passphrase_file))
    with holding(args.output):
        save_case(dossier, args.output)
    for view in dossier.case.views:
        print(f"{view.id}: {view.photo.width} × {view.photo.height} px, scale {view.scale.source}")
    if args.auto:
        print("\n".join(proposal_lines(draft.notes)))


def _sides(args: argparse.Namespace, count: int) -> list[Side | None]:
    """Give the sides as told; with --auto guess those of photos whose face shows them."""
    sides: list[Side | None] = _for_each(args.side, count, "--side")
    if not args.auto or args.side or args.camera:
        return sides
    return [_guess(path) for path in args.photos]


def _guess(path: Path) -> Side:
    guess = guess_side(read_photo(path).photo)
    if guess.side is None or guess.confidence < SURE_ENOUGH:
        raise SmpError(
            "The side that this photo shows can't be told from it.",
            where=str(path),
            next_step="Say it with --side, once for each photo.",
        )
    print(f"{path.name}: taken as {guess.side} ({guess.confidence:.0%} sure)")
    return guess.side


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
