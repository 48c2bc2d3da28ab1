"""Match the dots of a case to the client's own shaved hair, in whichever photo shows it best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing import edits
from smp_sim.document.progress_report import Progress, part_of, unheard
from smp_sim.document.proposal.follicle_counts import FROM_COUNTS, default_density
from smp_sim.document.proposal.hair_density import (
    COUNT_PX_PER_MM,
    map_density,
    summarise_density,
)
from smp_sim.document.proposal.hair_match import (
    HairMatch,
    MatchAnswer,
    apply_match,
    match_hair,
)
from smp_sim.document.proposal.scalp_reading import ScalpView
from smp_sim.document.proposal.view_reading import Note
from smp_sim.document.studio import Studio, find_view
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence, joined
from smp_sim.model.units import limits_of
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.products import PointSet

#: Said of a density that was read from the photo itself.
COUNTED = "Density is that of the hairs counted in the photo."

#: Said where no photo of the case shows the head.
NO_HEAD = "No photo of the case shows the head."


class MatchedCase(NamedTuple):
    """The case with the matched dots, and what is said about them."""

    case: Case
    note: Note


class HairSearch(NamedTuple):
    """The match and the view that it was found in; None with the reason why not."""

    match: HairMatch | None
    view_id: str
    reason: str


def match_own_hair(dossier: Dossier, studio: Studio, progress: Progress = unheard) -> MatchedCase:
    """Give all areas on the head the dots that look like the client's own shaved hair.

    Raises
    ------
    PlanError
        Where no photo shows usable hair, with the reason.
    CaseFileError, PhotoError
        Where a photo is missing or can't be read.
    Cancelled
        Where ``progress`` gives the work up.
    """
    search = search_hair(dossier, studio, [view.id for view in dossier.case.views], progress)
    if search.match is None:
        raise PlanError(search.reason, where="match-hair")
    return take_match(dossier.case, search.match, search.view_id)


def search_hair(
    dossier: Dossier, studio: Studio, view_ids: Sequence[str], progress: Progress = unheard
) -> HairSearch:
    """Look for shaved hair in views, in their order, until one can be matched.

    Raises
    ------
    CaseFileError, PhotoError
        Where a photo is missing or can't be read.
    Cancelled
        Where ``progress`` gives the work up.
    """
    reason = NO_HEAD
    for done, view_id in enumerate(view_ids):
        here = part_of(progress, done / len(view_ids), (done + 1) / len(view_ids))
        here(0.0, "")
        camera = find_view(dossier, view_id).camera
        if not isinstance(camera, HeadCamera):
            continue
        photo, surface = studio.photo(dossier, view_id), studio.surface(dossier, view_id)
        answer = _match_view(ScalpView(photo, surface, camera), dossier.case, studio.points, here)
        if answer.match is not None:
            return HairSearch(answer.match, view_id, "")
        reason = joined(*answer.notes)
    return HairSearch(None, "", reason)


def _match_view(view: ScalpView, case: Case, points: PointSet, progress: Progress) -> MatchAnswer:
    """Match the hair of one photo, its density counted where single hairs are resolved."""
    counted = counted_density(view)
    density = default_density(case.client.ancestry) if counted is None else counted
    answer = match_hair(
        *view, case.plan, points,
        client=case.client, density_per_cm2=density, progress=progress,
    )  # fmt: skip
    if counted is None or answer.match is None:
        return answer
    notes = tuple(COUNTED if note == FROM_COUNTS else note for note in answer.notes)
    return MatchAnswer(replace(answer.match, notes=notes), notes)


def counted_density(view: ScalpView) -> float | None:
    """Give the hairs per cm² counted in a close photo; None where none can be counted there."""
    if mean_px_per_mm(view.camera) < COUNT_PX_PER_MM:
        return None
    told = summarise_density(map_density([view])[0])
    limits = limits_of(Area, "density_per_cm2")
    return limits.clamped(told.median_per_cm2) if told.median_per_cm2 > 0.0 else None


def take_match(case: Case, match: HairMatch, view_id: str) -> MatchedCase:
    """Give the case with a match applied to its areas on the head."""
    sentence = Sentence(
        "Dots like the shaved hair in view '{view}': {dot:.2f} ± {dot_error:.2f} mm, shade"
        " {shade:.2f} ± {shade_error:.2f}, {density:.0f} /cm².",
        view=view_id,
        dot=match.dot_mm,
        dot_error=match.dot_error_mm,
        shade=match.shade,
        shade_error=match.shade_error,
        density=match.density_per_cm2,
    )
    sure = float(np.clip(1.0 - match.likeness.total, 0.2, 0.85))
    changed = edits.set_plan(case, apply_match(case.plan, match))
    return MatchedCase(changed, Note("match", joined(sentence, *match.notes), sure))
