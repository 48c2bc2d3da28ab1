"""Draw the six skins beside each other: bare, as advised and healed, and the tone's own pitfall.

``python -m tests.skin_sheet FILE.jpg`` writes one sheet to look at, a row a skin. The pitfall
of fair skin is pigment that is too dark and too deep, that of dark skin dots that are too small and
too light.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import set_density, update_area
from smp_sim.document.export.picture_file import write_picture
from smp_sim.document.proposal.shade_advice import advise_dot, advise_shade
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.document.studio import Studio
from smp_sim.model.camera import Side
from smp_sim.model.case import Case
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8
from smp_sim.render.sample_head import SampleHead

#: The side, the size of each picture, the part of it that is shown, and the part shown close up.
_SIDE: Side = "front-high"
_SIZE = (900, 1125)
_SHOWN, _CLOSE = (slice(170, 690), slice(150, 750)), (slice(320, 520), slice(200, 400))
#: The first skin whose pitfall is that of dark skin.
_DARK_TONE = 4


def row_of(studio: Studio, tone: int) -> Bytes8:
    """Give the row of one skin: bare, as advised, the pitfall."""
    head = SampleHead(skin_tone=tone, norwood="6")
    dossier = sample_dossier(head, (_SIDE,), *_SIZE)
    bare = np.asarray(studio.photo(dossier, _SIDE).srgb, dtype=np.uint8)
    cases = advised(dossier.case), mistaken(dossier.case, is_dark=tone >= _DARK_TONE)
    healed = [_healed(studio, replace(dossier, case=case)) for case in cases]
    return np.asarray(np.hstack([_shown(picture) for picture in (bare, *healed)]), dtype=np.uint8)


def _shown(picture: Bytes8) -> Bytes8:
    """Put the close-up beside the whole."""
    whole = picture[_SHOWN]
    side = whole.shape[0]
    close = cv2.resize(picture[_CLOSE], (side, side), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.hstack([whole, close]), dtype=np.uint8)


def advised(case: Case) -> Case:
    """Give a case as the advice for its skin and hair has it."""
    ita, hair = case.client.skin_ita_deg, case.client.hair_colour
    return _filled(case, advise_dot(ita), advise_shade(ita, hair), 0.3)


def mistaken(case: Case, *, is_dark: bool) -> Case:
    """Give a case with the mistake that shows most on its skin."""
    return _filled(case, 0.15, 0.3, 0.3) if is_dark else _filled(case, 0.28, 1.0, 0.8)


def _filled(case: Case, dot_mm: float, shade: float, depth_mm: float) -> Case:
    case = set_density(case, 180.0)
    for area in case.plan.areas:
        case = update_area(case, area.id, dot_mm=dot_mm, shade=shade, depth_mm=depth_mm)
    return case


def _healed(studio: Studio, dossier: Dossier) -> Bytes8:
    shown = studio.render(dossier, _SIDE, Request(healed_day(dossier.case.plan)))
    return np.asarray(shown.srgb, dtype=np.uint8)


def main() -> None:
    """Write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    studio = Studio(load_points())
    rows = [row_of(studio, tone) for tone in range(1, 7)]
    small = cv2.resize(np.vstack(rows), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    write_picture(np.asarray(small, dtype=np.uint8), parser.parse_args().file)


if __name__ == "__main__":
    main()
