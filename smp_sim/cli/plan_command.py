"""``smp-sim plan``: change the plan of a case in place."""

from __future__ import annotations

import argparse
from dataclasses import replace

from smp_sim.cli.opening import holding, open_named
from smp_sim.document.assets import load_points
from smp_sim.document.atomic_write import require_writable
from smp_sim.document.case_file import Dossier, save_case
from smp_sim.document.plan_options import PlanOptions, change_plan
from smp_sim.document.studio import Studio


def run(args: argparse.Namespace) -> None:
    """Change what was asked for, in one go, and write the case back whole."""
    options = PlanOptions(
        density_per_cm2=args.density,
        shade=args.shade,
        dot_mm=args.dot_mm,
        hairline=args.hairline,
        template=args.template,
        sessions=args.sessions,
    )
    with holding(args.case):
        dossier = open_named(args)
        require_writable(args.case)
        changed = change_plan(dossier, options)
        save_case(_matched(changed) if args.match_hair else changed, args.case)


def _matched(dossier: Dossier) -> Dossier:
    """Give the case with dots like the client's own shaved hair; print what was found.

    Raises
    ------
    PlanError
        Where no photo shows usable hair, with the reason.
    """
    from smp_sim.document.proposal.own_hair import match_own_hair  # noqa: PLC0415 - heavy

    matched = match_own_hair(dossier, Studio(load_points()))
    print(matched.note.sentence)
    return replace(dossier, case=matched.case)
