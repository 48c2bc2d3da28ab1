"""Sample clients with pattern loss: a man of every Norwood grade, women and men with thin hair.

Each is planned by its grade's own template, filled as dark as the sample's shaved hair: the look of
hair kept at the sample's 0.6 mm. Chosen by measuring the tone of treated skin against the same head
that never lost hair, as a practitioner would match a test patch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from msgspec.structs import replace as changed

from smp_sim.document.samples.condition_sample import AreaMaker, TreatmentSample
from smp_sim.model.camera import Side
from smp_sim.model.head import Head
from smp_sim.model.plan import Area
from smp_sim.render.loss_templates import loss_template
from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.head import LossGrade

#: Hairs and dots per cm², seen diameter and shade that stand for the sample's hair; finer and
#: lighter where dots stand between hairs, or they would show as dots there.
_LIKE_HAIR = {"density_per_cm2": 195.0, "dot_mm": 0.26, "shade": 0.85}
_BETWEEN_HAIR = {"density_per_cm2": 190.0, "dot_mm": 0.25, "shade": 0.75}

#: What shows each Norwood grade best, and a further side where one is not enough.
_NORWOOD_SIDES: dict[LossGrade, tuple[Side, ...]] = {
    "2": ("front-high",),
    "3": ("front-high",),
    "3v": ("top", "front-high"),
    "3a": ("front-high",),
    "4": ("top", "front-high"),
    "4a": ("front-high",),
    "5": ("top", "front-high"),
    "5a": ("front-high", "top"),
    "6": ("front-high", "top"),
    "7": ("front-high", "back-high"),
}
#: Women: no shaved beard, and hair kept longer than a man's stubble.
_WOMAN = SampleHead(beard_hairs_per_cm2=0.0, stubble_mm=1.5)
_THIN: dict[str, SampleHead] = {
    **{
        grade: replace(_WOMAN, norwood=grade)
        for grade in ("ludwig-1", "ludwig-2", "ludwig-3", "sinclair-3")
    },
    "diffuse": SampleHead(norwood="diffuse"),
}


def filled_loss(template: str, head: SampleHead) -> tuple[Area, ...]:
    """Give the areas of a template, filled as dark as a sample head's own hair."""
    return _filled(template, _LIKE_HAIR)(head)


def _filled(template: str, filling: Mapping[str, float]) -> AreaMaker:
    def make(head: SampleHead) -> tuple[Area, ...]:
        _, areas = loss_template(template, Head(semi_axes_mm=head.semi_axes_mm))
        return tuple(changed(area, pigment="carbon-cool", **filling) for area in areas)

    return make


PATTERN_SAMPLES: dict[str, TreatmentSample] = {
    **{
        f"norwood-{grade}": TreatmentSample(
            SampleHead(norwood=grade),
            sides[0],
            f"norwood-{grade}",
            _filled(f"norwood-{grade}", _LIKE_HAIR),
            further=sides[1:],
        )
        for grade, sides in _NORWOOD_SIDES.items()
    },
    # Filled at grade III, and then loss went on: the island that an outlook warns of.
    "loss-went-on": TreatmentSample(
        SampleHead(norwood="6"),
        "top",
        "norwood-3",
        _filled("norwood-3", _LIKE_HAIR),
        planned=SampleHead(norwood="3"),
        further=("front-high",),
    ),
    **{
        name: TreatmentSample(head, "top", name, _filled(name, _BETWEEN_HAIR))
        for name, head in _THIN.items()
    },
}
