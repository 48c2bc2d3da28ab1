"""``smp-sim report``: the consultation report of a case, as a PDF to hand over."""

from __future__ import annotations

import argparse
from datetime import datetime

from smp_sim.cli.opening import open_named
from smp_sim.cli.progress import progress_bar
from smp_sim.document.disk.assets import load_points
from smp_sim.document.export.letterhead import load_practice
from smp_sim.document.report.case_figures import ReportOrder
from smp_sim.document.report.report_file import require_report_path, save_report
from smp_sim.document.studio import Studio


def run(args: argparse.Namespace) -> None:
    """Measure the case, write it up and save it."""
    require_report_path(args.output)
    order = ReportOrder(
        # The one place on this way that looks at the clock.
        written_on=args.date or datetime.now().astimezone().date(),
        paper=args.paper,
        language=args.language,
        first_session=args.start,
        practice=load_practice(),
    )
    dossier = open_named(args)
    with progress_bar("report") as progress:
        save_report(Studio(load_points()), dossier, order, args.output, progress)
