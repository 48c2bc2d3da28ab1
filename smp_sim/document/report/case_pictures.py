"""The report's pictures: every view before and healed, the range close up, and the healing.

Every preview carries the mark in its pixels: a page is copied, cut and photographed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from smp_sim.document.advice.area_guards import ISLAND_CM2
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.exports import changed_pixels, render_picture
from smp_sim.document.export.healing_strip import (
    HealingView,
    Stop,
    open_healing,
    treated_region,
)
from smp_sim.document.export.mark import (
    Mark,
    assumes_hair,
    mark_of,
    marked,
    scale_words,
    worded,
)
from smp_sim.document.export.outlook_hatch import depths_in_view
from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.export.provenance import Provenance, plan_hash, xmp_packet
from smp_sim.document.export.wording import ENGLISH, Wording
from smp_sim.document.progress_report import Progress, counted, part_of, unheard
from smp_sim.document.proposal.hair_return import returning_areas, with_returned_hair
from smp_sim.document.studio import Studio
from smp_sim.model.case import View
from smp_sim.model.errors import SmpError
from smp_sim.model.plan import DAYS_PER_YEAR, RETENTION_ORDER, Plan, Retention
from smp_sim.render.composite import scale_photo
from smp_sim.render.healing import healed_day
from smp_sim.render.loss_outlook import island_cm2
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8, Mask
from smp_sim.render.tissue import HEALED_DAY

#: Widths in px: half a page, a third and a sixth of one, at 250 to 300 dots per inch.
_WHOLE_PX, _CLOSE_PX, _STAGE_PX = 960, 720, 480

_JPEG_QUALITY = 88

#: Size of the maps by which the view is chosen that shows most of later loss, px.
_LOOK_PX = 100

#: Days after the first session whose look is shown, and years after the last one.
STAGE_AGES = (0.0, 2.0, 5.0, 7.0, 14.0, HEALED_DAY.value)
STAGE_YEARS = (1, 4, 10)

#: More later sessions than this are not each shown healed: the first and the last ones are.
_MOST_LATER = 3


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture ready for the page: a JPEG and its size in px."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ViewShots:
    """A view's pictures: whole before and healed, and close up light, typical, strong.

    ``close_before`` has the close-ups' part of the photo. ``is_seen``: the plan shows in it.
    """

    view: View
    before: Shot
    healed: Shot
    close_before: Shot
    close: tuple[Shot, ...]
    is_seen: bool


@dataclass(frozen=True, slots=True)
class LostView:
    """A view that can't be shown: its photo is missing, or can't be drawn."""

    view: View
    is_missing: bool


@dataclass(frozen=True, slots=True)
class StageShots:
    """The healing in pictures of one view.

    ``before`` the photo; ``ages`` one for each of ``STAGE_AGES`` after session 1; ``later`` the
    healed look after further sessions, by session number; ``years`` one for each ``STAGE_YEARS``.
    """

    before: Shot
    ages: tuple[Shot, ...]
    later: tuple[tuple[int, Shot], ...]
    years: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class ReturnShots:
    """The healed plan close up in one view, without and with hair that grew back."""

    view: View
    healed: Shot
    returned: Shot


@dataclass(frozen=True, slots=True)
class LossShot:
    """The healed plan in one view, hatched where later loss would bare the skin, and how much."""

    view: View
    hatched: Shot
    bare_cm2: float


@dataclass(frozen=True, slots=True)
class CasePictures:
    """All pictures of a report; ``stages`` is None where no view can be shown.

    ``returned`` is None where no hair of the plan can grow back, ``later`` where loss that goes on
    would leave no island, or no view shows it.
    """

    views: tuple[ViewShots | LostView, ...]
    stages: StageShots | None
    returned: ReturnShots | None = None
    later: LossShot | None = None


def take_pictures(
    studio: Studio, dossier: Dossier, words: Wording = ENGLISH, progress: Progress = unheard
) -> CasePictures:
    """Draw every picture of the report, its mark in ``words``.

    A view that can't be drawn is kept as a lost one.

    Raises
    ------
    PlanError
        Where the plan can't be drawn at all.
    Cancelled
        Where ``progress`` gives the work up.
    """
    for name in {"", *(area.view for area in dossier.case.plan.areas)}:
        studio.field(dossier.case.plan, name)  # a plan that can't be drawn is no view's fault
    views = dossier.case.views
    drawing = counted(views, part_of(progress, 0.0, 0.8), "views")
    shots = tuple(_take_view(studio, dossier, view, words) for view in drawing)
    seen = [shot for shot in shots if isinstance(shot, ViewShots)]
    best = next((shot for shot in seen if shot.is_seen), next(iter(seen), None))
    if best is None:
        return CasePictures(shots, None)
    stages = _take_stages(studio, dossier, best.view, words, part_of(progress, 0.8, 1.0))
    later = _take_loss(studio, dossier, [shot.view for shot in seen], words)
    return CasePictures(shots, stages, _take_return(studio, dossier, best.view, words), later)


def _take_loss(
    studio: Studio, dossier: Dossier, views: list[View], words: Wording
) -> LossShot | None:
    """Take the view that shows most of what later loss would bare."""
    plan = dossier.case.plan
    bare = island_cm2(plan)
    if bare < ISLAND_CM2:
        return None
    shown = [
        float(np.mean(depths_in_view(studio, dossier, view, _LOOK_PX, _LOOK_PX) > 0.0))
        for view in views
    ]
    if max(shown) <= 0.0:
        return None
    view = views[int(np.argmax(shown))]
    day, scale = healed_day(plan), min(1.0, _WHOLE_PX / view.photo.width)
    request = Request(day, scale=scale)
    srgb = render_picture(studio, dossier, view, request, shows_outlook=True, words=words)
    origin = _Moment(view, plan, day, "typical", words).origin
    assumed = dataclasses.replace(origin, assumes="loss-goes-on")
    return LossShot(view, _shot(srgb, xmp_packet(assumed)), bare)


def _take_return(
    studio: Studio, dossier: Dossier, view: View, words: Wording
) -> ReturnShots | None:
    if not returning_areas(dossier.case.plan):
        return None
    box = treated_region(studio, dossier, view)
    stop = Stop("", "", healed_day(dossier.case.plan))
    healed, returned = (
        _stage_shot(
            open_healing(studio, each, view, "typical", width=_CLOSE_PX, box=box, words=words),
            stop,
            "typical",
        )
        for each in (dossier, with_returned_hair(dossier, studio))
    )
    return ReturnShots(view, healed, returned)


def _take_view(
    studio: Studio, dossier: Dossier, view: View, words: Wording
) -> ViewShots | LostView:
    if view.photo.sha256 not in dossier.photos:
        return LostView(view, is_missing=True)
    try:
        return _draw_view(studio, dossier, view, words)
    except SmpError:
        return LostView(view, is_missing=False)


def _draw_view(studio: Studio, dossier: Dossier, view: View, words: Wording) -> ViewShots:
    scale = min(1.0, _WHOLE_PX / view.photo.width)
    day = healed_day(dossier.case.plan)
    after = studio.render(dossier, view.id, Request(day, scale=scale)).srgb
    before = scale_photo(studio.photo(dossier, view.id).srgb, after.shape[1], after.shape[0])
    healing = open_healing(studio, dossier, view, "typical", width=_CLOSE_PX, words=words)
    stop = Stop("", "", day)
    moment = _Moment(view, dossier.case.plan, day, "typical", words)
    return ViewShots(
        view=view,
        before=_shot(before),
        healed=_preview_shot(_with_plates, before, after, moment),
        close_before=_shot(healing.layers.base),
        close=tuple(_stage_shot(healing, stop, kind) for kind in RETENTION_ORDER),
        is_seen=bool(changed_pixels(before, after).any()),
    )


def _take_stages(
    studio: Studio, dossier: Dossier, view: View, words: Wording, progress: Progress
) -> StageShots:
    healing = open_healing(studio, dossier, view, "typical", width=_STAGE_PX, words=words)
    plan = dossier.case.plan
    last = plan.sessions[-1].day
    stops = [
        *(Stop("", "", age, 1) for age in STAGE_AGES),
        *(Stop("", "", day, number) for number, day in later_sessions(plan)),
        *(Stop("", "", last + years * DAYS_PER_YEAR) for years in STAGE_YEARS),
    ]
    shots = [_stage_shot(healing, stop, "typical") for stop in counted(stops, progress, "healing")]
    numbers = [number for number, _ in later_sessions(plan)]
    later = zip(numbers, shots[len(STAGE_AGES) : -len(STAGE_YEARS)], strict=True)
    return StageShots(
        before=_shot(healing.layers.base),
        ages=tuple(shots[: len(STAGE_AGES)]),
        later=tuple(later),
        years=tuple(shots[-len(STAGE_YEARS) :]),
    )


def later_sessions(plan: Plan) -> tuple[tuple[int, float], ...]:
    """Give number and healed day of the sessions after the first that are shown: at most three."""
    later = [(session.number, session.day + HEALED_DAY.value) for session in plan.sessions[1:]]
    if len(later) <= _MOST_LATER:
        return tuple(later)
    return (later[0], later[len(later) // 2], later[-1])


def _stage_shot(healing: HealingView, stop: Stop, retention: Retention) -> Shot:
    after = dataclasses.replace(healing, retention=retention).picture(stop)
    moment = _Moment(healing.view, healing.layers.plan, stop.day, retention, healing.words)
    return _preview_shot(worded, healing.layers.base, after, moment)


@dataclass(frozen=True, slots=True)
class _Moment:
    """What a preview shows: a view of a plan on a day, at one end of the range."""

    view: View
    plan: Plan
    day: float
    retention: Retention
    words: Wording

    @property
    def mark(self) -> Mark:
        return mark_of(
            self.view.scale,
            day=self.day,
            retention=self.retention,
            words=self.words,
            plan=self.plan,
        )

    @property
    def origin(self) -> Provenance:
        return Provenance(
            kind="picture",
            plan_hash=plan_hash(self.plan),
            seed=self.plan.seed,
            views=(self.view.side,),
            days=(self.day,),
            retentions=(self.retention,),
            scale=scale_words(self.view.scale),
            assumes="hair-returns" if assumes_hair(self.plan) else "",
        )


def _preview_shot(
    inscribe: Callable[[Bytes8, Mark, Mask], Bytes8],
    before: Bytes8,
    after: Bytes8,
    moment: _Moment,
) -> Shot:
    """Give a preview its mark and its origin."""
    told = inscribe(after, moment.mark, changed_pixels(before, after))
    return _shot(told, xmp_packet(moment.origin))


def _with_plates(srgb: Bytes8, mark: Mark, treated: Mask) -> Bytes8:
    return marked(srgb, mark, treated=treated)


def _shot(srgb: Bytes8, xmp: bytes = b"") -> Shot:
    jpeg = encode_picture(srgb, ".jpg", quality=_JPEG_QUALITY, xmp=xmp)
    return Shot(jpeg, srgb.shape[1], srgb.shape[0])
