"""Edits: each gives a new case that can be saved, or refuses in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from smp_sim.document.case.case_checks import check_case
from smp_sim.document.editing import edits
from smp_sim.model.area_kind import AreaKind
from smp_sim.model.camera import FlatCamera, HeadCamera, Scale
from smp_sim.model.case import Case, MaskStroke
from smp_sim.model.client import Client, Consent
from smp_sim.model.errors import SmpError
from smp_sim.model.head import Head
from smp_sim.model.plan import DEFAULT_SESSIONS, Area, BrushStroke, Hairline, Plan, Session
from smp_sim.render.camera_geometry import head_centre_px, mean_px_per_mm
from tests.document.case_files import front_camera, full_dossier, head_view, png_bytes

TOP = (0.0, 1.0, 0.0)
DAB = BrushStroke(effect="add", points=(TOP,), radii_mm=(5.0,))
PAINT = MaskStroke(paints="hair", points_px=((3.0, 4.0),), radius_px=6.0)
WIDE_HEAD = Head(semi_axes_mm=(80.0, 78.0, 100.0))


@pytest.fixture
def case() -> Case:
    """Give a case that uses every part."""
    return full_dossier().case


def test_views_are_added_and_removed(case: Case) -> None:
    """A view goes to the end; taking one away takes its flat patches along."""
    grown = edits.add_view(case, head_view(png_bytes(), "second"))
    assert [view.id for view in grown.views] == ["front", "scar", "second"]
    less = edits.remove_view(grown, "scar")
    assert [view.id for view in less.views] == ["front", "second"]
    assert [area.id for area in less.plan.areas] == ["top", "crown"]


def test_all_views_show_one_head() -> None:
    """The first head camera gives the head, a later view takes it, a new camera decides."""
    first = head_view(png_bytes())
    first = replace(first, camera=replace(front_camera(), semi_axes_mm=WIDE_HEAD.semi_axes_mm))
    case = edits.add_view(edits.add_view(Case(), first), head_view(png_bytes(), "second"))
    assert {axes_of(case, name) for name in ("front", "second")} == {WIDE_HEAD.semi_axes_mm}
    assert case.plan.head == WIDE_HEAD
    back = edits.replace_camera(case, "second", front_camera())
    assert axes_of(back, "front") == back.plan.head.semi_axes_mm == front_camera().semi_axes_mm


def axes_of(case: Case, name: str) -> tuple[float, float, float]:
    """Give the semi-axes in a view's camera."""
    camera = next(view.camera for view in case.views if view.id == name)
    assert isinstance(camera, HeadCamera)
    return camera.semi_axes_mm


def test_a_new_camera_keeps_the_scale_source_unless_told(case: Case) -> None:
    """A dragged camera keeps how its scale is known; a measured one brings its own."""
    moved = replace(front_camera(), position_mm=(10.0, 0.0, 800.0))
    assert edits.replace_camera(case, "front", moved).views[0].scale.source == "iris"
    ruler = Scale(source="ruler", error_percent=1.0)
    changed = edits.replace_camera(case, "front", moved, ruler).views[0]
    assert (changed.camera, changed.scale) == (moved, ruler)
    assert edits.replace_camera(case, "scar", FlatCamera(px_per_mm=9.0)).plan.head == case.plan.head


@given(px_per_mm=st.floats(0.05, 400.0))
def test_scale_is_set_exactly_and_the_head_stays(px_per_mm: float) -> None:
    """Px per mm at the head's centre becomes what was asked; the centre keeps its pixel."""
    case = full_dossier().case
    for name in ("front", "scar"):
        scaled = edits.set_scale(case, name, px_per_mm, Scale(source="ruler", error_percent=1.0))
        camera = next(view.camera for view in scaled.views if view.id == name)
        assert mean_px_per_mm(camera) == pytest.approx(px_per_mm)
        if isinstance(camera, HeadCamera):
            assert head_centre_px(camera) == pytest.approx(head_centre_px(front_camera()))
        check_case(scaled)


def test_hairline_head_plan_and_client_are_replaced(case: Case) -> None:
    """Each is taken as given."""
    line = Hairline(preset="soft", points=(TOP, (0.0, 0.6, 0.8)))
    assert edits.set_hairline(case, line).plan.hairline == line
    assert edits.set_head(case, WIDE_HEAD).plan.head == WIDE_HEAD
    assert axes_of(edits.set_head(case, WIDE_HEAD), "front") == WIDE_HEAD.semi_axes_mm
    plan = Plan(seed=7, head=WIDE_HEAD, areas=(Area(id="all", kind="whole-scalp"),))
    assert edits.set_plan(case, plan).plan == plan
    client = Client(reference="Ä-1", skin_ita_deg=10.0, consent=Consent(treatment="2026-01-31"))
    assert edits.set_client(case, client).client == client
    assert edits.set_seed(case, 5).plan.seed == 5


