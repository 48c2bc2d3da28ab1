"""The sample client with every condition that is treated, each as an open case with its plan.

The plan lies where the condition truly is: outlines, scars and the map of hair are read from the
head that was drawn, not from the picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from smp_sim.document.case_file import Dossier
from smp_sim.document.edits import replace_areas
from smp_sim.document.hair_maps import set_hair
from smp_sim.document.sample_client import sample_dossier
from smp_sim.document.treatments import sittings_for, take_template
from smp_sim.model.area_kind import AreaKind
from smp_sim.model.camera import Side
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.hair_map import HairMap, HairSample
from smp_sim.model.head import Head
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence
from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.conditions import patch_outlines, punch_scars, scar_line
from smp_sim.render.sample_head.hair_map import scalp_density
from smp_sim.render.sample_head.head import fibonacci_sphere
from smp_sim.render.treatment_areas import directions_of, scar_with_blend
from smp_sim.render.treatment_fills import filled_area

Floats = NDArray[np.float64]
AreaMaker = Callable[[SampleHead], tuple[Area, ...]]

#: Places at which the sample's hair is told, over the whole sphere: about 9 mm apart.
_TOLD_PLACES = 1500


@dataclass(frozen=True, slots=True)
class TreatmentSample:
    """A client with one condition: the head, the side that shows it, and how it is treated.

    ``template`` names the ready plan; ``areas`` gives the areas where the condition truly is, None
    where the template's own places are right.
    """

    head: SampleHead
    side: Side
    template: str
    areas: AreaMaker | None = None


def _patches(kind: AreaKind) -> AreaMaker:
    def make(head: SampleHead) -> tuple[Area, ...]:
        outlines = patch_outlines(head)
        return tuple(
            filled_area(f"{kind}-{number}", kind, directions_of(outline))
            for number, outline in enumerate(outlines, start=1)
        )

    return make


def _scar(head: SampleHead) -> tuple[Area, ...]:
    line, width_mm = scar_line(head)
    middle = directions_of(line[:: max(1, len(line) // 40)])
    return tuple(scar_with_blend("scar", middle, width_mm, Head(semi_axes_mm=head.semi_axes_mm)))


def _punches(head: SampleHead) -> tuple[Area, ...]:
    area = filled_area("scar-dots", "scar-dots", directions_of(punch_scars(head)))
    return (msgspec.structs.replace(area, width_mm=0.9),)


_WHOLE = SampleHead(norwood="none")
TREATMENT_SAMPLES: dict[str, TreatmentSample] = {
    "thinning": TreatmentSample(replace(_WHOLE, norwood="ludwig-2"), "top", "thinning"),
    "alopecia-areata": TreatmentSample(
        replace(_WHOLE, condition="areata"), "left", "alopecia-areata", _patches("alopecia-patch")
    ),
    "alopecia-totalis": TreatmentSample(
        replace(_WHOLE, condition="totalis"), "front", "alopecia-totalis"
    ),
    "fut-scar": TreatmentSample(replace(_WHOLE, condition="fut-scar"), "back", "fut-scar", _scar),
    "fue-scars": TreatmentSample(
        replace(_WHOLE, condition="fue-scars", skin_tone=3), "back", "fue-scars", _punches
    ),
    "injury-scar": TreatmentSample(
        replace(_WHOLE, condition="injury"), "top", "injury-scar", _scar
    ),
    "burn": TreatmentSample(
        replace(_WHOLE, condition="burn", skin_tone=3), "left", "burn", _patches("burn")
    ),
    "transplant": TreatmentSample(
        SampleHead(norwood="5", condition="grafts"), "front-high", "transplant"
    ),
    "vitiligo": TreatmentSample(
        replace(_WHOLE, condition="vitiligo", skin_tone=4),
        "threequarter-left",
        "vitiligo",
        _patches("vitiligo"),
    ),
}


def treatment_sample(name: str, *, width: int = 1200, height: int = 1500) -> Dossier:
    """Make the sample client who has a condition, with the plan that treats it.

    Parameters
    ----------
    name : one of :data:`TREATMENT_SAMPLES`.
    width, height : size of its photo, px.

    Raises
    ------
    PlanError
        For a name that there is none of.
    """
    if name not in TREATMENT_SAMPLES:
        raise PlanError(
            Sentence("There is no sample '{name}'.", name=name),
            where="sample",
            next_step=Sentence("Choose one of: {names}.", names=", ".join(TREATMENT_SAMPLES)),
        )
    sample = TREATMENT_SAMPLES[name]
    dossier = sample_dossier(sample.head, (sample.side,), width, height)
    return replace(dossier, case=treated(dossier.case, sample))


def treated(case: Case, sample: TreatmentSample) -> Case:
    """Give a case of a sample with the plan that treats its condition, and its hair."""
    case = set_hair(take_template(case, sample.template), (true_hair(sample.head),))
    if sample.areas is None:
        return case
    return sittings_for(replace_areas(case, sample.areas(sample.head)))


def true_hair(head: SampleHead) -> HairMap:
    """Give the hair that grows on a sample head, told about every 9 mm."""
    directions = unit(fibonacci_sphere(_TOLD_PLACES) * np.asarray(head.semi_axes_mm))
    counted = np.minimum(scalp_density(head, directions), 400.0)
    return HairMap(
        samples=tuple(
            HairSample(place=place, per_cm2=round(float(per_cm2), 1))
            for place, per_cm2 in zip(directions_of(directions), counted, strict=True)
            if place[1] > -0.6
        )
    )
