"""How each kind of skin heals otherwise than normal skin: factors on the course of normal skin."""

from __future__ import annotations

from typing import NamedTuple

from smp_sim.model.area_kind import Tissue
from smp_sim.render import tissue as figures


class TissueCourse(NamedTuple):
    """One kind of skin.

    ``kept`` factor on the share that is left on day 28; ``fade`` factor on the yearly rate;
    ``settling`` share lost between day 28 and month 6; ``diameter`` factor on the healed diameter.
    """

    kept: float
    fade: float
    settling: float
    diameter: float


def course_of(tissue: Tissue) -> TissueCourse:
    """Give how a kind of skin heals. Sources: the constants named here, in ``tissue``."""
    settling, scarred = figures.SETTLING.value, figures.SETTLING_SCAR.value
    kept, fade, wider = figures.KEPT_SCAR.value, figures.FADE_SCAR.value, figures.SCAR_DIAMETER
    return {
        "normal": TissueCourse(1.0, 1.0, settling, 1.0),
        "scar": TissueCourse(kept, fade, scarred, wider.value),
        "burn": TissueCourse(kept, fade, scarred, wider.value),
        "vitiligo": TissueCourse(
            figures.KEPT_VITILIGO.value, figures.FADE_VITILIGO.value, settling, 1.0
        ),
        "lip": TissueCourse(figures.KEPT_LIP.value, figures.FADE_LIP.value, settling, 1.0),
    }[tissue]
