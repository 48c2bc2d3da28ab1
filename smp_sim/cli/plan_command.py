"""``smp-sim plan``: change the plan of a case in place."""

from __future__ import annotations

import argparse

from smp_sim.document.atomic_write import require_writable
from smp_sim.document.case_file import open_case, save_case
from smp_sim.document.plan_options import PlanOptions, change_plan


def run(args: argparse.Namespace) -> None:
    """Change what was asked for, in one go, and write the case back whole."""
    dossier = open_case(args.case)
    require_writable(args.case)
    options = PlanOptions(
        density_per_cm2=args.density,
        shade=args.shade,
        dot_mm=args.dot_mm,
        hairline=args.hairline,
        template=args.template,
        sessions=args.sessions,
    )
    save_case(change_plan(dossier, options), args.case)
