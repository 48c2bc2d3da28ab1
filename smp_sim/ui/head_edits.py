"""Edits of a head camera by its handles. No Qt; needs the engine's imports."""

from __future__ import annotations

from dataclasses import replace as with_fields

from msgspec.structs import replace

from smp_sim.document.editing import edits
from smp_sim.document.proposal.handle_refit import refit_camera, with_landmark
from smp_sim.document.proposal.head_camera import (
    BREADTH_ERROR_PERCENT,
    HeadHandles,
    handles_of,
    manual_camera,
)
from smp_sim.document.proposal.side_presets import NO_TURN
from smp_sim.model.camera import HeadCamera, Scale, Side
from smp_sim.model.case import Case, LandmarkName, View
from smp_sim.model.errors import CameraError
from smp_sim.model.head import Head
from smp_sim.model.units import Vec2

#: Sources of a scale that is a guess: it gives way when a hand says otherwise.
GUESSED_SOURCES = ("uncalibrated", "head-breadth")


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


def put_head(case: Case, view_id: str, handles: HeadHandles) -> Case:
    """Give a view the camera that handles stand for. Raises as :func:`turn_head`."""
    _, camera = _head_view(case, view_id)
    return edits.replace_camera(
        case, view_id, manual_camera((camera.width, camera.height), handles)
    )


def face_side(case: Case, view_id: str, side: Side) -> Case:
    """Say which side a view shows, its head turned as that side's preset has it.

    Where the head lies and how large it is stay. Raises as :func:`turn_head`.
    """
    view, camera = _head_view(case, view_id)
    handles = with_fields(handles_of(camera, view.side), side=side, turn=NO_TURN)
    return edits.update_view(put_head(case, view_id, handles), view_id, side=side, landmarks=())


def pin_landmark(case: Case, view_id: str, name: LandmarkName, at_px: Vec2) -> Case:
    """Say where a landmark lies in a view; turn and place of the head follow, its size stays.

    Raises as :func:`turn_head`.
    """
    view, camera = _head_view(case, view_id)
    marks = with_landmark(view.landmarks, name, at_px)
    holds_scale = view.scale.source not in GUESSED_SOURCES
    refitted = refit_camera(camera, marks, holds_scale=holds_scale)
    placed = edits.replace_camera(case, view_id, refitted)
    return edits.update_view(placed, view_id, landmarks=marks)


def scale_head(case: Case, view_id: str, factor: float) -> Case:
    """Make the head of a view larger or smaller about its centre.

    While the scale is a guess, the scale gives way: the head's size in mm is what is known, so the
    scale then comes from its breadth. A scale that was measured stays, and the head gives way.
    Raises as :func:`turn_head`.
    """
    view, camera = _head_view(case, view_id)
    handles = handles_of(camera, view.side)
    if view.scale.source in GUESSED_SOURCES:
        scaled = with_fields(handles, px_per_mm=handles.px_per_mm * factor)
        known = Scale(source="head-breadth", error_percent=BREADTH_ERROR_PERCENT)
        return calibrate(put_head(case, view_id, scaled), view_id, known)
    a, b, c = (axis * factor for axis in handles.semi_axes_mm)
    return edits.set_head(case, Head(semi_axes_mm=(a, b, c)))


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
