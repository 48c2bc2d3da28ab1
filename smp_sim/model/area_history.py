"""What was asked about a place before it is treated: how long it has rested, how a scar looks."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from smp_sim.model.units import limits

#: How a scar looks: ``pale`` and flat, still ``pink``, or ``raised`` (thick, or growing).
ScarLook = Literal["unasked", "pale", "pink", "raised"]

#: Why the hair is gone: ``pattern`` goes on and never comes back, ``alopecia`` may do either.
LossCause = Literal["unasked", "pattern", "alopecia"]

Months = Annotated[float, limits(0.0, 600.0, unit="months", step=1.0, label="Months since")]


class AreaHistory(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked about an area. It changes no dot and no picture, only what is advised.

    ``months`` have passed since the injury, the operation, or the last change of the patch; None
    was not asked. ``look`` is read of scars and burns, ``cause`` of bare skin that says nothing
    of why it is bare.
    """

    months: Months | None = None
    look: ScarLook = "unasked"
    cause: LossCause = "unasked"


#: Nothing was asked yet.
UNASKED = AreaHistory()
