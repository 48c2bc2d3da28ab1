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

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.preview_sheets import SIDE_WORDS
from smp_sim.document.export.provenance import Provenance, plan_hash, read_provenance
from smp_sim.document.intake.photo_file import read_photo
from smp_sim.document.progress_report import Progress, counted, part_of, unheard
from smp_sim.document.proposal.hair_return import returning_areas, with_returned_hair
from smp_sim.document.studio import Studio
from smp_sim.document.verification.photo_search import find_views
from smp_sim.document.verification.preview_sight import Sight, SightKind, look_at
from smp_sim.model.plan import Plan, Retention
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.products import Bytes8

#: A picture whose tone is this much nearer to another moment than to the one it names is not of
#: that moment, levels.
_WRONG_MOMENT = 2.0

#: Without dots to tell, the tone has to be as near as this, levels: words of the mark take a part.
_SAME_TONE = 4.0


_NO_PHOTO = "It shows none of the photos of this case."

_CANT_TELL = "It can't be told: photo and tone fit, but too little of the dots shows."
_FILM = "Films are not checked: take one picture, or a healing strip, of the same plan."

_OUTLOOK = (
    "A picture with a hatch where later loss would bare the skin is not checked: take one without"
    " it."
)

#: Brands of files in boxes (ISO 14496-12 §4.3) that hold still pictures: HEIF and AVIF.
_STILL_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif")

#: The bit of a WebP's header that says that it moves (WebP container, VP8X chunk).
_MOVING = 0x02

#: Why pictures that show something else are refused; the first three spoil a sheet of good ones.
_REFUSALS: dict[SightKind, str] = {
    "foreign": "The photo is of this case, the dots are of another plan or program.",
    "altered": "Photo and dots are of this case, but the picture was altered afterwards.",
    "retouched": "Photo and dots are of this case, but skin outside the treatment was altered.",
    "as-taken": "It shows the photo as it was taken, without a preview.",
    "elsewhere": "It shows too little of the treated skin to tell.",
}
_SPOILING = ("foreign", "altered", "retouched")

#: On a sheet a picture of less px for a photo px than this may be missed where its neighbours are
#: found: it doesn't spoil them.
_SURE_SCALE = 0.45


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a picture came from the case, why, and which moment it looks most like.

    ``is_undecided`` where the pixels can't tell, and for films: nothing speaks against it then.
    """

    came_from_case: bool
    reason: Sentence
    is_undecided: bool = False
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
    if _is_film(Path(path)):
        return _undecided(_FILM)
    taken = read_photo(Path(path))
    picture = bytes_of_photo(taken.photo.srgb)
    origin = read_provenance(_packet_of(taken.data))
    if origin is not None and origin.assumes == "loss-goes-on":
        return _undecided(_OUTLOOK)
    plans = _plans_for(dossier, origin)
    if not plans:
        return _refused("Its metadata names another plan than those of this case.")
    verdict = _refused(_NO_PHOTO)
    for plan in plans:
        held = Dossier(replace(dossier.case, plan=plan), dossier.photos)
        sights = _sights(studio, held, picture, origin, progress)
        if _may_assume_hair(plan, origin):
            returned = with_returned_hair(held, studio)
            others = _sights(studio, returned, picture, origin, progress)
            sights = [min(pair, key=_doubt) for pair in zip(sights, others, strict=True)]
        verdict = _verdict_of(sights, origin)
        if verdict.came_from_case:
            break
    return verdict


def _doubt(sight: Sight) -> tuple[bool, float]:
    """Order sights by how surely they show a preview, and by how near its tone comes."""
    return sight.kind != "preview", min((m.distance for m in sight.moments), default=float("inf"))


def _may_assume_hair(plan: Plan, origin: Provenance | None) -> bool:
    """Say whether a picture may show hair that is assumed to grow back: each of a sheet by itself.

    Metadata that names the assumption, or none at all, leaves it open.
    """
    is_open = origin is None or origin.assumes == "hair-returns"
    return is_open and bool(returning_areas(plan))


def _is_film(path: Path) -> bool:
    """Tell from a file's first bytes whether it is a GIF, an MP4 or a WebP that moves."""
    try:
        with path.open("rb") as file:
            start = file.read(21)
    except OSError:
        return False  # reading it as a photo says why it can't be read
    is_video = start[4:8] == b"ftyp" and start[8:12] not in _STILL_BRANDS
    is_moving = start[8:16] == b"WEBPVP8X" and bool(start[20:21] > b"" and start[20] & _MOVING)
    return start[:4] == b"GIF8" or is_video or is_moving


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
    sides = origin.views if origin else ()
    found = find_views(studio, dossier, picture, sides, finding)
    return [
        look_at(studio, dossier, view, picture, place, days)
        for view, place in counted(found, looking, "comparing")
    ]


def _verdict_of(sights: list[Sight], origin: Provenance | None) -> Verdict:
    kinds = {sight.kind for sight in sights}
    refusal = next((kind for kind in _REFUSALS if kind in kinds), None)
    previews = [sight for sight in sights if sight.kind == "preview"]
    if not sights:
        return _refused(_NO_PHOTO)
    is_spoilt = any(s.kind in _SPOILING and s.scale >= _SURE_SCALE for s in sights)
    unclear = [sight for sight in sights if sight.kind == "unclear"]
    if refusal is not None and (is_spoilt or not (previews or unclear)):
        return _refused(_REFUSALS[refusal])
    if previews:
        return _genuine(previews, origin)
    return _unclear(unclear, origin)


def _undecided(words: str) -> Verdict:
    return Verdict(came_from_case=False, reason=Sentence(words), is_undecided=True)


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
        return _undecided(_CANT_TELL)
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
