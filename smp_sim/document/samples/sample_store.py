"""Sample clients with a condition, drawn once and kept: drawing one takes some seconds."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from smp_sim import __version__
from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.progress_report import Progress, unheard
from smp_sim.document.samples.treatment_samples import SAMPLE_NAMES, treatment_sample
from smp_sim.model.errors import SmpError


def stored_sample(name: str, data: Path, progress: Progress = unheard) -> Dossier:
    """Give the sample with a condition, drawn now or by an earlier call.

    Parameters
    ----------
    name : one of ``SAMPLE_NAMES``.
    data : the program's data folder; a copy of another version of the program is not used, and
        one that can't be read or written is no hindrance.

    Raises
    ------
    PlanError
        For a name that there is none of.
    """
    path = data / "samples" / f"{name}-{__version__}.smp"
    if name in SAMPLE_NAMES and path.is_file():
        with suppress(SmpError):
            return open_case(path)
    progress(0.1, "")
    drawn = treatment_sample(name)
    progress(0.9, "")
    with suppress(SmpError, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        save_case(drawn, path)
    return drawn
