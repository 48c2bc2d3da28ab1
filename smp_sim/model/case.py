"""The case: one client, the views of one head, and the plan they share. An immutable value."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from smp_sim.model.camera import Camera, PixelCount, Scale, Side
from smp_sim.model.client import Client
from smp_sim.model.plan import Design, Plan
from smp_sim.model.units import Vec2, limits

#: Version of the case format; raised with every change of shape, with a migration.
CASE_VERSION = 1


class PhotoRef(msgspec.Struct, frozen=True, kw_only=True):
    """A photo by its content: the bytes travel beside the case, never inside this value."""

    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    suffix: Annotated[str, msgspec.Meta(pattern="^\\.[a-z0-9]{1,5}$")]
    width: PixelCount
    height: PixelCount


class MaskStroke(msgspec.Struct, frozen=True, kw_only=True):
    """A painted correction of the skin and hair mask, in upright photo pixels (x, y).

    ``matte`` is skin whose paleness is its own colour, not shine: scars, vitiligo.
    """

    paints: Literal["skin", "hair", "background", "matte"]
    points_px: tuple[Vec2, ...]
    radius_px: Annotated[float, limits(0.5, 4000.0, unit="px", step=1.0, label="Brush radius")]


#: Points of the head that can be seen in a photo: the keys of ``model.head.LANDMARKS_MM``.
LandmarkName = Literal[
    "pupil_left",
    "pupil_right",
    "lateral_canthus_left",
    "lateral_canthus_right",
    "glabella",
    "nose_tip",
    "mouth_left",
    "mouth_right",
    "ear_left",
    "ear_right",
    "vertex",
    "occiput",
]


class Landmark(msgspec.Struct, frozen=True, kw_only=True):
    """A point of the head as seen in a photo: upright photo pixels (x, y).

    ``by_hand``: a person set it, so that no search moves it.
    """

    name: LandmarkName
    at_px: Vec2
    by_hand: bool = False


class View(msgspec.Struct, frozen=True, kw_only=True):
    """One photo of the head: which side it shows, its camera and how well its scale is known.

    ``landmarks`` are what camera and photo agree on, each name once.
    """

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    side: Side
    photo: PhotoRef
    camera: Camera
    scale: Scale = Scale()
    strokes: tuple[MaskStroke, ...] = ()
    landmarks: Annotated[tuple[Landmark, ...], msgspec.Meta(max_length=16)] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A consultation: client, views and plan. ``training`` marks a case without a client.

    ``designs`` are plans kept for comparison, each under a name of its own.
    """

    client: Client = Client()
    views: Annotated[tuple[View, ...], msgspec.Meta(max_length=64)] = ()
    plan: Plan = Plan()
    training: bool = False
    designs: Annotated[tuple[Design, ...], msgspec.Meta(max_length=4)] = ()
