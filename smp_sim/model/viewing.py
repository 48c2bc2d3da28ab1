"""How a picture is looked at: from where, in which light, under which assumption.

Never part of a case.
"""

from __future__ import annotations

from typing import Literal

import msgspec

#: Where the eye stands, mm from the skin; ``close`` shows all that the photo holds.
Distance = Literal["close", "50-cm", "1-m", "2-m"]
Light = Literal["overhead", "office", "dim"]

DISTANCES_MM: dict[Distance, float] = {"close": 0.0, "50-cm": 500.0, "1-m": 1000.0, "2-m": 2000.0}


class Viewing(msgspec.Struct, frozen=True, kw_only=True):
    """Eye and light. The default shows the photo as it was taken.

    ``hair_returns`` shows the client's own hair too, where alopecia may let it grow back.
    """

    distance: Distance = "close"
    light: Light = "office"
    hair_returns: bool = False


AS_TAKEN = Viewing()
