"""The window calls areas and photos by the names it shows, not by their ids."""

from __future__ import annotations

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.plan import Plan
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.treatment_fills import filled_area
from smp_sim.ui.panels.plan_names import in_names

_PHOTO = PhotoRef(sha256="0" * 64, suffix=".png", width=100, height=100)
_CASE = Case(
    plan=Plan(areas=tuple(filled_area(name, "vitiligo") for name in ("v-1", "v-2"))),
    views=(View(id="p", side="flat", photo=_PHOTO, camera=FlatCamera(px_per_mm=10.0)),),
)


def test_areas_and_photos_have_their_names() -> None:
    """One or several, also within sentences that are joined; numbers stay what they are."""
    both = Sentence("Areas '{area}' are {wide:.0f} mm wide.", area="v-1, v-2", wide=3.2)
    seen = Sentence("View '{view}' shows it.", view="p")
    told = in_names(joined(both, seen), _CASE)
    assert told == (
        "Areas 'Vitiligo patch 1, Vitiligo patch 2' are 3 mm wide. View 'Close-up' shows it."
    )


def test_what_is_no_id_stays() -> None:
    """An id that the case has lost, and a sentence without places."""
    gone = Sentence("Area '{area}' is gone.", area="old")
    assert in_names(gone, _CASE) == "Area 'old' is gone."
    assert in_names("Plain.", _CASE) == "Plain."
