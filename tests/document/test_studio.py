"""The studio gives pictures of a case, and remakes only what a change touches."""

from __future__ import annotations

from threading import Barrier

import cv2
import msgspec
import numpy as np
import pytest

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.progress_report import Cancelled
from smp_sim.document.studio import Studio, find_view, side_by_side
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.model.errors import CaseFileError
from smp_sim.model.plan import Area, Plan
from smp_sim.render import pipeline
from smp_sim.render.photo import measure_photo
from smp_sim.render.pipeline import Request
from tests.render.flat_scene import SKINS

SQUARE = ((2.0, 2.0, 0.0), (16.0, 2.0, 0.0), (16.0, 14.0, 0.0), (2.0, 14.0, 0.0))
HEALED = Request(day=56.0)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """Give a case with one close-up of plain skin and one patch on it."""
    rng = np.random.default_rng(2)
    skin = np.array(SKINS[1][::-1]) + rng.normal(0.0, 2.0, (160, 200, 3))
    data = cv2.imencode(".png", np.clip(skin, 0, 255).astype(np.uint8))[1].tobytes()
    photo = measure_photo(data)
    view = View(id="close", side="flat", photo=photo, camera=FlatCamera(px_per_mm=10.0))
    area = Area(id="patch", kind="flat-patch", outline=SQUARE, view="close", feather_mm=0.0)
    case = Case(views=(view,), plan=Plan(areas=(area,)))
    return Dossier(case=case, photos={photo.sha256: data})


@pytest.fixture
def studio() -> Studio:
    """Give a studio with the shipped points."""
    return Studio(load_points())


def _with_density(dossier: Dossier, density: float) -> Dossier:
    area = msgspec.structs.replace(dossier.case.plan.areas[0], density_per_cm2=density)
    plan = msgspec.structs.replace(dossier.case.plan, areas=(area,))
    return Dossier(msgspec.structs.replace(dossier.case, plan=plan), dossier.photos)


def test_a_preview_and_an_export_are_one_picture(studio: Studio, dossier: Dossier) -> None:
    """By way of layers or at once: at most one step apart, and not the photo."""
    preview = studio.preview(dossier, "close", HEALED).srgb.astype(int)
    export = studio.render(dossier, "close", HEALED).srgb
    assert np.abs(preview - export).max() <= 1
    assert np.any(export != studio.photo(dossier, "close").srgb)


def test_moving_the_day_keeps_the_layers(studio: Studio, dossier: Dossier) -> None:
    """Only healing and what follows are done again."""
    first = studio.layers(dossier, "close", HEALED)
    assert studio.layers(dossier, "close", Request(day=3.0, retention="light")) is first


def test_a_new_density_keeps_photo_and_surface(studio: Studio, dossier: Dossier) -> None:
    """And makes new layers with more dots."""
    photo, surface = studio.photo(dossier, "close"), studio.surface(dossier, "close")
    layers = studio.layers(dossier, "close", HEALED)
    denser = _with_density(dossier, 300.0)
    assert studio.photo(denser, "close") is photo
    assert studio.surface(denser, "close") is surface
    more = studio.layers(denser, "close", HEALED)
    assert sum(len(g.dots) for g in more.groups) > sum(len(g.dots) for g in layers.groups)


def test_a_draft_is_the_same_after_any_edits(studio: Studio, dossier: Dossier) -> None:
    """To the bit, whatever other densities, days, scales and parts were asked for before."""
    half = Request(day=56.0, scale=0.5)
    others = (
        half,
        HEALED,
        Request(day=3.0, scale=0.5),
        Request(56.0, scale=0.5, region=(0, 0, 90, 70)),
    )
    for density in (120.0, 300.0):
        for request in others:
            studio.draft(_with_density(dossier, density), "close", request)
    drawn = studio.draft(_with_density(dossier, 240.0), "close", half)
    fresh = Studio(load_points()).draft(_with_density(dossier, 240.0), "close", half)
    np.testing.assert_array_equal(drawn.after.srgb, fresh.after.srgb)
    np.testing.assert_array_equal(drawn.before, fresh.before)
    assert np.any(drawn.after.srgb != drawn.before)


def test_layers_that_were_given_up_are_made_when_asked_again(
    studio: Studio, dossier: Dossier
) -> None:
    """Nothing half made is kept."""

    def give_up(share: float, words: str) -> None:
        del share, words
        raise Cancelled

    with pytest.raises(Cancelled):
        studio.layers(dossier, "close", HEALED, give_up)
    assert studio.layers(dossier, "close", HEALED).inks is not None


def test_a_scale_has_its_own_layers(studio: Studio, dossier: Dossier) -> None:
    """Half the scale, half the picture."""
    small = studio.layers(dossier, "close", Request(day=56.0, scale=0.5))
    assert small.base.shape == (80, 100, 3)
    shown = pipeline.show_day(small, 56.0)
    assert shown.srgb.shape == small.base.shape


def test_the_table_tells_each_dot_at_its_day(studio: Studio, dossier: Dossier) -> None:
    """Before its session a dot has no pigment; fresh dots are wider than healed ones."""
    fresh = studio.dots_table(dossier, "close", 0.0)
    healed = studio.dots_table(dossier, "close", 56.0)
    first = fresh.field.session == 0
    assert np.all(fresh.pigment[first] > 0.0)
    assert not fresh.pigment[~first].any()
    assert np.all(fresh.diameter_mm[first] > healed.diameter_mm[first])
    assert np.all(healed.pigment > 0.0)
    assert len(healed.seen.centre_px) == len(healed.field)


def test_an_unknown_view_is_named(studio: Studio, dossier: Dossier) -> None:
    """With those that there are."""
    with pytest.raises(CaseFileError, match="'top'; views: close"):
        studio.render(dossier, "top", HEALED)


def test_a_missing_photo_is_a_users_mistake(studio: Studio, dossier: Dossier) -> None:
    """The case holds the view but not its bytes."""
    with pytest.raises(CaseFileError, match="photo of this view is missing"):
        studio.photo(Dossier(dossier.case, {}), "close")


def test_work_side_by_side_is_waited_for() -> None:
    """Both results come back in their order, and a mistake in either is the caller's to hear."""
    met = Barrier(2, timeout=10.0)
    assert side_by_side(lambda: (met.wait(), "a")[1], lambda: (met.wait(), "b")[1]) == ("a", "b")
    with pytest.raises(CaseFileError):
        side_by_side(lambda: find_view(Dossier(Case(), {}), "x"), lambda: 1)
    with pytest.raises(CaseFileError):
        side_by_side(lambda: 1, lambda: find_view(Dossier(Case(), {}), "x"))
