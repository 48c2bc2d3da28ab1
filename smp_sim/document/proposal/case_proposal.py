"""Propose a whole case from its photos: scale, head, tones, loss, hairline, area and shade.

Steps in a row, each from a draft to a draft, so that whoever waits can be told how far it is. A
proposal is a start that a practitioner corrects: every part says how sure it is, and what a poor
photo can't tell stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from msgspec.structs import replace as with_fields

from smp_sim.document.advice.hair_advice import hair_reason
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing import edits
from smp_sim.document.progress_report import Progress, counted, part_of, unheard
from smp_sim.document.proposal.face_points import FacePoints
from smp_sim.document.proposal.fringe_reach import reach_fringe
from smp_sim.document.proposal.line_proposal import LineProposal, propose_line
from smp_sim.document.proposal.loss_grade import (
    UNTOLD,
    LossGrade,
    grade_loss,
    grade_sentence,
    grade_words,
)
from smp_sim.document.proposal.one_head import agree_on_head, agreed_error
from smp_sim.document.proposal.own_hair import search_hair, take_match
from smp_sim.document.proposal.photo_doubts import Doubt, find_doubts
from smp_sim.document.proposal.photo_scale import propose_scale
from smp_sim.document.proposal.scalp_reading import (
    ScalpReading,
    ScalpView,
    grain_trust,
    read_scalp,
)
from smp_sim.document.proposal.shade_advice import advise_for
from smp_sim.document.proposal.thinning_reading import read_thinning
from smp_sim.document.proposal.tone_notes import tell_tones
from smp_sim.document.proposal.view_reading import GIVEN_SOURCES, Note, ViewReading, read_view
from smp_sim.document.studio import Studio
from smp_sim.model.camera import HeadCamera, Scale
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, Hairline
from smp_sim.model.sentence import Sentence, joined
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.loss_templates import loss_template

#: A photo whose doubts leave less than this tells nothing about hair and tones.
TELLING = 0.25

#: Where noise leaves less than this of the trust in fine hair, that is said.
CLEAR_ENOUGH = 0.8

#: A grade less sure than this is not proposed. It is filled where it is surer than the second and
#: one of it and its neighbours than the third: two grades side by side are filled much alike.
LEAST_SURE, FILL_SURE, FILL_ABOUT = 0.2, 0.3, 0.5

#: Of a proposal's time, the share that reading the photos takes: assumed.
_READING_SHARE = 0.6

#: The area's soft rim into the hair that is left, mm.
FRINGE_MM = 14.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """The case as proposed, and what is said about each part of it."""

    case: Case
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal in the making. ``trust`` is the most that the photos allow, by view id.

    ``coin`` is a key of ``scale_markers.COINS_MM`` where such a coin is in the photos.
    """

    dossier: Dossier
    studio: Studio
    readings: tuple[ViewReading, ...] = ()
    trust: tuple[float, ...] = ()
    scalp: ScalpReading | None = None
    grade: LossGrade = UNTOLD
    notes: tuple[Note, ...] = ()
    progress: Progress = unheard
    coin: str | None = None

    @property
    def case(self) -> Case:
        """The case so far."""
        return self.dossier.case

    def with_case(self, case: Case, *notes: Note) -> Draft:
        """Give the draft with another case and more notes."""
        dossier = replace(self.dossier, case=case)
        return replace(self, dossier=dossier, notes=(*self.notes, *notes))

    def noted(self, *notes: Note) -> Draft:
        """Give the draft with more notes."""
        return replace(self, notes=(*self.notes, *notes))

    @property
    def telling(self) -> tuple[ViewReading, ...]:
        """The readings of head photos that are fit to tell hair and tones, the best first."""
        pairs = zip(self.trust, self.readings, strict=True)
        good = [(t, r) for t, r in pairs if t >= TELLING and isinstance(r.camera, HeadCamera)]
        return tuple(r for _, r in sorted(good, key=lambda pair: -pair[0]))

    @property
    def best_trust(self) -> float:
        """How far the best photo can be trusted."""
        return max(self.trust, default=0.0)

    def finished(self) -> Proposal:
        """Give what has been proposed."""
        return Proposal(self.case, self.notes)


