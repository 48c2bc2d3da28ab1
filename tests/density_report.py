"""How well the density of hair is read on sample clients: run it to print the table.

    python -m tests.density_report [WIDTH]

Samples with every condition that changes hair, from the sides that show it, in several skin tones,
as JPEGs so many px wide (1200 by default: about 4.5 px/mm), read with the true camera. A row is one
photo: the scale; the share of the scalp within 55 degrees that was told; over patches of 1 cm² the
correlation of read and true density, the median error as a share and the median ratio where hair
grows, and the hairs per cm² read on bare skin, median and highest tenth.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from PIL import Image
from scipy.spatial import cKDTree

from smp_sim.document.proposal.hair_density import HairDensity, map_density
from smp_sim.document.proposal.scalp_reading import ScalpView, spread_directions
from smp_sim.model.camera import Side
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.head_geometry import place_on_head, unit
from smp_sim.render.pixel_geometry import geometry_maps
from smp_sim.render.products import Floats, Photo
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample
from smp_sim.render.surface import read_surface

#: Directions for patches of 1 cm² on a head of 85 mm; tilt up to which the aims hold, degrees.
PATCHES, STEEPEST_DEG = 908, 55.0

#: Hairs per cm² from which an error is given as a share, and up to which skin is called bare.
HAIRY, BARE = 30.0, 2.0

#: Who is drawn: condition or grade, skin tone, seed, side.
WHO: tuple[tuple[SampleHead, Side], ...] = (
    *(
        (SampleHead(norwood="none", condition="fut-scar", skin_tone=tone, seed=seed), "back")
        for tone, seed in ((2, 1), (5, 3))
    ),
    (SampleHead(norwood="none", condition="fue-scars", skin_tone=3), "back"),
    (SampleHead(norwood="none", condition="areata"), "left"),
    (SampleHead(norwood="none", condition="areata", skin_tone=4, seed=2), "back-high"),
    (SampleHead(norwood="5", condition="grafts"), "front-high"),
    (SampleHead(norwood="5", condition="grafts", skin_tone=4, seed=4), "top"),
    (SampleHead(norwood="none", condition="injury"), "top"),
    (SampleHead(norwood="none", condition="burn", skin_tone=3), "left"),
    (SampleHead(norwood="none", condition="vitiligo", skin_tone=4), "threequarter-left"),
    (SampleHead(norwood="none"), "top"),
    (SampleHead(norwood="ludwig-1"), "top"),
    (SampleHead(norwood="ludwig-1", skin_tone=5, seed=5), "top"),
    (SampleHead(norwood="ludwig-2"), "top"),
    (SampleHead(norwood="ludwig-2", skin_tone=3, seed=6), "front-high"),
    (SampleHead(norwood="ludwig-3"), "top"),
    (SampleHead(norwood="3v", seed=10), "back-high"),
    (SampleHead(norwood="4", skin_tone=1, seed=5), "top"),
    (SampleHead(norwood="5", seed=9), "front-high"),
    (SampleHead(norwood="6", skin_tone=3, seed=7), "back"),
    (SampleHead(norwood="6", skin_tone=6, seed=8), "left"),
)


class PatchDensity(NamedTuple):
    """Read and true hairs per cm² (N,) of patches of 1 cm², and the share of the scalp told."""

    read: Floats
    true: Floats
    told: float


class DensityFit(NamedTuple):
    """A reading against the truth; see the head of this file."""

    told: float
    correlation: float
    error: float
    ratio: float
    bare: float
    worst_bare: float


def as_jpeg(photo: Photo, quality: int = 93) -> Photo:
    """Give a photo as a camera's file holds it."""
    held = io.BytesIO()
    Image.fromarray(np.asarray(photo.srgb, dtype=np.uint8)).save(held, "JPEG", quality=quality)
    with Image.open(held) as picture:
        return Photo(np.asarray(picture.convert("RGB")))


def read_sample(view: SampleView) -> HairDensity:
    """Read the density in a drawn photo with its true camera."""
    photo = as_jpeg(view.photo)
    return map_density([ScalpView(photo, read_surface(photo, view.camera), view.camera)])[0]


def patch_densities(view: SampleView, found: HairDensity) -> PatchDensity:
    """Put the map of a photo and the truth together in patches of 1 cm² of skin."""
    step, shape = int(found.step), found.per_cm2.shape
    maps = geometry_maps(view.camera, view.photo.width, view.photo.height, step)
    middle = step // 2
    true = view.stubble_per_cm2[middle::step, middle::step]
    scalp = view.scalp_mask[middle::step, middle::step]
    rows, columns = min(true.shape[0], shape[0]), min(true.shape[1], shape[1])
    square = np.s_[:rows, :columns]
    tilt = np.nan_to_num(maps.tilt_deg, nan=90.0)[square]
    asked = scalp[square] & (tilt < STEEPEST_DEG)
    tree = cKDTree(place_on_head(spread_directions(PATCHES), view.camera.semi_axes_mm))
    directions = unit(maps.directions[square][asked].astype(np.float64))
    patch = np.asarray(tree.query(place_on_head(directions, view.camera.semi_axes_mm))[1])
    read, truth = found.per_cm2[square][asked], true[square][asked]
    told = np.isfinite(read)
    count, kept = (np.bincount(p, minlength=PATCHES) for p in (patch, patch[told]))
    whole = kept > 0.5 * np.median(count[count > 0])
    sums = [np.bincount(patch[told], v[told], PATCHES)[whole] / kept[whole] for v in (read, truth)]
    return PatchDensity(sums[0], sums[1], float(told.mean()))


def fit_of(patches: PatchDensity) -> DensityFit:
    """Compare patches with the truth; nan where there are none of a kind."""
    read, true, told = patches
    hairy, bare = true > HAIRY, true < BARE
    ratio = read[hairy] / true[hairy]
    return DensityFit(
        told=told,
        correlation=float(np.corrcoef(read, true)[0, 1]),
        error=float(np.median(np.abs(ratio - 1.0))) if np.any(hairy) else np.nan,
        ratio=float(np.median(ratio)) if np.any(hairy) else np.nan,
        bare=float(np.median(read[bare])) if np.any(bare) else np.nan,
        worst_bare=float(np.percentile(read[bare], 90)) if np.any(bare) else np.nan,
    )


def report_lines(width: int) -> Iterator[str]:
    """Give a line a photo."""
    yield "who                     tone  side               px/mm  told  corr  error  ratio  bare"
    for head, side in WHO:
        view = render_sample(head, side, width=width, height=width * 5 // 4)
        fit = fit_of(patch_densities(view, read_sample(view)))
        who = head.condition if head.condition != "none" else f"loss {head.norwood}"
        yield (
            f"{who:22s}  {head.skin_tone:4d}  {side:17s}  {mean_px_per_mm(view.camera):5.1f}"
            f"  {fit.told:4.2f}  {fit.correlation:4.2f}  {fit.error:5.2f}  {fit.ratio:5.2f}"
            f"  {fit.bare:4.0f} / {fit.worst_bare:.0f}"
        )


if __name__ == "__main__":
    for line in report_lines(int(sys.argv[1]) if len(sys.argv) > 1 else 1200):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
