"""Finds lips in close-ups and evens out their border, as steps of the history."""

from __future__ import annotations

from smp_sim.document.progress_report import Progress
from smp_sim.ui.proposals import Found, start_reading
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

# The engine's imports happen in the task's thread.
# ruff: noqa: PLC0415


def find_lips(bench: Workbench) -> None:
    """Add the lips that close-ups of the mouth show."""

    def work(progress: Progress) -> Found:
        from smp_sim.document.proposal.lip_search import with_lips
        from smp_sim.ui.engine_jobs import job_studio

        case, names = with_lips(dossier, job_studio(), progress)
        return case, (tr("Found: {names}.", names=", ".join(names)),)

    dossier = bench.session.dossier()
    start_reading(bench, tr("Find lips"), tr("Looking for lips"), work)


def even_border_of_lips(bench: Workbench) -> None:
    """Mirror the fuller half of lips onto the other one, and match the skin and scars in them."""

    def work(_progress: Progress) -> Found:
        from smp_sim.document.proposal.lip_evening import even_out
        from smp_sim.ui.engine_jobs import job_studio

        return even_out(dossier, job_studio())

    dossier = bench.session.dossier()
    start_reading(bench, tr("Even out the border of lips"), tr("Evening out the border"), work)