def propose_case(
    dossier: Dossier, studio: Studio, *, matches_hair: bool = True, progress: Progress = unheard
) -> Proposal:
    """Propose everything for a case.

    Parameters
    ----------
    dossier : the case with its photos; sides, scales and cameras that were given are kept, and so
        are mask strokes.
    studio : whose kept photos and surfaces are used.
    matches_hair : whether dots are fitted to the client's own shaved hair (about a second more).
    progress : told before each photo and each step; reading the photos takes most of the time.

    Returns
    -------
    Proposal
        A case that can be saved, whatever the photos show; low confidences where they tell little.

    Raises
    ------
    CaseFileError, PhotoError
        Where a photo is missing or can't be read.
    """
    draft = Draft(dossier, studio, progress=part_of(progress, 0.0, _READING_SHARE))
    first, *others = proposal_steps(matches_hair=matches_hair)
    draft = first(draft)
    for step in counted(
        others, part_of(progress, _READING_SHARE, 1.0), Sentence("Working out the plan")
    ):
        draft = step(draft)
    return draft.finished()


def proposal_steps(*, matches_hair: bool = True) -> tuple[Callable[[Draft], Draft], ...]:
    """Give the steps of a proposal in their order, for who shows progress."""
    last = (propose_match,) if matches_hair else (propose_shade,)
    return (propose_cameras, propose_tones, propose_loss, propose_plan, *last)


def propose_cameras(draft: Draft) -> Draft:
    """Find scale and camera of every view, agreed on one head."""
    views = counted(draft.case.views, draft.progress, Sentence("Finding the head"))
    readings = tuple(
        read_view(draft.studio.photo(draft.dossier, view.id), view, coin=draft.coin)
        for view in views
    )
    readings = share_head(readings)
    doubts = [find_doubts(reading) for reading in readings]
    trust = tuple(_trust_of(reading, d) for reading, d in zip(readings, doubts, strict=True))
    case = draft.case
    for reading in readings:
        case = edits.replace_camera(case, reading.view.id, reading.camera, reading.scale)
        case = edits.update_view(case, reading.view.id, landmarks=reading.landmarks)
    notes = [note for r, t in zip(readings, trust, strict=True) for note in _capped(r.notes, t)]
    notes += [_camera_note(r, d, t) for r, d, t in zip(readings, doubts, trust, strict=True)]
    return replace(draft, readings=readings, trust=trust).with_case(case, *notes)


def _trust_of(reading: ViewReading, doubts: tuple[Doubt, ...]) -> float:
    """Give the most that a photo can be sure of: its worst doubt, less a little for each other."""
    if not isinstance(reading.camera, HeadCamera):
        return 1.0
    limits = sorted(doubt.most for doubt in doubts)
    known = 1.0 if reading.view.scale.source == "camera" else 0.9
    return float(np.prod([*limits[:1], *([0.8] * len(limits[1:])), known]))


def _capped(notes: tuple[Note, ...], most: float) -> list[Note]:
    return [note._replace(confidence=min(note.confidence, most)) for note in notes]


def _camera_note(reading: ViewReading, doubts: tuple[Doubt, ...], trust: float) -> Note:
    name = reading.view.id
    if doubts:
        return Note(
            "head",
            Sentence(
                "View '{view}': {doubts}", view=name, doubts=joined(*(d.sentence for d in doubts))
            ),
            trust,
        )
    if not isinstance(reading.camera, HeadCamera):
        return Note("head", Sentence("View '{view}' is a close-up.", view=name), trust)
    if reading.view.scale.source == "camera":
        return Note("head", Sentence("View '{view}': its own camera is kept.", view=name), trust)
    has_face = reading.face is not None and reading.face.status == "found"
    by = (
        Sentence("by its outline and face")
        if has_face
        else Sentence("by its outline, turned as its side usually is")
    )
    return Note(
        "head",
        Sentence("View '{view}': the head is laid {by}.", view=name, by=by),
        min(trust, _turn_trust(reading)),
    )


def _turn_trust(reading: ViewReading) -> float:
    """Give how sure the head's turn is: the outline alone tells none (measured)."""
    return 0.8 if reading.face is not None and reading.face.status == "found" else 0.5


