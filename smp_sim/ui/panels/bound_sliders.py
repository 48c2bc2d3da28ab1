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
