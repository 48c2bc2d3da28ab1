"""Cameras: how a view sees the head (pinhole) or a flat close-up (px per mm only).

Pixel (row 0, column 0) covers [0, 1) x [0, 1); x runs right, y runs down.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

import msgspec

from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, SemiAxis
from smp_sim.model.units import Vec2, Vec3, limits

PixelCount = Annotated[int, limits(1, 30_000, unit="px", step=1, label="Picture size")]
PxPerMm = Annotated[float, limits(0.05, 400.0, unit="px/mm", step=0.1, label="Scale")]
FocalPx = Annotated[float, limits(10.0, 1e7, unit="px", step=10.0, label="Focal length")]

#: The sides a photo can show, in the words of the command line.
Side = Literal[
    "front",
    "front-high",
    "left",
    "right",
    "threequarter-left",
    "threequarter-right",
    "top",
    "back",
    "back-high",
    "flat",
]

#: Where the camera stands for each side of a head: degrees toward the client's left, degrees above
#: the horizon. Three-quarter is 45 degrees and "high" 40 degrees above: assumed, what people do.
SIDE_STATIONS_DEG: MappingProxyType[str, tuple[float, float]] = MappingProxyType(
    {
        "front": (0.0, 0.0),
        "front-high": (0.0, 40.0),
        "left": (90.0, 0.0),
        "right": (-90.0, 0.0),
        "threequarter-left": (45.0, 0.0),
        "threequarter-right": (-45.0, 0.0),
        "top": (0.0, 90.0),
        "back": (180.0, 0.0),
        "back-high": (180.0, 40.0),
    }
)

#: Where a scale came from, best first.
ScaleSource = Literal[
    "marker", "ruler", "camera", "given", "iris", "pupils", "head-breadth", "uncalibrated"
]


class HeadCamera(msgspec.Struct, frozen=True, kw_only=True, tag="head", tag_field="kind"):
    """A pinhole camera in one right-handed frame with the head, looking along -(right x up).

    ``position_mm`` is the eye point, ``right`` and ``up`` are unit vectors at right angles,
    ``focal_px`` the focal length, ``centre_px`` the principal point (x, y). The head's axes are
    those of the frame (x to the client's left, y up, z forward), its centre ``head_centre_mm``.
    """

    width: PixelCount
    height: PixelCount
    position_mm: Vec3
    right: Vec3
    up: Vec3
    focal_px: FocalPx
    centre_px: Vec2
    head_centre_mm: Vec3 = (0.0, 0.0, 0.0)
    semi_axes_mm: tuple[SemiAxis, SemiAxis, SemiAxis] = DEFAULT_SEMI_AXES_MM


class FlatCamera(msgspec.Struct, frozen=True, kw_only=True, tag="flat", tag_field="kind"):
    """A close-up seen straight on: mm in the plane, x right and y down from pixel (0, 0)."""

    px_per_mm: PxPerMm


Camera = HeadCamera | FlatCamera


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """How the scale of a view is known, and how well."""

    source: ScaleSource = "uncalibrated"
    error_percent: Annotated[float, limits(0.0, 100.0, unit="%", step=0.5, label="Scale error")] = (
        25.0
    )