def share_head(readings: tuple[ViewReading, ...]) -> tuple[ViewReading, ...]:
    """Give all head views the same axes, and scales that agree.

    A camera that came with the photo decides the axes alone.
    """
    heads = [r for r in readings if isinstance(r.camera, HeadCamera) and r.outline_found]
    given = [r.camera for r in heads if r.view.scale.source == "camera"]
    if not heads:
        return readings
    pairs = [(r.camera, r.scale) for r in heads if isinstance(r.camera, HeadCamera)]
    axes, factors = agree_on_head(pairs)
    if given and isinstance(given[0], HeadCamera):
        axes, factors = given[0].semi_axes_mm, np.ones(len(heads))
    by_id = {r.view.id: float(f) for r, f in zip(heads, factors, strict=True)}
    scales = {r.view.id: r.scale for r in heads}
    return tuple(_agreed(r, axes, by_id.get(r.view.id, 1.0), scales) for r in readings)


def _agreed(
    reading: ViewReading, axes: Vec3, factor: float, scales: dict[str, Scale]
) -> ViewReading:
    """Give a reading whose camera has the shared axes, at the scale that they ask for."""
    camera, own = reading.camera, reading.scale
    if not isinstance(camera, HeadCamera) or own.source == "camera":
        return reading
    others = [scale for name, scale in scales.items() if name != reading.view.id]
    if own.source not in GIVEN_SOURCES and own.source != "uncalibrated":
        own = with_fields(own, error_percent=agreed_error(own, others))
    scale = mean_px_per_mm(camera) * (1.0 if own.source in GIVEN_SOURCES else factor)
    return replace(reading, camera=_moved(camera, axes, scale), scale=own)


def _moved(camera: HeadCamera, axes: Vec3, px_per_mm: float) -> HeadCamera:
    """Give the camera with other axes, nearer or farther so that the scale is as told."""
    factor = mean_px_per_mm(camera) / px_per_mm
    eye = np.asarray(camera.position_mm) - np.asarray(camera.head_centre_mm)
    x, y, z = (np.asarray(camera.head_centre_mm) + factor * eye).tolist()
    return with_fields(camera, semi_axes_mm=axes, position_mm=(x, y, z))


def propose_tones(draft: Draft) -> Draft:
    """Read skin tone and hair colour from the photos that are fit to tell them."""
    pairs = [(r.photo, draft.studio.surface(draft.dossier, r.view.id)) for r in draft.telling]
    told = tell_tones(pairs, draft.case.client)
    case = edits.set_client(draft.case, told.client)
    return draft.with_case(case, *_capped(told.notes, max(draft.best_trust, 0.1)))


def propose_loss(draft: Draft) -> Draft:
    """Suggest the loss pattern by where hair is left."""
    views = tuple(
        ScalpView(r.photo, draft.studio.surface(draft.dossier, r.view.id), camera)
        for r in draft.telling
        if isinstance(camera := _camera_in(draft.case, r.view.id), HeadCamera)
    )
    if not views:
        return draft.noted(Note("loss", _HIDDEN, 0.0))
    scalp = read_scalp(views)
    thinning = read_thinning(views, draft.case.client.ancestry)
    grade = grade_loss(scalp, draft.case.plan.head, thinning)
    clear = grain_trust(views)
    most = draft.best_trust * clear
    grade = grade._replace(confidence=min(grade.confidence, most), about=min(grade.about, most))
    if grade.name is None or grade.confidence < LEAST_SURE:
        return replace(draft, scalp=scalp).noted(Note("loss", _HIDDEN, grade.confidence))
    return replace(draft, scalp=scalp, grade=grade).noted(
        Note("loss", joined(grade_sentence(grade), *_noise_note(clear)), grade.confidence)
    )


def _noise_note(clear: float) -> tuple[str, ...]:
    noisy = "The photos are noisy: fine hair is hard to tell in them."
    return (noisy,) if clear < CLEAR_ENOUGH else ()


_HIDDEN = "The loss pattern can't be told from these photos: choose it by hand."


def _camera_in(case: Case, view_id: str) -> object:
    return next(view.camera for view in case.views if view.id == view_id)


