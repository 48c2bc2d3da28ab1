"""How the client's hair grows: its curl, and which way its whorl turns."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from smp_sim.model.units import limits

#: From straight to coiled; ``unknown`` where nobody has said.
HairCurl = Literal["unknown", "straight", "wavy", "curly", "coiled"]

#: Which way the hair turns round the whorl of the crown, for who looks at it.
WhorlTurn = Literal["clockwise", "counter-clockwise"]

#: The axis of hair in a close-up: 0 lies along a row of the photo, 90 along a column; it grows from
#: x toward y, which runs down. Hair that grows the other way has the same axis.
GrowthAngle = Annotated[
    float, limits(0.0, 180.0, unit="°", step=1.0, label="Direction of the hair")
]


#: Park 2014, Arch Plast Surg 41:277 (n = 952).
USUAL_WHORL_MM = 62.5


class HairGrowth(msgspec.Struct, frozen=True, kw_only=True):
    """The client's hair as the dots that sit in it follow it.

    Part of the plan, not of the client's record, because it decides the dots' shapes, and the plan
    alone decides the dots. Where ``curl`` is unknown all dots are round. The whorl lies
    ``whorl_back_mm`` behind the vertical through the ear canals (62.5 on average, 15 to 110 seen:
    Park 2014) and ``whorl_aside_mm`` to the client's left of the midline, negative to the right.
    """

    curl: HairCurl = "unknown"
    whorl: WhorlTurn = "clockwise"
    whorl_back_mm: Annotated[
        float, limits(30.0, 80.0, unit="mm", step=1.0, label="Whorl behind the ears")
    ] = USUAL_WHORL_MM
    whorl_aside_mm: Annotated[
        float, limits(-35.0, 35.0, unit="mm", step=1.0, label="Whorl to the left")
    ] = 0.0
