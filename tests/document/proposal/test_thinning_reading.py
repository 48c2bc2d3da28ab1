"""Thinning of the top against the fringe, from maps of what truly grows."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from smp_sim.document.proposal.hair_density import HairDensity
from smp_sim.document.proposal.loss_grade import LossGrade, grade_loss
from smp_sim.document.proposal.scalp_reading import ScalpReading, ScalpView, spread_directions
from smp_sim.document.proposal.thinning_reading import Thinning, thinning_of
from smp_sim.model.camera import Side
from smp_sim.model.head import Head
from smp_sim.render.pixel_geometry import geometry_maps
from smp_sim.render.products import Photo, Surface
from smp_sim.render.sample_head import SampleHead, sample_camera
from smp_sim.render.sample_head.hair_map import scalp_density
from smp_sim.render.sample_head.head import LossGrade as SampleLoss

#: Directions on the head that the grade is told from, seen from above.
PLACES = spread_directions(2400)
PLACES = PLACES[PLACES[:, 1] > -0.2]

#: Norwood grades of sample heads, and those that leave hair on the top.
NORWOOD: tuple[SampleLoss, ...] = ("2", "3", "4", "5", "6", "7")


def thinning(loss: SampleLoss, side: Side = "top") -> Thinning | None:
    """Compare top and fringe of a head whose map is what truly grows, tilted skin left out."""
    head = SampleHead(norwood=loss)
    camera = sample_camera(side, 300, 375, head=head)
    maps = geometry_maps(camera, 300, 375, 2)
    per_cm2 = scalp_density(head, np.nan_to_num(maps.directions.astype(np.float64), nan=0.5))
    seen = np.nan_to_num(maps.tilt_deg, nan=90.0) < 58.0
    plane = np.where(seen, per_cm2, np.nan).astype(np.float32)
    empty = np.zeros((188, 150), np.float32)
    surface = Surface(2, empty, empty, empty, 0.5, 0.0)
    photo = Photo(np.zeros((375, 300, 3), np.uint8))
    return thinning_of(ScalpView(photo, surface, camera), HairDensity(plane, plane, 2.0, "counted"))


@cache
def graded(loss: SampleLoss, *, with_thinning: bool) -> LossGrade:
    """Grade a head of which evidence of hair is seen everywhere, from above."""
    hairy = np.clip(scalp_density(SampleHead(norwood=loss), PLACES) / 25.0, 0.0, 1.0)
    seen = np.clip(PLACES[:, 1] * 1.5, 0.0, 1.0)
    told = thinning(loss) if with_thinning else None
    return grade_loss(ScalpReading(PLACES, hairy, seen), Head(), told)


@pytest.mark.parametrize(
    ("loss", "share"), [("none", 1.0), ("ludwig-1", 0.75), ("ludwig-2", 0.5), ("ludwig-3", 0.2)]
)
def test_a_thinned_top_is_told_in_its_share(loss: SampleLoss, share: float) -> None:
    """Top over fringe is what the grade leaves of it, from above and from the raised front."""
    for side in ("top", "front-high"):
        told = thinning(loss, side)
        assert told is not None
        assert told.ratio == pytest.approx(share, rel=0.15)
        assert 0.1 < told.log_error < 0.4


def test_a_side_tells_no_thinning() -> None:
    """Where the top doesn't face the camera nothing is told, nor where the fringe is bald."""
    assert thinning("ludwig-2", "back") is None
    assert thinning("7") is None


@pytest.mark.parametrize("loss", ["none", "ludwig-1", "ludwig-2", "ludwig-3"])
def test_ludwigs_grades_are_told_by_thinning(loss: SampleLoss) -> None:
    """The grade is the drawn one where the thinning is known; without it thinned hair is hair."""
    assert graded(loss, with_thinning=True).name == loss
    assert graded("ludwig-1", with_thinning=False).name == "none"


@pytest.mark.parametrize("loss", NORWOOD)
def test_norwoods_grades_stay_as_they_were(loss: SampleLoss) -> None:
    """Thinning moves no head whose hair recedes or is lost to another grade."""
    assert graded(loss, with_thinning=True).name == graded(loss, with_thinning=False).name
