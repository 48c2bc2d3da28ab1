"""What most commands begin with: the case, the view that is meant, the engine."""

from __future__ import annotations

import argparse
from typing import NamedTuple

from smp_sim.document.assets import load_points
from smp_sim.document.case_file import Dossier, open_case
from smp_sim.document.studio import Studio
from smp_sim.document.view_choice import choose_view
from smp_sim.model.case import View
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request


class Opened(NamedTuple):
    """A case, one of its views, and the engine to draw it."""

    studio: Studio
    dossier: Dossier
    view: View


def open_view(args: argparse.Namespace) -> Opened:
    """Open the case and the view that were named.

    Raises
    ------
    SmpError
        Where the file can't be opened, or has no such view.
    """
    dossier = open_case(args.case)
    return Opened(Studio(load_points()), dossier, choose_view(dossier.case, args.view))


def request_of(args: argparse.Namespace, dossier: Dossier) -> Request:
    """Give the day (healed unless told), retention and scale that were asked for."""
    day = healed_day(dossier.case.plan) if args.day is None else args.day
    return Request(day=day, retention=args.retention, scale=getattr(args, "scale", 1.0))
