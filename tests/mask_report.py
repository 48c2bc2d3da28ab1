"""How well skin, hair and stubble are told on sample heads: run it to print the table.

    python -m tests.mask_report [heads]

Heads of six skin tones and different losses, each drawn from eight sides with cameras up to 12
degrees off the presets; masks are read with the true camera and compared with the truth.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import cv2
import numpy as np

from smp_sim.document.proposal.scalp_reading import (
    ScalpView,
    bare_skin,
    hair_evidence,
    read_texture,
)
from smp_sim.model.camera import Side
from smp_sim.render.products import Mask, Plane
from smp_sim.render.sample_head import SampleView
from smp_sim.render.surface import read_surface
from tests.camera_report import sample_heads, turned_sample

SIDES: tuple[Side, ...] = (
    "front",
    "front-high",
    "threequarter-left",
    "left",
    "top",
    "back-high",
    "back",
)


class Overlap(NamedTuple):
    """Pixels that two masks share, and pixels of either."""

    both: int
    either: int

    @property
    def share(self) -> float:
        """Intersection over union; 1 for two empty masks."""
        return self.both / self.either if self.either else 1.0


class MaskFit(NamedTuple):
    """Overlap of skin and of hair or stubble with the truth; ears taken for skin, as a share."""

    skin: Overlap
    stubble: Overlap
    ears: float


def measure_masks(view: SampleView) -> MaskFit:
    """Read the masks of a drawn head with its true camera, and compare them with the truth.

    Skin counts on the scalp and wherever there is none: background, eyes and ears. Face and neck
    count neither way: nothing is promised there. Stubble counts on the scalp.
    """
    surface = read_surface(view.photo, view.camera)
    texture = read_texture(ScalpView(view.photo, surface, view.camera))
    evidence = _enlarged(hair_evidence(texture, bare_skin(texture)), view)
    cover = _enlarged(np.clip(surface.skin + surface.hair, 0.0, 1.0), view) > 0.5
    scalp = view.scalp_mask
    wrong = ~view.skin_mask | view.ear_mask
    ears = np.count_nonzero(cover & view.ear_mask) / (np.count_nonzero(view.ear_mask) or 1)
    return MaskFit(
        skin=overlap_of(cover & (scalp | wrong), scalp),
        stubble=overlap_of(scalp & (evidence > 0.5), view.stubble_mask & scalp),
        ears=float(ears),
    )


def _enlarged(plane: Plane, view: SampleView) -> Plane:
    size = (view.photo.width, view.photo.height)
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def overlap_of(one: Mask, other: Mask) -> Overlap:
    """Count what two masks share and what either covers."""
    return Overlap(int(np.count_nonzero(one & other)), int(np.count_nonzero(one | other)))


def pooled(parts: Iterable[Overlap]) -> Overlap:
    """Put overlaps of several photos together, each pixel counting once."""
    rows = np.array([tuple(part) for part in parts]).sum(axis=0)
    return Overlap(int(rows[0]), int(rows[1]))


def report_lines(count: int) -> Iterator[str]:
    """Give a line a side: skin, the worst head's skin, stubble, ears taken for skin."""
    rng = np.random.default_rng(11)
    fits: dict[Side, list[MaskFit]] = {side: [] for side in SIDES}
    for head in sample_heads(count):
        for side in SIDES:
            fits[side].append(measure_masks(turned_sample(head, side, rng)))
    yield "side               skin  worst  stubble  ears"
    for side, found in fits.items():
        skin, stubble = (
            pooled(getattr(fit, kind) for fit in found) for kind in MaskFit._fields[:2]
        )
        worst, ears = min(fit.skin.share for fit in found), np.mean([fit.ears for fit in found])
        yield f"{side:18s} {skin.share:.3f}  {worst:.3f}    {stubble.share:.3f}  {ears:.2f}"


if __name__ == "__main__":
    for line in report_lines(int(sys.argv[1]) if len(sys.argv) > 1 else 6):
        sys.stdout.write(line + "\n")
