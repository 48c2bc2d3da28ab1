"""What passes between the stages. Frozen; arrays are read-only by agreement.

Planes are (H, W) or (3, H, W); rows run down, columns run right; channels are R, G, B.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bytes8 = NDArray[np.uint8]
Plane = NDArray[np.float32]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Rows = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Photo:
    """An upright picture in sRGB.

    ``srgb`` (H, W, 3) uint8 or uint16, sRGB-coded, full range. Linear light (float32, [0, 1]) is
    made of it in bands where it is needed (``colour.linear_of_srgb``), never kept whole: 12
    megapixels of it would take 144 MB.
    ``focal_35mm`` is the EXIF 35-mm focal length, 0 where the file gives none.
    """

    srgb: NDArray[np.uint8] | NDArray[np.uint16]
    focal_35mm: float = 0.0

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.srgb.shape[0])

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.srgb.shape[1])


@dataclass(frozen=True, slots=True)
class Surface:
    """What a view shows, pixel by pixel, at the photo's size or a whole fraction of it.

    ``step`` photo pixels per map pixel (1 = full size). Maps are (h, w) float32:
    ``skin`` [0, 1] how surely bare or shaved skin that may carry dots; ``hair`` [0, 1] cover by
    hair too long to show skin; ``highlight`` [0, 1] share of the light that was mirrored and must
    stay on top of pigment. ``sharpness_px`` is the Gaussian sigma of the photo's own blur in photo
    px; ``grain`` its noise as a share of local luminance.
    """

    step: int
    skin: Plane
    hair: Plane
    highlight: Plane
    sharpness_px: float
    grain: float


@dataclass(frozen=True, slots=True)
class PointSet:
    """A progressive blue-noise set: every prefix is blue noise too.

    ``sphere`` (N, 3) float32 unit vectors in rank order; ``tile`` (M, 2) float32 in [0, 1) in rank
    order, toroidal.
    """

    sphere: Plane
    tile: Plane


@dataclass(frozen=True, slots=True)
class DotGrowth:
    """How dots are drawn out along the hair that they sit in, all (N, ...).

    ``along`` (N, 3) float64 unit tangent of the skin, or (x, y, 0) in a flat view's plane;
    ``ratio`` (N,) float64 length of a dot over its width, 1 and more; its area stays.
    """

    along: Floats
    ratio: Floats

    def taken(self, rows: Rows) -> DotGrowth:
        """Take the growth of some dots."""
        return DotGrowth(self.along.take(rows, axis=0), self.ratio.take(rows))


@dataclass(frozen=True, slots=True)
class DotField:
    """The dots of a plan, on the head (or in the plane of one flat view). No photo in it.

    All (N,): ``place`` (N, 3) float64 unit direction on the head, or mm in the plane (x, y, 0);
    ``identity`` int64 rank in the point set (the same dot keeps it whatever the density);
    ``area`` int32 index into the plan's areas; ``session`` int32 session index from 0;
    ``diameter_mm`` float64 healed, seen diameter; ``tone`` float64 share of the nominal optical
    density (twice the shade, edge tone and the dot's own scatter multiplied); ``depth_mm`` float64.
    ``growth`` is None where every dot is round.
    """

    identity: NDArray[np.int64]
    place: Floats
    area: NDArray[np.int32]
    session: NDArray[np.int32]
    diameter_mm: Floats
    tone: Floats
    depth_mm: Floats
    growth: DotGrowth | None = None

    def __len__(self) -> int:
        """Count the dots."""
        return len(self.identity)

    def taken(self, rows: Rows) -> DotField:
        """Take some of the dots, by their numbers."""
        return DotField(
            self.identity.take(rows),
            self.place.take(rows, axis=0),
            self.area.take(rows),
            self.session.take(rows),
            self.diameter_mm.take(rows),
            self.tone.take(rows),
            self.depth_mm.take(rows),
            None if self.growth is None else self.growth.taken(rows),
        )


@dataclass(frozen=True, slots=True)
class ProjectedDots:
    """Dots as one photo shows them.

    ``centre_px`` (N, 2) float64 x, y; ``shape_px`` (N, 2, 2) float64 px per mm on the skin along
    two tangents (columns): the footprint of a dot of sigma s mm has covariance
    ``s² shape shapeᵀ + blur²``; ``visible`` (N,) bool: faces the camera and lies in the picture;
    ``cos_tilt`` (N,).
    """

    centre_px: Floats
    shape_px: Floats
    visible: Mask
    cos_tilt: Floats


@dataclass(frozen=True, slots=True)
class HealedState:
    """How far each session has healed on one day, by tissue: all small tables.

    ``pigment`` (sessions,) share of the full healed optical density of a dot of that session
    (1.5 when fresh, 1.0 at day 28 of typical retention before tone; 0 before the session);
    ``diameter`` (sessions,) factor on the healed diameter; ``redness`` (sessions,) rise of a* of
    the skin round the dots; ``scab`` (sessions,) [0, 1] share of dots under a scab.
    """

    pigment: Floats
    diameter: Floats
    redness: Floats
    scab: Floats


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture: (H, W, 3) uint8, sRGB."""

    srgb: Bytes8
