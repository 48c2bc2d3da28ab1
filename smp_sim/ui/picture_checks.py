"""Asks for a picture and says whether it came from the open case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from smp_sim.ui.translation import spoken, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.verification.picture_check import Verdict

_KINDS = "*.png *.jpg *.jpeg *.tif *.tiff *.webp"


def ask_for_picture(bench: Workbench, window: QWidget) -> None:
    """Ask which picture, and check it."""
    chosen, _ = QFileDialog.getOpenFileName(
        window, tr("Check a picture…"), "", tr("Pictures ({kinds})", kinds=_KINDS)
    )
    if chosen:
        check_against_case(bench, Path(chosen))


def check_against_case(bench: Workbench, path: Path) -> None:
    """Check a picture as a task that can be given up, and say the verdict."""
    from smp_sim.ui.engine_jobs import judge_picture  # noqa: PLC0415 - the engine

    dossier = bench.session.dossier()

    def tell(verdict: Verdict) -> None:
        # It stays until it is closed: somebody waits for this answer.
        bench.messages.warn(f"{path.name}: {spoken(verdict.reason)}")

    bench.tasks.start_watched(
        tr("Checking {name}", name=path.name),
        lambda progress: judge_picture(dossier, path, progress),
        tell,
    )
