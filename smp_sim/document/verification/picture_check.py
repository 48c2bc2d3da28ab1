"""Whether a picture came from a case: its metadata, its photo, its dots and its tone agree.

Metadata can be copied onto another picture and stripped from a genuine one. So it can only refuse
(it names another plan, another moment); what accepts are the pixels: the photo of a view lies in
the picture, and on its treated skin are the dots of this plan, which no other seed has.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from smp_sim.document.case_file import Dossier
from smp_sim.document.photo_file import read_photo
from smp_sim.document.preview_sheets import SIDE_WORDS
from smp_sim.document.progress_report import Progress, counted, part_of, unheard
from smp_sim.document.provenance import Provenance, plan_hash, read_provenance
from smp_sim.document.studio import Studio
from smp_sim.document.verification.dot_evidence import grain_likeness
from smp_sim.document.verification.photo_placing import (
    SAME_PHOTO,
    Placing,
    find_features,
    find_placings,
    is_hopeless,
    lay_back,
    settle,
    whole_placing,
)
from smp_sim.document.verification.preview_sight import Sight, SightKind, look_at, treated_mask
from smp_sim.model.case import View
from smp_sim.model.plan import Plan, Retention
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.products import Bytes8

#: A picture whose tone is this much nearer to another moment than to the one it names is not of
#: that moment, levels.
_WRONG_MOMENT = 2.0

#: Likeness of fine detail from which on it is the same photo: grain is nowhere the same by chance.
_SAME_GRAIN = 0.12

#: Without dots to tell, the tone has to be as near as this, levels: words of the mark take a part.
_SAME_TONE = 4.0


_NO_PHOTO = "It shows none of the photos of this case."

#: Why pictures that show something else are refused; the first two spoil a sheet of good ones.
_REFUSALS: dict[SightKind, str] = {
    "foreign": "The photo is of this case, the dots are of another plan or program.",
    "altered": "Photo and dots are of this case, but the picture was altered afterwards.",
    "as-taken": "It shows the photo as it was taken, without a preview.",
    "elsewhere": "It shows too little of the treated skin to tell.",
}
_SPOILING = ("foreign", "altered")

#: On a sheet a picture of less px for a photo px than this may be missed where its neighbours are
#: found: it doesn't spoil them.
_SURE_SCALE = 0.45


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a picture came from the case, why, and which moment it looks most like."""

    came_from_case: bool
    reason: Sentence
    side: str = ""
    day: float | None = None
    retention: Retention | None = None


def check_picture(
    studio: Studio,
    dossier: Dossier,
    path: str | os.PathLike[str],
    progress: Progress = unheard,
) -> Verdict:
    """Say whether a picture file came from a case.

    Parameters
    ----------
    studio : the engine that draws what the case makes.
    dossier : the case.
    path : PNG, JPEG, TIFF or WebP; a whole export, shrunk, recompressed, cropped, or a sheet.

    Raises
    ------
    SmpError
        Where the file is no picture, or the case can't be drawn.
    """
    taken = read_photo(Path(path))
    picture = bytes_of_photo(taken.photo.srgb)
    origin = read_provenance(_packet_of(taken.data))
    plans = _plans_for(dossier, origin)
    if not plans:
        return _refused("Its metadata names another plan than those of this case.")
    verdict = _refused(_NO_PHOTO)
    for plan in plans:
        held = Dossier(replace(dossier.case, plan=plan), dossier.photos)
        verdict = _verdict_of(_sights(studio, held, picture, origin, progress), origin)
        if verdict.came_from_case:
            break
    return verdict


def _packet_of(data: bytes) -> bytes:
    """Find the XMP packet: all four kinds of file hold it as it is, whatever stands round it."""
    start = data.find(b"<x:xmpmeta")
    end = data.find(b"</x:xmpmeta>", start)
    return data[start:end] if 0 <= start < end else b""


def _plans_for(dossier: Dossier, origin: Provenance | None) -> list[Plan]:
    """Give the plans that the picture may show: that which it names, or else all of the case."""
    case = dossier.case
    plans = [case.plan, *(replace(design.plan, head=case.plan.head) for design in case.designs)]
    if origin is None:
        return plans
    return [plan for plan in plans if plan_hash(plan) == origin.plan_hash][:1]


def _sights(
    studio: Studio,
    dossier: Dossier,
    picture: Bytes8,
    origin: Provenance | None,
    progress: Progress,
) -> list[Sight]:
    days = origin.days if origin else ()
    finding, looking = part_of(progress, 0.0, 0.4), part_of(progress, 0.4, 1.0)
    found = _whole(studio, dossier, picture)
    found = found or _parts(studio, _named_views(dossier, origin), picture, finding)
    return [
        look_at(studio, dossier, view, picture, place, days)
        for view, place in counted(found, looking, "comparing")
    ]


def _named_views(dossier: Dossier, origin: Provenance | None) -> Dossier:
    """Give the case with the views alone that the picture says it shows."""
    views = dossier.case.views
    named = tuple(view for view in views if origin is None or view.side in origin.views)
    return Dossier(replace(dossier.case, views=named or views), dossier.photos)


def _whole(studio: Studio, dossier: Dossier, picture: Bytes8) -> list[tuple[View, Placing]]:
    """Find the view whose whole photo the picture is."""
    for view in dossier.case.views:
        shape = view.photo.height, view.photo.width
        rough = whole_placing(picture.shape[:2], shape)
        if rough is None:
            continue
        placed = _settled(studio, dossier, view, picture, [rough])
        if placed or _has_its_grain(studio, dossier, view, picture, rough):
            return [(view, (placed or [rough])[0])]
    return []


