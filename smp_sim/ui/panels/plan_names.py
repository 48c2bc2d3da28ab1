"""Sentences about a plan with the names that the window gives to areas and photos, for ids."""

from __future__ import annotations

from smp_sim.model.case import Case
from smp_sim.model.sentence import renamed
from smp_sim.ui.filmstrip import SIDE_TITLES
from smp_sim.ui.panels.area_choice import titled
from smp_sim.ui.translation import tr


def in_names(text: str, case: Case) -> str:
    """Give a sentence of the engine, which fills ``area`` and ``view`` with ids, with names."""
    areas = case.plan.areas
    names = {
        "area": {area.id: titled(area, areas) for area in areas},
        "view": {view.id: tr(SIDE_TITLES[view.side]) for view in case.views},
    }
    return renamed(text, names)
