"""The sample client as an open case: photos made here, true cameras, a plan to start from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from types import MappingProxyType

import numpy as np

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import add_view, set_density, set_shade
from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.intake.new_case import with_default_plan
from smp_sim.model.camera import HeadCamera, Scale, Side
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample
from smp_sim.render.sample_head.skin import sample_ita

#: The client's code in the sample case.
SAMPLE_REFERENCE = "SAMPLE"

#: Plan chosen by eye to sit beside the sample's own dark stubble.
SAMPLE_DENSITY_PER_CM2, SAMPLE_SHADE = 200.0, 0.75

#: JPEG quality of the sample's photos: a camera's fine setting.
PHOTO_QUALITY = 93


def sample_dossier(
    head: SampleHead | None = None,
    sides: Sequence[Side] = ("front", "left", "top"),
    width: int = 1200,
    height: int = 1500,
) -> Dossier:
    """Make the sample client's case.

    Each side is drawn as a JPEG with its true camera, whose scale has no error; the plan fills
    the area behind a natural hairline, dense and dark enough for the stubble beside it. The case
    is not a training case.

    Parameters
    ----------
    head : who the client is; the default head where not given.
    sides : sides to draw, each once, none of them flat.
    width, height : size of each photo, px.

    Raises
    ------
    CameraError
        For the side ``flat``.
    PlanError
        For a side asked twice.
    """
    head = head or SampleHead()
    drawn = ((side, render_sample(head, side, width=width, height=height)) for side in sides)
    return drawn_dossier(head, drawn)


def drawn_dossier(head: SampleHead, drawn: Iterable[tuple[Side, SampleView]]) -> Dossier:
    """Make the case of a sample head that is drawn already, of each side once.

    Raises
    ------
    PlanError
        For a side given twice.
    """
    client = Client(
        reference=SAMPLE_REFERENCE, skin_ita_deg=sample_ita(head), hair_colour=head.hair_colour
    )
    case, photos = Case(client=client), {}
    for side, view in drawn:
        data = encode_picture(
            np.asarray(view.photo.srgb, dtype=np.uint8), ".jpg", quality=PHOTO_QUALITY
        )
        shown = _view_of(side, view.camera, data)
        photos[shown.photo.sha256] = data
        case = add_view(case, shown)
    case = set_density(with_default_plan(case), SAMPLE_DENSITY_PER_CM2)
    return Dossier(set_shade(case, SAMPLE_SHADE), MappingProxyType(photos))


def _view_of(side: Side, camera: HeadCamera, data: bytes) -> View:
    digest = hashlib.sha256(data).hexdigest()
    ref = PhotoRef(sha256=digest, suffix=".jpg", width=camera.width, height=camera.height)
    known = Scale(source="camera", error_percent=0.0)
    return View(id=side, side=side, photo=ref, camera=camera, scale=known)
