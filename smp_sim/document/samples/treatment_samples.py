"""The sample client with every condition that is treated, each as an open case with its plan.

The plan lies where the photo shows the condition: outlines, scars and the map of hair are read from
the head that was drawn and carried through the camera, not found in the picture.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import replace_areas
from smp_sim.document.editing.hair_maps import set_hair
from smp_sim.document.editing.treatments import sittings_for, take_template
from smp_sim.document.proposal.skin_match import match_patches
from smp_sim.document.samples.condition_sample import AreaMaker, TreatmentSample, true_hair
from smp_sim.document.samples.hair_samples import HAIR_SAMPLES, following_hair
from smp_sim.document.samples.lip_samples import LIP_SAMPLES, lip_sample
from smp_sim.document.samples.pattern_samples import PATTERN_SAMPLES, filled_loss
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.document.samples.seen_places import Sight, areas_as_seen, hair_as_seen
from smp_sim.document.samples.vitiligo_samples import VITILIGO_SAMPLES, vitiligo_sample
from smp_sim.document.studio import Studio
from smp_sim.model.area_kind import AreaKind
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, BrushStroke
from smp_sim.model.sentence import Sentence
from smp_sim.render.edge_profile import BRUSH_SOFTNESS
from smp_sim.render.loss_templates import loss_template
from smp_sim.render.outline_reach import measure_reach
from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.conditions import (
    patch_outlines,
    punch_scars,
    scar_line,
    scar_radii,
)
from smp_sim.render.treatment_areas import directions_of, scar_with_blend
from smp_sim.render.treatment_fills import FILLS, filled_area

Floats = NDArray[np.float64]


def _patches(kind: AreaKind, *, is_pale: bool = False) -> AreaMaker:
    """Give a maker of patches; pale ones are drawn where full colour ends, their edge beyond it."""
    inset_mm = 0.5 * FILLS[kind].feather_mm if is_pale else 0.0

    def make(head: SampleHead) -> tuple[Area, ...]:
        outlines = patch_outlines(head, inset_mm=inset_mm)
        return tuple(
            filled_area(f"{kind}-{number}", kind, directions_of(outline))
            for number, outline in enumerate(outlines, start=1)
        )

    return make


def _scar(head: SampleHead) -> tuple[Area, ...]:
    """Draw a scar as wide as its narrowest part, and brush over it where it is wider."""
    line, width_mm = scar_line(head)
    kept = slice(None, None, max(1, len(line) // 80))
    middle, radii_mm = directions_of(line[kept]), scar_radii(head)[kept]
    ground = Head(semi_axes_mm=head.semi_axes_mm)
    blend, scar = scar_with_blend("scar", middle, width_mm, ground)
    # A brush is full in its middle and half as full where its soft rim is half over.
    brushed = tuple(round(float(r) / (1.0 - 0.5 * BRUSH_SOFTNESS), 3) for r in radii_mm)
    stroke = BrushStroke(effect="add", points=middle, radii_mm=brushed)
    narrowest = 2.0 * float(radii_mm.min())
    return blend, msgspec.structs.replace(scar, width_mm=narrowest, strokes=(stroke,))


def _punches(head: SampleHead) -> tuple[Area, ...]:
    area = filled_area("scar-dots", "scar-dots", directions_of(punch_scars(head)))
    return (msgspec.structs.replace(area, width_mm=0.9),)


def _grafted(head: SampleHead) -> tuple[Area, ...]:
    """Fill the loss behind the grafts too, and the punch scars where they truly are."""
    plan_head = Head(semi_axes_mm=head.semi_axes_mm)
    _, (_, grafts, _) = loss_template("transplant", plan_head)
    loss = filled_loss("norwood-5", head)
    dark = msgspec.structs.replace(grafts, dot_mm=0.27, shade=0.9)
    return *loss, dark, msgspec.structs.replace(_punches(head)[0], id="donor")


_WHOLE = SampleHead(norwood="none")
TREATMENT_SAMPLES: dict[str, TreatmentSample] = {
    "thinning": TreatmentSample(replace(_WHOLE, norwood="ludwig-2"), "top", "thinning"),
    "alopecia-areata": TreatmentSample(
        replace(_WHOLE, condition="areata"), "left", "alopecia-areata", _patches("alopecia-patch")
    ),
    "areata-regrown": TreatmentSample(
        _WHOLE,
        "left",
        "alopecia-areata",
        _patches("alopecia-patch"),
        planned=replace(_WHOLE, condition="areata"),
    ),
    "alopecia-totalis": TreatmentSample(
        replace(_WHOLE, condition="totalis"), "front-high", "alopecia-totalis"
    ),
    "alopecia-universalis": TreatmentSample(
        replace(_WHOLE, condition="universalis"), "front-high", "alopecia-totalis"
    ),
    "fut-scar": TreatmentSample(
        replace(_WHOLE, condition="fut-scar"), "back", "fut-scar", _scar, is_pale=True
    ),
    "fue-scars": TreatmentSample(
        replace(_WHOLE, condition="fue-scars", skin_tone=3), "back", "fue-scars", _punches
    ),
    "injury-scar": TreatmentSample(
        replace(_WHOLE, condition="injury"), "top", "injury-scar", _scar, is_pale=True
    ),
    "burn": TreatmentSample(
        replace(_WHOLE, condition="burn", skin_tone=3),
        "left",
        "burn",
        _patches("burn", is_pale=True),
        is_pale=True,
    ),
    "transplant": TreatmentSample(
        SampleHead(norwood="5", condition="grafts", skin_tone=3),
        "front-high",
        "transplant",
        _grafted,
        further=("back",),
    ),
    **PATTERN_SAMPLES,
    **HAIR_SAMPLES,
    "vitiligo": TreatmentSample(
        replace(_WHOLE, condition="vitiligo", skin_tone=4),
        "threequarter-left",
        "vitiligo",
        _patches("vitiligo", is_pale=True),
        is_pale=True,
    ),
}


#: The names of all samples.
SAMPLE_NAMES = (*TREATMENT_SAMPLES, *VITILIGO_SAMPLES, *LIP_SAMPLES)


def treatment_sample(name: str, *, width: int = 1200, height: int = 1500) -> Dossier:
    """Make the sample client who has a condition, with the plan that treats it.

    Parameters
    ----------
    name : one of :data:`SAMPLE_NAMES`.
    width, height : size of its photo, px; close-ups have a size of their own.

    Raises
    ------
    PlanError
        For a name that there is none of.
    """
    if name in LIP_SAMPLES:
        return lip_sample(name)
    if name in VITILIGO_SAMPLES:
        return vitiligo_sample(name)
    if name not in TREATMENT_SAMPLES:
        raise PlanError(
            Sentence("There is no sample '{name}'.", name=name),
            where="sample",
            next_step=Sentence("Choose one of: {names}.", names=", ".join(SAMPLE_NAMES)),
        )
    sample = TREATMENT_SAMPLES[name]
    dossier = sample_dossier(sample.head, sample.sides, width, height)
    studio = Studio(load_points())
    planned = replace(dossier, case=_as_drawn(dossier, studio, sample))
    if not sample.is_pale:
        return planned
    return replace(planned, case=match_patches(planned, studio)[0])


def treated(case: Case, sample: TreatmentSample) -> Case:
    """Give a case of a sample with the plan that treats its condition, and its hair."""
    head = sample.planned or sample.head
    case = set_hair(take_template(case, sample.template), (true_hair(head),))
    case = following_hair(case, head)
    if sample.areas is None:
        return case
    return sittings_for(replace_areas(case, sample.areas(head)))


def _as_drawn(dossier: Dossier, studio: Studio, sample: TreatmentSample) -> Case:
    """Give the treated case, its plan where the photo shows what is treated: as drawn on it."""
    case, view = treated(dossier.case, sample), dossier.case.views[0]
    if sample.areas is None or not isinstance(view.camera, HeadCamera):
        return case
    outline = measure_reach(view.camera, studio.surface(dossier, view.id))
    sight = Sight(sample.planned or sample.head, view.camera, outline)
    case = set_hair(case, tuple(hair_as_seen(hair, sight) for hair in case.plan.hair))
    return replace_areas(case, areas_as_seen(case.plan.areas, sight))
