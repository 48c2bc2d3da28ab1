"""The head: an ellipsoid in millimetres and the landmarks that a plan refers to.

Axes: x to the client's left, y up, z forward; the origin is the ellipsoid's centre.
A place on the scalp is a unit direction from that centre.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from smp_sim.model.units import Vec3, limits

SemiAxis = Annotated[float, limits(40.0, 160.0, unit="mm", step=0.5, label="Semi-axis")]

#: Semi-axes (x, y, z) in mm. Source: an ellipsoid fitted to a scan of a bald head over the
#: 536 cm² within 90 mm below the vertex, mean radial miss 1.4 mm (project measurement).
DEFAULT_SEMI_AXES_MM: Vec3 = (77.6, 76.3, 102.1)

#: Landmarks relative to the ellipsoid's centre, in mm, for the default head. Pupils, nose tip,
#: mouth corners and ear middles were measured on head scans; glabella and lateral canthus
#: are assumed from them (brow about 13 mm above the pupils, as on frontal photos; canthi 90 mm
#: apart). The vertex is where the midline meets the line over the head from ear to ear, the
#: occiput the bump of the midline above the nape; both are assumed.
LANDMARKS_MM: dict[str, Vec3] = {
    "pupil_left": (31.5, -24.0, 84.0),
    "pupil_right": (-31.5, -24.0, 84.0),
    "lateral_canthus_left": (45.0, -25.0, 76.0),
    "lateral_canthus_right": (-45.0, -25.0, 76.0),
    "glabella": (0.0, -11.0, 101.0),
    "nose_tip": (0.0, -55.0, 123.0),
    "mouth_left": (24.5, -91.5, 97.0),
    "mouth_right": (-24.5, -91.5, 97.0),
    "ear_left": (86.0, -40.0, -11.0),
    "ear_right": (-86.0, -40.0, -11.0),
    "vertex": (0.0, 76.3, 0.0),
    "occiput": (0.0, -35.0, -98.0),
}


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The client's head as the plan knows it."""

    semi_axes_mm: tuple[SemiAxis, SemiAxis, SemiAxis] = DEFAULT_SEMI_AXES_MM
