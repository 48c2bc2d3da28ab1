"""What most commands begin with: the case, the view that is meant, the engine."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from smp_sim.cli.passphrases import open_protected
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.case.recovery import claim_case
from smp_sim.document.disk.assets import load_points
from smp_sim.document.disk.data_places import data_folder
from smp_sim.document.disk.file_lock import FileLock
from smp_sim.document.export.view_choice import choose_view
from smp_sim.document.studio import Studio
from smp_sim.model.case import View
from smp_sim.model.errors import CaseFileError
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request


class Opened(NamedTuple):
    """A case, one of its views, and the engine to draw it."""

    studio: Studio
    dossier: Dossier
    view: View


def open_named(args: argparse.Namespace) -> Dossier:
    """Open the case that was named, with its passphrase where it is protected.

    Raises
    ------
    SmpError
        Where the file can't be opened.
    """
    return open_protected(args.case, args.passphrase_file)


@contextmanager
def holding(path: Path) -> Iterator[None]:
    """Hold a case file while it is changed, so that no two changes replace each other.

    Raises
    ------
    CaseFileError
        Where a window or another command holds it.
    """
    with ExitStack() as held:
        # A data folder that can't be written must not keep a case from being changed.
        with suppress(OSError):
            held.callback(_claimed(path).release)
        yield


def _claimed(path: Path) -> FileLock:
    claim = claim_case(data_folder(), path)
    if claim is None:
        raise CaseFileError(
            "This case is open in a window or in another command.",
            where=str(path),
            next_step="Close it there and try again.",
        )
    return claim


def open_view(args: argparse.Namespace) -> Opened:
    """Open the case and the view that were named.

    Raises
    ------
    SmpError
        Where the file can't be opened, or has no such view.
    """
    dossier = open_named(args)
    return Opened(Studio(load_points()), dossier, choose_view(dossier.case, args.view))


def request_of(args: argparse.Namespace, dossier: Dossier) -> Request:
    """Give the day (healed unless told), retention and scale that were asked for."""
    day = healed_day(dossier.case.plan) if args.day is None else args.day
    return Request(day=day, retention=args.retention, scale=getattr(args, "scale", 1.0))
