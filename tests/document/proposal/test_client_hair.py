"""The client's hair goes from the photos into the plan."""

from __future__ import annotations

from dataclasses import replace as changed

import numpy as np
import pytest
from msgspec.structs import replace
from scipy.spatial import cKDTree

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import add_view
from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.proposal.client_hair import MOST_SAMPLES, take_hair
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.document.samples.treatment_samples import TREATMENT_SAMPLES, treatment_sample
from smp_sim.document.studio import Studio
from smp_sim.model.camera import FlatCamera, Scale
from smp_sim.model.case import Case, View
from smp_sim.model.errors import PlanError
from smp_sim.render.camera_geometry import project_places
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.photo import measure_photo
from smp_sim.render.sample_head import SampleHead, render_sample
from smp_sim.render.sample_head.conditions import depth_mm
from smp_sim.render.sample_head.hair_map import scalp_density
from smp_sim.render.sample_head.head import shape_of
from smp_sim.render.sample_head.stubble import grow_stubble
from smp_sim.render.treatment_fills import filled_area
from tests.document.proposal.test_hair_density import closeup_camera, evenly_shaved

#: A close-up: 20 mm wide, with hairs on a grid every so many mm.
SIDE_PX, PX_PER_MM, STEP_MM = 320, 16.0, 1.0


