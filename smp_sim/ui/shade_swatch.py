"""A small patch of this client's skin, half of it treated: the shade as the engine draws it.

Runs in a task's thread: it brings the engine with it.
"""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from smp_sim.document.editing.pigments import can_cover
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.plan import Area, Retention
from smp_sim.render.dot_field import place_dots
from smp_sim.render.pipeline import Request, Subject, render_view
from smp_sim.render.products import Photo, PointSet, Surface
from smp_sim.ui.engine_maker import image_of_pixels
from smp_sim.ui.frames import Frame

#: Size of the patch, mm, and how large it is drawn, px/mm: dots can be told apart.
PATCH_MM = (30.0, 9.0)
PATCH_PX_PER_MM = 11.0

_NAME = "patch"

Bytes8 = NDArray[np.uint8]


def skin_under_dots(frame: Frame) -> tuple[int, int, int] | None:
    """Give the median sRGB colour of the photo's pixels that the plan changes; None: it has none.

    Read from a frame that the engine made, so that it is the skin under this very plan.
    """
    before, after = _pixels_of(frame.before), _pixels_of(frame.after)
    treated = before[(before != after).any(axis=-1)]
    if len(treated) == 0:
        return None
    red, green, blue = np.median(treated, axis=0).round().astype(int)
    return int(red), int(green), int(blue)


def draw_swatch(
    case: Case,
    area: Area,
    skin: tuple[int, int, int],
    points: PointSet,
    day: float,
    retention: Retention,
) -> QImage:
    """Draw a patch of plain skin of that colour, its right half filled as ``area`` is.

    Lips have no skin around them here: their colour is taken as it is, whatever the client's tone.
    """
    width, height = (round(side * PATCH_PX_PER_MM) for side in PATCH_MM)
    bare = np.ones((height, width), dtype=np.float32)
    photo = Photo(np.full((height, width, 3), skin, dtype=np.uint8))
    surface = Surface(1, bare, 0 * bare, 0 * bare, 0.6, 0.0)
    plan = replace(case.plan, areas=(_patch_of(area),))
    ref = PhotoRef(sha256="0" * 64, suffix=".png", width=width, height=height)
    view = View(id=_NAME, side="flat", photo=ref, camera=FlatCamera(px_per_mm=PATCH_PX_PER_MM))
    field = place_dots(plan, points, _NAME)
    client = replace(case.client, skin_ita_deg=None) if can_cover(area) else case.client
    subject = Subject(photo, surface, field, view, plan, client)
    shown = render_view(subject, Request(day, retention))
    return image_of_pixels(shown.srgb)


def _patch_of(area: Area) -> Area:
    """Lay an area's filling over the right half, beyond the patch's edges."""
    left, right, far = PATCH_MM[0] / 2, PATCH_MM[0] + 20.0, PATCH_MM[1] + 20.0
    corners = ((left, -20.0, 0.0), (right, -20.0, 0.0), (right, far, 0.0), (left, far, 0.0))
    return replace(
        area,
        id=_NAME,
        kind="flat-patch",
        view=_NAME,
        outline=corners,
        feather_mm=0.0,
        strokes=(),
    )


def _pixels_of(image: QImage) -> Bytes8:
    """Give a 32-bit image's pixels (H, W, 3) as R, G, B."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    row = np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(plain.height(), -1, 4)
    return np.asarray(row[:, : plain.width(), 2::-1]).copy()
