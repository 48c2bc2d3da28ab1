"""Sentences about a plan with the names that the window gives to areas and photos, for ids."""

from __future__ import annotations

from smp_sim.model.case import Case
from smp_sim.model.sentence import Sentence
from smp_sim.ui.filmstrip import SIDE_TITLES
from smp_sim.ui.panels.area_choice import titled
from smp_sim.ui.translation import tr


def in_names(text: str, case: Case) -> str:
    """Give a sentence of the engine with names in place of ids.

    The engine fills its places ``area`` and ``view`` with ids, several of them with commas between;
    what is no id of the case stays as it is.
    """
    if not isinstance(text, Sentence) or not text.values:
        return text
    areas = case.plan.areas
    names = {
        "area": {area.id: titled(area, areas) for area in areas},
        "view": {view.id: tr(SIDE_TITLES[view.side]) for view in case.views},
    }
    told: dict[str, object] = {}
    for place, value in text.values.items():
        if isinstance(value, Sentence):
            told[place] = in_names(value, case)
        elif place in names and isinstance(value, str):
            told[place] = _named(value, names[place])
        else:
            told[place] = value
    return Sentence(text.template, **told)


def _named(ids: str, names: dict[str, str]) -> str:
    return ", ".join(names.get(part, part) for part in ids.split(", "))