def close_up(*, hairs: bool, lips: bool = False) -> Dossier:
    """Give a close-up of even skin, with dark hairs on a grid or without any, or half of it lip."""
    picture = np.full((SIDE_PX, SIDE_PX, 3), (188, 150, 130), np.uint8)
    if lips:
        picture[:, SIDE_PX // 2 :] = (150, 62, 60)
    step = round(STEP_MM * PX_PER_MM)
    if hairs:
        for shift in range(2):
            picture[step // 2 + shift :: step, step // 2 :: step] = (60, 52, 48)
            picture[step // 2 + shift :: step, step // 2 + 1 :: step] = (60, 52, 48)
    data = encode_picture(picture, ".png")
    view = View(
        id="close",
        side="flat",
        photo=measure_photo(data),
        camera=FlatCamera(px_per_mm=PX_PER_MM),
        scale=Scale(source="ruler", error_percent=1.0),
    )
    return Dossier(add_view(Case(), view), {view.photo.sha256: data})


def test_hair_of_a_head_follows_what_grows_there() -> None:
    """On a thinning sample the places' densities go with the drawn ones (correlation over 0.8)."""
    head = SampleHead(norwood="ludwig-2")
    dossier = sample_dossier(head, ("top",), 720, 900)
    taken = take_hair(dossier, Studio(load_points()))
    (hair,) = taken.case.plan.hair
    places = np.array([sample.place for sample in hair.samples])
    told = np.array([sample.per_cm2 for sample in hair.samples])
    assert len(told) > 150
    assert np.corrcoef(told, scalp_density(head, places))[0, 1] > 0.8
    assert "hairs per cm²" in taken.sentences[0]


def test_hair_is_told_finely_where_it_changes() -> None:
    """Round a bald patch hair is told every 5 mm or less, and its middle is bald in the plan."""
    dossier = treatment_sample("alopecia-areata", width=800, height=1000)
    taken = take_hair(dossier, Studio(load_points()))
    (hair,) = taken.case.plan.hair
    assert len(hair.samples) <= MOST_SAMPLES
    head = TREATMENT_SAMPLES["alopecia-areata"].head
    places = np.array([sample.place for sample in hair.samples])
    told = np.array([sample.per_cm2 for sample in hair.samples])
    depth = depth_mm(head, places)
    edge = place_on_head(places[np.abs(depth) < 4.0], head.semi_axes_mm)
    apart = np.asarray(cKDTree(edge).query(edge, k=2)[0])[:, 1]
    assert np.median(apart) < 5.0
    assert np.median(told[depth > 6.0]) < 20.0
    assert np.median(told[(depth < -8.0) & (depth > -20.0)]) > 95.0


@pytest.mark.parametrize("shown", [True, False])
def test_a_close_up_tells_hair_of_its_skin_alone(*, shown: bool) -> None:
    """Squares that show lips or brows rather than skin tell nothing; without any, all do."""
    dossier = close_up(hairs=True, lips=not shown)
    (hair,) = take_hair(dossier, Studio(load_points())).case.plan.hair
    across = np.array([sample.place[0] for sample in hair.samples])
    assert np.any(across > 12.0) == shown
    assert np.any(across < 9.0)


def test_single_hairs_of_a_close_up_are_kept_clear() -> None:
    """At 16 px/mm each hair off the rim is known within 0.1 mm; dots stay off all of them."""
    dossier = close_up(hairs=True)
    taken = take_hair(dossier, Studio(load_points()))
    (hair,) = taken.case.plan.hair
    roots = np.array(hair.roots)[:, :2]
    true = STEP_MM * (np.stack(np.meshgrid(*[np.arange(19)] * 2), -1).reshape(-1, 2) + 0.5)
    assert len(roots) == len(true)
    assert np.abs(roots[:, None] - true[None]).max(axis=2).min(axis=1).max() < 0.1
    square = ((2.0, 2.0, 0.0), (18.0, 2.0, 0.0), (18.0, 18.0, 0.0), (2.0, 18.0, 0.0))
    area = filled_area("fill", "between-hair", square, view="close")
    plan = replace(taken.case.plan, areas=(replace(area, density_per_cm2=250.0, feather_mm=1.0),))
    studio = Studio(load_points())
    field = changed(dossier, case=replace(taken.case, plan=plan))
    dots = studio.field(field.case.plan, "close").place[:, :2]
    assert len(dots) > 50
    assert np.linalg.norm(dots[:, None] - true[None], axis=2).min() > 0.2


def test_bare_skin_alone_is_said() -> None:
    """Where no photo shows hair the plan stays as it is, with a sentence that says what to do."""
    with pytest.raises(PlanError, match="No photo shows short hair"):
        take_hair(close_up(hairs=False), Studio(load_points()))


def test_dots_keep_off_the_hairs_that_truly_grow() -> None:
    """From photo to dots at 10 px/mm: fewer than a third as many on a true root as without."""
    head = evenly_shaved(80.0, 2)
    camera = closeup_camera(head, 10.0, 260)
    drawn = render_sample(head, "left", width=260, height=260, camera=camera)
    data = encode_picture(np.asarray(drawn.photo.srgb, dtype=np.uint8), ".png")
    view = View(
        id="close",
        side="flat",
        photo=measure_photo(data),
        camera=FlatCamera(px_per_mm=10.0),
        scale=Scale(source="ruler", error_percent=1.0),
    )
    dossier = Dossier(add_view(Case(), view), {view.photo.sha256: data})
    studio = Studio(load_points())
    read = take_hair(dossier, studio).case
    square = ((2.0, 2.0, 0.0), (24.0, 2.0, 0.0), (24.0, 24.0, 0.0), (2.0, 24.0, 0.0))
    area = filled_area("fill", "between-hair", square, view="close")
    plan = replace(read.plan, areas=(replace(area, density_per_cm2=250.0, feather_mm=1.0),))
    grown = grow_stubble(head, shape_of(head)).root_mm
    roots = project_places(camera, grown[grown[:, 0] > 20.0]) / 10.0
    near = cKDTree(roots[np.all((roots > 0.0) & (roots < 26.0), axis=1)])
    shares = []
    for hair in (plan.hair, tuple(replace(one, roots=()) for one in plan.hair)):
        dots = studio.field(replace(plan, hair=hair), "close").place[:, :2]
        shares.append(np.mean(np.asarray(near.query(dots)[0]) < 0.25))
    assert shares[1] > 0.1
    assert shares[0] < shares[1] / 3.0
