"""Scalp micropigmentation preview: from a client's photo to an honest, healed picture.

The package in a few calls::

    import smp_sim

    dossier = smp_sim.new_case([smp_sim.PhotoOrder("front.jpg", side="front", px_per_mm=3.2)])
    dossier = smp_sim.change_plan(dossier, smp_sim.PlanOptions(density_per_cm2=150, shade=0.7))
    smp_sim.save_case(dossier, "client.smp")
    picture = smp_sim.render_case(dossier, day=365)  # (H, W, 3) uint8, sRGB
    smp_sim.write_picture(picture, "one-year.png")

Names are loaded when they are first used, so that ``import smp_sim`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smp_sim.document.case.case_file import (
        Dossier,
        open_case,
        protect_case,
        save_case,
        unprotect_case,
    )
    from smp_sim.document.export.picture_file import write_picture
    from smp_sim.document.intake.new_case import PhotoOrder, new_case
    from smp_sim.document.plan_options import PlanOptions, change_plan
    from smp_sim.document.samples.sample_client import sample_dossier
    from smp_sim.document.scripting import inspect_case, render_case
    from smp_sim.document.studio import Studio
    from smp_sim.model.errors import SmpError

__version__ = "0.1.0"

__all__ = [
    "Dossier",
    "PhotoOrder",
    "PlanOptions",
    "SmpError",
    "Studio",
    "__version__",
    "change_plan",
    "inspect_case",
    "new_case",
    "open_case",
    "protect_case",
    "render_case",
    "sample_dossier",
    "save_case",
    "unprotect_case",
    "write_picture",
]

_HOMES = {
    "Dossier": "document.case.case_file",
    "PhotoOrder": "document.intake.new_case",
    "PlanOptions": "document.plan_options",
    "SmpError": "model.errors",
    "Studio": "document.studio",
    "change_plan": "document.plan_options",
    "inspect_case": "document.scripting",
    "new_case": "document.intake.new_case",
    "open_case": "document.case.case_file",
    "protect_case": "document.case.case_file",
    "render_case": "document.scripting",
    "sample_dossier": "document.samples.sample_client",
    "save_case": "document.case.case_file",
    "unprotect_case": "document.case.case_file",
    "write_picture": "document.export.picture_file",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'smp_sim' has no attribute {name!r}")
    return getattr(import_module(f"smp_sim.{_HOMES[name]}"), name)
