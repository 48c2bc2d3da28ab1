"""Draw every treatment on the sample client who needs it: before, fresh, healed, after 4 years.

``python -m tests.treatment_sheet FOLDER [NAME ...]`` writes one sheet a condition into a folder
that is not part of the project, to be looked at: a row at the photo's size, and one close up.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.export.picture_file import write_picture
from smp_sim.document.samples.treatment_samples import SAMPLE_NAMES, treatment_sample
from smp_sim.document.studio import Studio
from smp_sim.model.case import View
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8
from smp_sim.render.tissue import LIP_DIP_FULL

#: Side of the close-up, photo px, and how much larger it is shown.
CLOSE_PX, ENLARGED = 220, 3


def days_of(dossier: Dossier) -> tuple[float, ...]:
    """Give fresh after the first session, healed, and four years later; lips' pale day 8 too."""
    plan = dossier.case.plan
    frosty = (LIP_DIP_FULL.value,) if any(a.tissue == "lip" for a in plan.areas) else ()
    return 0.0, *frosty, healed_day(plan), healed_day(plan) + 4 * 365.25


def sheet_of(studio: Studio, name: str) -> Bytes8:
    """Give the sheet of one condition: of each photo pictures in a row, close-ups below."""
    dossier = treatment_sample(name, width=960, height=1200)
    return np.vstack([_rows_of(studio, dossier, view) for view in dossier.case.views])


def _rows_of(studio: Studio, dossier: Dossier, view: View) -> Bytes8:
    before = np.asarray(studio.photo(dossier, view.id).srgb, dtype=np.uint8)
    after = [studio.render(dossier, view.id, Request(day)).srgb for day in days_of(dossier)]
    top, left = busiest_corner(before, after[-2])
    window = slice(top, top + CLOSE_PX), slice(left, left + CLOSE_PX)
    pictures = [before, *after]
    size = CLOSE_PX * ENLARGED
    large = [cv2.resize(p[window], (size, size), interpolation=cv2.INTER_CUBIC) for p in pictures]
    tall = size * before.shape[0] // before.shape[1]
    wide = [cv2.resize(p, (size, tall), interpolation=cv2.INTER_AREA) for p in pictures]
    return np.asarray(np.vstack([np.hstack(wide), np.hstack(large)]), dtype=np.uint8)


def busiest_corner(before: Bytes8, after: Bytes8) -> tuple[int, int]:
    """Give the upper left corner of the square in which treatment changes most."""
    changed = cv2.absdiff(before, after).sum(axis=2).astype(np.float32)
    mean = cv2.blur(changed, (CLOSE_PX, CLOSE_PX))
    half = CLOSE_PX // 2
    inner = mean[half:-half, half:-half]
    row, column = np.unravel_index(int(np.argmax(inner)), inner.shape)
    return int(row), int(column)


def main() -> None:
    """Write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", default=list(SAMPLE_NAMES))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(load_points())
    for name in options.names:
        write_picture(sheet_of(studio, name), options.folder / f"{name}.jpg")
        print(name)  # noqa: T201 - a script for a person


if __name__ == "__main__":
    main()
