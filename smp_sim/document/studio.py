"""The one way for the window and the command line to get pictures of a case."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from smp_sim.document.progress_report import Progress, unheard
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import View
from smp_sim.model.errors import CaseFileError
from smp_sim.model.plan import Plan, Retention
from smp_sim.model.sentence import Sentence
from smp_sim.render.cache import DEFAULT_BYTES, Cache, stage_key
from smp_sim.render.camera_geometry import require_sees_head
from smp_sim.render.dot_field import place_dots
from smp_sim.render.optics import peak_density
from smp_sim.render.photo import decode_photo
from smp_sim.render.pigment_planes import heal_skin, skin_of_area
from smp_sim.render.pipeline import (
    Draft,
    Kept,
    Layers,
    Request,
    Subject,
    draft_view,
    prepare_layers,
    render_view,
    show_day,
)
from smp_sim.render.products import DotField, Photo, Picture, PointSet, ProjectedDots, Surface
from smp_sim.render.projection import project_dots
from smp_sim.render.surface import read_surface

if TYPE_CHECKING:
    from smp_sim.document.case.case_file import Dossier

Floats = NDArray[np.float64]
_First = TypeVar("_First")
_Second = TypeVar("_Second")


@dataclass(frozen=True, slots=True)
class DotsTable:
    """Every dot of a view on one day.

    ``field`` and ``seen`` as in the chain; ``diameter_mm`` (N,) and ``pigment`` (N,), peak optical
    density of the dot itself, at that day: 0 before its session.
    """

    field: DotField
    seen: ProjectedDots
    diameter_mm: Floats
    pigment: Floats


class Studio:
    """Photos, surfaces, dot fields and pictures of cases, kept by what they depend on.

    Safe for a window and its worker at once: cases are values, products are never changed.

    Parameters
    ----------
    points : PointSet
        The progressive point set that ships with the program.
    limit_bytes : int
        Memory that kept products may take.
    """

    def __init__(self, points: PointSet, limit_bytes: int = DEFAULT_BYTES) -> None:
        self._points = points
        self._cache = Cache(limit_bytes)

    @property
    def points(self) -> PointSet:
        """The progressive point set that fields are made of."""
        return self._points

    def keep(self, key: str, make: Callable[[], _First]) -> _First:
        """Give what ``make`` made under a key, now or before: work that callers do with a case."""
        return self._cache.obtain(key, make)

    def photo(self, dossier: Dossier, view_id: str) -> Photo:
        """Give the photo of a view, decoded.

        Raises
        ------
        CaseFileError
            Where the case has no such view, or lacks its photo.
        PhotoError
            Where the photo can't be read.
        """
        view = find_view(dossier, view_id)
        data = dossier.photos.get(view.photo.sha256)
        if data is None:
            raise CaseFileError("The photo of this view is missing in the case.", where=view.id)
        return self._cache.obtain(_photo_key(view), lambda: decode_photo(data, where=view.id))

    def surface(self, dossier: Dossier, view_id: str) -> Surface:
        """Give what the surface stage reads from a view. Raises as ``photo`` does."""
        view = find_view(dossier, view_id)
        photo = self.photo(dossier, view_id)
        require_sees_head(view.camera, where=view.id)
        return self._cache.obtain(
            _surface_key(view), lambda: read_surface(photo, view.camera, view.strokes)
        )

    def field(self, plan: Plan, view_id: str = "") -> DotField:
        """Give the dots of a plan: those on the head, or in the plane of one flat view.

        Raises
        ------
        PlanError
            Where the plan asks for more dots than the point set has.
        """
        key = _field_key(plan, view_id)
        return self._cache.obtain(key, lambda: place_dots(plan, self._points, view_id, self._cache))

    def render(
        self, dossier: Dossier, view_id: str, request: Request, progress: Progress = unheard
    ) -> Picture:
        """Give the picture of a view at once, with little memory: for exports.

        Raises as ``photo`` and ``field`` do, CameraError where the camera misses the head, and
        Cancelled where ``progress`` does.
        """
        view, case = find_view(dossier, view_id), dossier.case
        progress(0.0, "drawing")
        photo, surface, dots = self._parts(dossier, view)
        progress(0.4, "")
        subject = Subject(photo, surface, dots, view, case.plan, case.client)
        return render_view(subject, request, lambda: progress(0.6, ""))

    def draft(self, dossier: Dossier, view_id: str, request: Request) -> Draft:
        """Give a view, before and after, for a hand that is moving. Raises as ``render`` does."""
        view, case = find_view(dossier, view_id), dossier.case
        (photo, surface, dots), kept = self._parts(dossier, view), self._kept(case.plan, view)
        subject = Subject(photo, surface, dots, view, case.plan, case.client)
        return draft_view(subject, request, kept)

    def layers(
        self, dossier: Dossier, view_id: str, request: Request, progress: Progress = unheard
    ) -> Layers:
        """Give the layers of a view for scrubbing with ``show_day``; the request's day is ignored.

        Raises as ``render`` does, and Cancelled where ``progress`` does.
        """
        view, case = find_view(dossier, view_id), dossier.case
        photo, surface, dots = self._parts(dossier, view)
        key = stage_key(
            "layers",
            [request.scale, request.region, case.plan, case.client, view.camera],
            _surface_key(view),
        )
        subject = Subject(photo, surface, dots, view, case.plan, case.client)
        kept = self._kept(case.plan, view)

        def prepare() -> Layers:
            return prepare_layers(subject, request, kept=kept, between=lambda: progress(0.0, ""))

        return self._cache.obtain(key, prepare)

    def preview(self, dossier: Dossier, view_id: str, request: Request) -> Picture:
        """Give the picture of a view by way of its layers: moving the day reruns healing onward."""
        return show_day(self.layers(dossier, view_id, request), request.day, request.retention)

    def dots_table(
        self, dossier: Dossier, view_id: str, day: float, retention: Retention = "typical"
    ) -> DotsTable:
        """Give every dot of a view with its place in the photo, diameter and pigment at a day."""
        view, case = find_view(dossier, view_id), dossier.case
        field = self._view_field(case.plan, view)
        seen = project_dots(field, view.camera, view.photo.width, view.photo.height)
        diameter = np.zeros(len(field))
        pigment = np.zeros(len(field))
        for number, area in enumerate(case.plan.areas):
            state = heal_skin(skin_of_area(area, 0), case.plan, case.client, day, retention)
            dots = field.area == number
            session = field.session[dots]
            diameter[dots] = field.diameter_mm[dots] * state.diameter[session]
            pigment[dots] = peak_density(field.tone[dots]) * state.pigment[session]
        return DotsTable(field, seen, diameter, pigment)

    def _parts(self, dossier: Dossier, view: View) -> tuple[Photo, Surface, DotField]:
        """Give what pictures of a view are made from; the photo is read while dots are placed."""
        (photo, surface), dots = side_by_side(
            lambda: (self.photo(dossier, view.id), self.surface(dossier, view.id)),
            lambda: self._view_field(dossier.case.plan, view),
        )
        return photo, surface, dots

    def _view_field(self, plan: Plan, view: View) -> DotField:
        return self.field(plan, _plane_of(view))

    def _kept(self, plan: Plan, view: View) -> Kept:
        dots = _field_key(plan, _plane_of(view))
        return Kept(self._cache, _photo_key(view), _surface_key(view), dots)


def side_by_side(
    first: Callable[[], _First], second: Callable[[], _Second]
) -> tuple[_First, _Second]:
    """Do two pieces of work at once, on two cores, and wait for both.

    What either raises is passed on; where both raise, the second's.
    """
    with ThreadPoolExecutor(max_workers=1) as helper:
        waiting = helper.submit(first)
        made = second()
        return waiting.result(), made


def find_view(dossier: Dossier, view_id: str) -> View:
    """Give the view of this id.

    Raises
    ------
    CaseFileError
        Where the case has no such view.
    """
    views = dossier.case.views
    found = next((view for view in views if view.id == view_id), None)
    if found is None:
        known = ", ".join(view.id for view in views) or "none"
        raise CaseFileError(
            Sentence("There is no view {view_id!r}; views: {known}.", view_id=view_id, known=known),
            where="view",
        )
    return found


def _plane_of(view: View) -> str:
    """Give the view in whose plane its dots lie; empty: they lie on the head."""
    return view.id if isinstance(view.camera, FlatCamera) else ""


def _photo_key(view: View) -> str:
    return stage_key("photo", view.photo.sha256)


def _surface_key(view: View) -> str:
    return stage_key("surface", [view.camera, view.strokes], _photo_key(view))


def _field_key(plan: Plan, view_id: str) -> str:
    return stage_key("dot_field", [plan, view_id])
