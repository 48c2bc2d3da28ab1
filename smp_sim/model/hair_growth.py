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


class HairGrowth(msgspec.Struct, frozen=True, kw_only=True):
    """The client's hair as the dots that sit in it follow it.

    Part of the plan, not of the client's record, because it decides the dots' shapes, and the plan
    alone decides the dots. Where ``curl`` is unknown all dots are round.
    """

    curl: HairCurl = "unknown"
    whorl: WhorlTurn = "clockwise"
