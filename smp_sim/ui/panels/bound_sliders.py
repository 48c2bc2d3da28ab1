"""Sliders that edit a field of an area or of the hairline: one undo step for each gesture."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import msgspec

from smp_sim.model.case import Case
from smp_sim.model.plan import Area, Hairline
from smp_sim.model.units import limits_of
from smp_sim.ui.parameter_slider import ParameterSlider
from smp_sim.ui.session import Session
from smp_sim.ui.translation import mark, tr

#: What a name alone does not say.
_HINTS = {
    "dot_mm": mark("Diameter of a dot as it is seen once healed."),
    "shade": mark("How dark: 0.5 is the usual deposit, 1 twice as much."),
    "cover": mark(
        "How much light the pigment gives back: 0 only darkens, more covers and can lighten."
    ),
    "hair_per_cm2": mark(
        "Hairs that grow there, where the photos don't tell: dots fill only what they lack."
    ),
    "uptake_scatter": mark(
        "How unevenly scarred skin takes pigment from dot to dot; 0.35 is usual for scars."
    ),
    "feather_mm": mark("How far the edge fades out; 0 is a hard edge."),
    "growth_deg": mark(
        "Axis along which hair lies in this close-up: 0 along the rows of the photo."
    ),
    "ombre": mark(
        "Above 0 a darker border fades to a lighter middle, below 0 the reverse; 0 is even."
    ),
    "liner_mm": mark("Width of a line along the border of the lips; 0 for none."),
    "liner_tone": mark("How strong that line is, as times the tone of the lip."),
    "grey_return": mark(
        "0: pigment only darkens the skin. Higher: dots look greyer, as the cut ends of shaved hair"
        " do."
    ),
    "variety": mark("How unevenly dots stand: 0 as even as they can, 1 with gaps and clusters."),
    "depth_mm": mark(
        "How deep the pigment lies: too shallow is lost, too deep blurs and looks blue."
    ),
}

#: Gives the case with a field set to a value.
SetField = Callable[[Case, float], Case]


def bound_slider(
    session: Session, struct: type[msgspec.Struct], field: str, set_field: SetField
) -> ParameterSlider:
    """Give a slider for a declared field; what it sets goes through ``set_field`` as an edit."""
    limits = limits_of(struct, field)
    slider = ParameterSlider(limits, float(_default_of(struct, field)))
    label = tr("{name} changed", name=tr(limits.label))
    slider.gesture_started.connect(session.begin_gesture)
    slider.value_changed.connect(
        lambda value: session.edit(
            label, lambda case: set_field(case, value), key=f"{struct.__name__}.{field}"
        )
    )
    return slider


def area_slider(session: Session, field: str, area_id: Callable[[], str]) -> ParameterSlider:
    """Give a slider for a field of the chosen area; of every area where ``area_id`` is empty."""

    def set_field(case: Case, value: float) -> Case:
        from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use

        for area in case.plan.areas:
            if area_id() in ("", area.id):
                case = edits.update_area(case, area.id, **{field: value})
        return case

    slider = bound_slider(session, Area, field, set_field)
    if field in _HINTS:
        slider.name.setToolTip(tr(_HINTS[field]))
    return slider


def hairline_slider(session: Session, field: str) -> ParameterSlider:
    """Give a slider for a field of the hairline."""

    def set_field(case: Case, value: float) -> Case:
        from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use

        changed = msgspec.structs.replace(case.plan.hairline, **{field: value})
        return edits.set_hairline(case, changed)

    return bound_slider(session, Hairline, field, set_field)


@cache
def _default_of(struct: type[msgspec.Struct], field: str) -> float:
    """Give a field's declared default."""
    info = next(f for f in msgspec.structs.fields(struct) if f.name == field)
    return float(info.default)
