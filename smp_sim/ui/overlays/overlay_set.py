"""The overlays that the window has, in the order in which they are painted."""

from __future__ import annotations

from smp_sim.ui.canvas import Canvas
from smp_sim.ui.overlays.growth_strands import GrowthOverlay
from smp_sim.ui.overlays.guides import GridOverlay, MidlineOverlay, ThirdsOverlay
from smp_sim.ui.overlays.hair_lines import HairOverlay
from smp_sim.ui.overlays.outlook_region import OutlookOverlay
from smp_sim.ui.overlays.overlay import OverlayShelf
from smp_sim.ui.overlays.plan_lines import AreasOverlay, HairlineOverlay
from smp_sim.ui.session import Session


def filled_shelf(session: Session, canvas: Canvas) -> OverlayShelf:
    """Give a canvas all of its overlays."""
    shelf = OverlayShelf(session, canvas)
    for overlay in (
        GridOverlay(),
        ThirdsOverlay(),
        GrowthOverlay(),
        MidlineOverlay(),
        AreasOverlay(),
        HairlineOverlay(),
        OutlookOverlay(),
        HairOverlay(),
    ):
        shelf.add(overlay, canvas)
    return shelf
