"""How each kind of skin heals otherwise than normal skin: factors on the course of normal skin."""

from __future__ import annotations

from typing import NamedTuple

from smp_sim.model.area_kind import Tissue
from smp_sim.render import tissue as figures


class Dip(NamedTuple):
    """The pale phase of healing: the share of colour that hides, and its days.

    It begins on ``start``, is deepest from ``full`` to ``lift`` and over on the healed day.
    """

    share: float
    start: float
    full: float
    lift: float


class TissueCourse(NamedTuple):
    """One kind of skin.

    ``kept`` factor on the share that is left on day 28; ``fade`` factor on the yearly rate;
    ``settling`` share lost between day 28 and month 6; ``diameter`` factor on the healed diameter;
    ``dip`` the pale phase; ``scab`` factor on the share of dots under scabs;
    ``is_shaded`` whether pigment is shaded in strokes that merge, so wide from the first day.
    """

    kept: float
    fade: float
    settling: float
    diameter: float
    dip: Dip
    scab: float = 1.0
    is_shaded: bool = False


def course_of(tissue: Tissue) -> TissueCourse:
    """Give how a kind of skin heals. Sources: the constants named here, in ``tissue``."""
    settling, scarred = figures.SETTLING.value, figures.SETTLING_SCAR.value
    kept, fade, wider = figures.KEPT_SCAR.value, figures.FADE_SCAR.value, figures.SCAR_DIAMETER
    lip_kept, lip_fade = figures.KEPT_LIP.value, figures.FADE_LIP.value
    pale, bleached = figures.KEPT_VITILIGO.value, figures.FADE_VITILIGO.value
    wash = figures.WASH_DIAMETER.value
    return {
        "normal": TissueCourse(1.0, 1.0, settling, 1.0, _SKIN_DIP),
        "scar": TissueCourse(kept, fade, scarred, wider.value, _SKIN_DIP),
        "burn": TissueCourse(kept, fade, scarred, wider.value, _SKIN_DIP),
        "vitiligo": TissueCourse(pale, bleached, settling, wash, _SKIN_DIP, is_shaded=True),
        "lip": TissueCourse(lip_kept, lip_fade, settling, wash, _LIP_DIP, 0.0, is_shaded=True),
    }[tissue]


_SKIN_DIP = Dip(
    figures.DIP_SHARE.value,
    figures.DIP_START.value,
    figures.DIP_FULL.value,
    figures.DIP_LIFT.value,
)
_LIP_DIP = Dip(
    figures.LIP_DIP_SHARE.value,
    figures.LIP_DIP_START.value,
    figures.LIP_DIP_FULL.value,
    figures.LIP_DIP_LIFT.value,
)
