"""Edits of a head camera by its handles. No Qt; needs the engine's imports."""

from __future__ import annotations

from dataclasses import replace as with_fields

from msgspec.structs import replace

from smp_sim.document import edits
from smp_sim.document.proposal.head_camera import handles_of, manual_camera
from smp_sim.model.camera import HeadCamera, Scale
from smp_sim.model.case import Case, View
from smp_sim.model.errors import CameraError
from smp_sim.model.head import Head
from smp_sim.model.units import Vec2


def turn_head(case: Case, view_id: str, name: str, angle_deg: float) -> Case:
    """Turn the head of a view away from its side's preset; ``name`` is a field of ``Turn``.

    Raises
    ------
    CameraError
        Where the view has no head, or would not see it any more.
    """
    view, camera = _head_view(case, view_id)
    handles = handles_of(camera, view.side)
    turn = handles.turn._replace(**{name: angle_deg})
    turned = manual_camera((camera.width, camera.height), with_fields(handles, turn=turn))
    return edits.replace_camera(case, view_id, turned)


def move_head(case: Case, view_id: str, centre_px: Vec2, px_per_mm: float) -> Case:
    """Put the head's centre at a pixel, at a scale. Raises as :func:`turn_head`."""
    view, camera = _head_view(case, view_id)
    handles = with_fields(handles_of(camera, view.side), centre_px=centre_px, px_per_mm=px_per_mm)
    moved = manual_camera((camera.width, camera.height), handles)
    return edits.replace_camera(case, view_id, moved)


def size_head(case: Case, index: int, semi_axis_mm: float) -> Case:
    """Give the head another half breadth (0), height (1) or length (2), in every view.

    Raises
    ------
    PlanError, CameraError
        Where it is out of range.
    """
    axes = list(case.plan.head.semi_axes_mm)
    axes[index] = semi_axis_mm
    return edits.set_head(case, Head(semi_axes_mm=(axes[0], axes[1], axes[2])))


def calibrate(case: Case, view_id: str, scale: Scale) -> Case:
    """Say how the scale of a view is known. Raises PlanError where there is no such view."""
    return edits.update_view(case, view_id, scale=scale)


def _head_view(case: Case, view_id: str) -> tuple[View, HeadCamera]:
    view = next((view for view in case.views if view.id == view_id), None)
    if view is None or not isinstance(view.camera, HeadCamera):
        raise CameraError("This photo has no head to move.", where=view_id)
    camera = replace(view.camera, semi_axes_mm=case.plan.head.semi_axes_mm)
    return view, camera