def test_areas_are_changed_one_and_all(case: Case) -> None:
    """One area by its id, or the same density, shade and dot size for all."""
    one = edits.update_area(case, "crown", shade=0.9, outline=(TOP, TOP, TOP))
    assert [area.shade for area in one.plan.areas] == [0.5, 0.9, 0.5]
    changed = edits.set_density(edits.set_shade(case, 0.2), 90.0)
    changed = edits.set_dot_size(changed, 0.3)
    values = {(a.density_per_cm2, a.shade, a.dot_mm) for a in changed.plan.areas}
    assert values == {(90.0, 0.2, 0.3)}
    more = edits.add_area(case, Area(id="new", kind="whole-scalp"))
    assert [area.id for area in edits.remove_area(more, "top").plan.areas] == [
        "crown",
        "patch",
        "new",
    ]
    assert edits.replace_areas(case, ()).plan.areas == ()
    assert edits.update_area(case, "crown", id="back").plan.areas[1].id == "back"


def test_strokes_are_added(case: Case) -> None:
    """Brush strokes of areas and painted corrections of views stand last."""
    brushed = edits.add_brush_stroke(case, "top", DAB)
    assert brushed.plan.areas[0].strokes[-1] == DAB
    painted = edits.add_mask_stroke(case, "front", PAINT)
    assert painted.views[0].strokes == (PAINT,)


def test_three_sessions_are_the_default(case: Case) -> None:
    """Any other number and back to three gives the default plan's sittings again."""
    for count in (2, 7, 40):
        assert edits.set_sessions(edits.set_sessions(case, count), 3).plan.sessions == (
            DEFAULT_SESSIONS
        )


@given(count=st.integers(1, 40), gap=st.floats(0.5, 9000.0))
def test_sessions_make_the_whole(count: int, gap: float) -> None:
    """Any number of sittings has shares that add up to 1, rising days, tones that never fall."""
    pair = (Session(number=1, day=0.0, share=0.5), Session(number=2, day=gap, share=0.5))
    sessions = edits.set_sessions(edits.set_session_list(Case(), pair), count).plan.sessions
    assert [session.number for session in sessions] == list(range(1, count + 1))
    assert sum(session.share for session in sessions) == pytest.approx(1.0, abs=1e-4)
    assert min(session.share for session in sessions) > 0.0
    assert all(np.diff([session.day for session in sessions]) > 0)
    assert all(np.diff([session.tone for session in sessions]) >= 0)
    assert sessions[-1].tone == 1.0


def test_the_gap_between_sessions_is_kept(case: Case) -> None:
    """A plan of three-week gaps keeps them with another number of sittings."""
    weeks = tuple(replace(s, day=21.0 * i) for i, s in enumerate(DEFAULT_SESSIONS))
    changed = edits.set_sessions(edits.set_session_list(case, weeks), 5)
    assert [session.day for session in changed.plan.sessions] == [0.0, 21.0, 42.0, 63.0, 84.0]


Edit = Callable[[Case], Case]

