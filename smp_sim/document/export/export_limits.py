"""How large a picture and how slow a film may be ordered: read by command line and window alike.

Nothing heavy is imported here, so that both can read it before the engine is needed.
"""

from __future__ import annotations

from smp_sim.model.units import Limits

#: Longer side that a size may ask for.
SIZE_PX = Limits(64.0, 30_000.0, "px, or full", 1.0, "Size")

#: How long a film stays at each stop: below a fifth of a second nobody reads its label.
STOP_SECONDS = Limits(0.2, 10.0, "s", 0.1, "Seconds a stop")