def propose_plan(draft: Draft) -> Draft:
    """Lay the hairline and the area to fill."""
    if not any(isinstance(view.camera, HeadCamera) for view in draft.case.views):
        return draft
    line = _line_of(draft)
    try:
        case = edits.set_hairline(draft.case, line.hairline)
        case = edits.replace_areas(case, _areas_of(draft, line.hairline))
    except PlanError:
        # A head far from any person's can't carry the templates: the plan stays as it was.
        return draft.noted(Note("area", "No area is proposed for a head of this shape.", 0.0))
    sure = min(line.confidence, draft.best_trust)
    told = _grade_to_fill(draft) not in (None, "none")
    area = Sentence(
        "Area: {grade}, blended into the hair that is left.",
        grade=grade_words(draft.grade.name or "none"),
    )
    plain = "Area: behind the hairline, as a start; draw the one that is wanted."
    return draft.with_case(
        case,
        Note("hairline", line.reason, sure),
        Note("area", area if told else plain, draft.grade.confidence if told else 0.1),
    )


def _grade_to_fill(draft: Draft) -> str | None:
    sure = draft.grade.confidence >= FILL_SURE and draft.grade.about >= FILL_ABOUT
    return draft.grade.name if sure else None


def _line_of(draft: Draft) -> LineProposal:
    front = next((r for r in draft.telling if _face_of(r) is not None), None)
    face = None if front is None else _face_of(front)
    scale = 1.0 if front is None or face is None else _eye_scale(front, face)
    return propose_line(draft.case.plan.head, face, scale, draft.scalp)


def _face_of(reading: ViewReading) -> FacePoints | None:
    found = reading.face is not None and reading.face.status == "found"
    return reading.face.faces[0] if reading.face is not None and found else None


def _eye_scale(reading: ViewReading, face: FacePoints) -> float:
    """Give px per mm at the eyes: the camera's at the head's centre, carried forward."""
    finding = propose_scale(face)
    return mean_px_per_mm(reading.camera) * finding.px_per_mm / finding.centre_px_per_mm


def _areas_of(draft: Draft, hairline: Hairline) -> tuple[Area, ...]:
    """Give the areas of the grade; flat patches stay; without a grade all stay, if there are."""
    case, name = draft.case, _grade_to_fill(draft)
    flat = tuple(area for area in case.plan.areas if area.is_flat)
    on_head = tuple(area for area in case.plan.areas if not area.is_flat)
    if name is None:
        return (*(on_head or loss_template("behind-hairline", case.plan.head)[1]), *flat)
    # No loss: the temples' rim is the least that is ever filled.
    template = "norwood-2" if name == "none" else name
    areas = loss_template(template, case.plan.head)[1]
    if draft.scalp is not None:
        areas = tuple(reach_fringe(area, hairline, draft.scalp, case.plan.head) for area in areas)
    return (*(with_fields(area, feather_mm=FRINGE_MM) for area in areas), *flat)


def propose_match(draft: Draft) -> Draft:
    """Fit the dots to the client's own shaved hair; else advise a shade."""
    search = search_hair(draft.dossier, draft.studio, [r.view.id for r in draft.telling])
    if search.match is None:
        reason = search.reason if draft.telling else "No photo is fit to match hair in."
        return propose_shade(draft.noted(Note("match", reason, 0.1)))
    matched = take_match(draft.case, search.match, search.view_id)
    return draft.with_case(matched.case, *_capped((matched.note,), draft.best_trust))


def propose_shade(draft: Draft) -> Draft:
    """Advise a shade by skin tone and hair colour, for all areas."""
    client = draft.case.client
    advice = advise_for(client)
    known = {note.topic: note.confidence for note in draft.notes}
    sure = 0.5 * min(known.get("skin", 0.3), draft.best_trust)
    sentence = Sentence(
        "Shade {shade:.2f}, advised by skin tone and hair colour; adjust it by eye.",
        shade=advice.shade,
    )
    told = joined(sentence, advice.reason, hair_reason(client.hair_colour))
    return draft.with_case(edits.set_shade(draft.case, advice.shade), Note("shade", told, sure))