def _has_its_grain(
    studio: Studio, dossier: Dossier, view: View, picture: Bytes8, placing: Placing
) -> bool:
    """Tell whether a picture has the photo's own fine detail: plain skin has nothing coarser."""
    photo = bytes_of_photo(studio.photo(dossier, view.id).srgb)
    size = photo.shape[1], photo.shape[0]
    laid = lay_back(picture, placing, size, 1.0)
    return grain_likeness(laid, photo) > _SAME_GRAIN


def _parts(
    studio: Studio, dossier: Dossier, picture: Bytes8, progress: Progress
) -> list[tuple[View, Placing]]:
    """Find every place where a view's photo, or a part of it, lies in the picture."""
    found = []
    features = find_features(picture)
    for view in counted(dossier.case.views, progress, "comparing"):
        photo = bytes_of_photo(studio.photo(dossier, view.id).srgb)
        rough = find_placings(features, find_features(photo))
        found += [(view, place) for place in _settled(studio, dossier, view, picture, rough)]
    return found


def _settled(
    studio: Studio, dossier: Dossier, view: View, picture: Bytes8, rough: list[Placing]
) -> list[Placing]:
    """Settle placings, and keep those that show this view's photo and no other."""
    photo = bytes_of_photo(studio.photo(dossier, view.id).srgb)
    hopeful = [placing for placing in rough if not is_hopeless(picture, placing, photo)]
    if not hopeful:
        return []
    untreated = ~treated_mask(studio, dossier, view)
    settled = [settle(picture, placing, photo, untreated) for placing in hopeful]
    return [placing for placing, likeness in settled if likeness >= SAME_PHOTO]


def _verdict_of(sights: list[Sight], origin: Provenance | None) -> Verdict:
    kinds = {sight.kind for sight in sights}
    refusal = next((kind for kind in _REFUSALS if kind in kinds), None)
    previews = [sight for sight in sights if sight.kind == "preview"]
    if not sights:
        return _refused(_NO_PHOTO)
    is_spoilt = any(s.kind in _SPOILING and s.scale >= _SURE_SCALE for s in sights)
    if refusal is not None and (is_spoilt or not previews):
        return _refused(_REFUSALS[refusal])
    if previews:
        return _genuine(previews, origin)
    return _unclear([sight for sight in sights if sight.kind == "unclear"], origin)


def _refused(words: str) -> Verdict:
    return Verdict(came_from_case=False, reason=Sentence(words))


def _genuine(previews: list[Sight], origin: Provenance | None) -> Verdict:
    first = previews[0]
    wrong = _wrong_moment(previews, origin)
    if wrong is not None:
        return wrong
    nearest = first.moments[0]
    return Verdict(
        came_from_case=True,
        reason=joined(_agreement(previews), _of_metadata(origin)),
        side=first.view.side,
        day=nearest.stop.day,
        retention=nearest.retention,
    )


def _agreement(previews: list[Sight]) -> Sentence:
    if len(previews) > 1:
        return Sentence(
            "It came from this case: photo, dots and tone agree in {count} of its pictures.",
            count=len(previews),
        )
    (only,) = previews
    return Sentence(
        "It came from this case: photo ({side}), dots and tone agree; it looks like {moment}.",
        side=Sentence(SIDE_WORDS[only.view.side]),
        moment=_moment_words(only.moments[0].stop.day, only.moments[0].retention),
    )


def _moment_words(day: float, retention: str) -> Sentence:
    # Capitals: that is how the window's timeline names the ends of the range.
    return Sentence(
        "day {day:.0f} (retention: {retention})",
        day=day,
        retention=Sentence(retention.capitalize()),
    )


def _of_metadata(origin: Provenance | None) -> Sentence:
    if origin is None:
        return Sentence("It carries no metadata of this program; only its pixels were checked.")
    return Sentence("Its metadata names the same plan.")


def _wrong_moment(previews: list[Sight], origin: Provenance | None) -> Verdict | None:
    """Refuse a single picture that names a day or retention which its pixels don't show."""
    if origin is None or origin.kind not in ("picture", "pair"):
        return None
    day, retention = origin.days[0], origin.retentions[0]
    for sight in previews:
        nearest = sight.moments[0]
        if sight.distance_from(day, retention) > nearest.distance + _WRONG_MOMENT:
            reason = Sentence(
                "Photo and dots are of this case, but it names {said} and looks like {shown}.",
                said=_moment_words(day, retention),
                shown=_moment_words(nearest.stop.day, nearest.retention),
            )
            return Verdict(came_from_case=False, reason=reason)
    return None


def _unclear(sights: list[Sight], origin: Provenance | None) -> Verdict:
    """Judge a picture too little of the dots shows by photo, tone and metadata together."""
    nearest = sights[0].moments[0]
    if origin is None or nearest.distance > _SAME_TONE:
        return _refused(
            "Photo and tone fit, but too little of the dots shows to tell whose they are."
        )
    return Verdict(
        came_from_case=True,
        reason=Sentence(
            "Photo, tone and metadata agree with this case; too little of the dots shows to check"
            " them."
        ),
        side=sights[0].view.side,
        day=nearest.stop.day,
        retention=nearest.retention,
    )