REFUSED: list[tuple[Edit, str]] = [
    (lambda c: edits.set_density(c, 401, where="--density"), "--density: Density must be 0 to 400"),
    (lambda c: edits.set_density(c, float("nan")), "not nan"),
    (lambda c: edits.set_shade(c, -0.1), "Shade must be 0 to 1"),
    (lambda c: edits.set_dot_size(c, 0.5), "Dot size must be 0.1 to 0.45 mm"),
    (lambda c: edits.set_sessions(c, 0), "1 to 40"),
    (lambda c: edits.set_sessions(c, 41), "1 to 40"),
    (lambda c: edits.set_session_list(c, ()), "sessions"),
    (lambda c: edits.set_seed(c, -1), "Seed"),
    (lambda c: edits.update_area(c, "none", shade=0.5), "There is no area 'none'"),
    (lambda c: edits.update_area(c, "top", shade=3.0), "shade: expected a number <= 1"),
    (lambda c: edits.update_area(c, "top", id="crown"), "Two areas"),
    (lambda c: edits.update_area(c, "patch", view="gone"), "'gone', which doesn't exist"),
    (lambda c: edits.update_area(c, "crown", outline=((1.0, 1.0, 1.0),)), "no unit direction"),
    (lambda c: edits.add_area(c, Area(id="top", kind="crown")), "Two areas"),
    (lambda c: edits.remove_area(c, "none"), "no area"),
    (lambda c: edits.remove_view(c, "none"), "There is no view 'none'; there is: front, scar"),
    (lambda c: edits.add_view(c, head_view(png_bytes())), "already a view 'front'"),
    (lambda c: edits.set_scale(c, "front", 0.0, Scale()), "Scale must be 0.05 to 400"),
    (lambda c: edits.set_scale(c, "front", 1.0, Scale(error_percent=200.0)), "error_percent"),
    (
        lambda c: edits.replace_camera(c, "front", replace(front_camera(), up=(0.0, -1.0, 0.0))),
        "looks away",
    ),
    (lambda c: edits.replace_camera(c, "front", front_camera(80, 100)), "same shape"),
    (lambda c: edits.set_head(c, Head(semi_axes_mm=(10.0, 80.0, 80.0))), "semi_axes_mm"),
    (lambda c: edits.set_hairline(c, Hairline(points=((0.0, 0.0, 0.0),))), "no unit direction"),
    (lambda c: edits.set_hairline(c, Hairline(macro_mm=float("inf"))), "not a finite number"),
    (lambda c: edits.add_brush_stroke(c, "top", replace(DAB, radii_mm=())), "one radius a point"),
    (lambda c: edits.add_mask_stroke(c, "front", replace(PAINT, radius_px=0.0)), "radius_px"),
    (lambda c: edits.set_client(c, Client(consent=Consent(photo="today"))), "YYYY-MM-DD"),
    (lambda c: edits.set_client(c, Client(reference="\udcff")), "can't be written"),
    (lambda c: edits.set_client(c, Client(skin_ita_deg=100.0)), "skin_ita_deg"),
]


@pytest.mark.parametrize(("edit", "words"), REFUSED)
def test_bad_edits_are_refused(case: Case, edit: Edit, words: str) -> None:
    """Unknown ids, values out of range and things at odds are refused in a sentence."""
    with pytest.raises(SmpError) as caught:
        edit(case)
    assert words in str(caught.value)


def test_a_case_holds_64_views() -> None:
    """The 65th view is refused."""
    case, data = Case(), png_bytes()
    for number in range(edits.MAX_VIEWS):
        case = edits.add_view(case, head_view(data, f"v{number}"))
    with pytest.raises(SmpError, match="at most 64 views"):
        edits.add_view(case, head_view(data, "one more"))


GOOD: list[Edit] = [
    lambda c: edits.add_view(c, head_view(png_bytes(), "more")),
    lambda c: edits.remove_view(c, "scar"),
    lambda c: edits.set_scale(c, "front", 2.5, Scale(source="pupils", error_percent=6.0)),
    lambda c: edits.set_head(c, WIDE_HEAD),
    lambda c: edits.add_mask_stroke(c, "front", PAINT),
    lambda c: edits.add_brush_stroke(c, "top", DAB),
    lambda c: edits.set_density(c, 120.0),
    lambda c: edits.set_sessions(c, 4),
    lambda c: edits.remove_area(c, "patch"),
    lambda c: edits.set_seed(c, 11),
]


@given(st.lists(st.integers(0, len(GOOD) - 1), max_size=12))
def test_any_chain_of_edits_leaves_a_good_case(chain: list[int]) -> None:
    """After any edits in any order the case holds, and the case before is unchanged."""
    case = full_dossier().case
    for number in chain:
        before, text = case, msgspec.json.encode(case)
        try:
            case = check_case(GOOD[number](case))
        except SmpError:
            continue
        finally:
            assert msgspec.json.encode(before) == text
    assert msgspec.json.decode(msgspec.json.encode(case), type=Case) == case


@pytest.mark.parametrize(("kind", "view"), [("lips", ""), ("flat-patch", ""), ("crown", "scar")])
def test_an_area_lies_where_its_kind_belongs(case: Case, kind: AreaKind, view: str) -> None:
    """Lips on the head, or a crown in a close-up, are refused with what to do instead."""
    with pytest.raises(SmpError, match="must lie") as refusal:
        edits.add_area(case, Area(id="wrong", kind=kind, view=view))
    assert refusal.value.next_step
