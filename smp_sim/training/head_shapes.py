"""Shapes of the heads that are practised on."""

from __future__ import annotations

from types import MappingProxyType

from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.units import Vec3

#: Semi-axes in mm of the scalp's ellipsoid, near the ends of what adults have (breadth 152 ± 6,
#: length 197 ± 8: ANSUR II, domain figures section 6; heights assumed).
HEAD_SHAPES: MappingProxyType[str, Vec3] = MappingProxyType(
    {
        "average": DEFAULT_SEMI_AXES_MM,
        "round": (81.0, 74.0, 97.0),
        "long": (72.0, 80.0, 106.0),
        "small": (73.0, 72.0, 96.0),
        "large": (82.0, 80.0, 108.0),
    }
)
