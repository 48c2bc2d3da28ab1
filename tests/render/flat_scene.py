"""A hand-made scene: plain skin seen straight on, with dots on a jittered lattice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.model.plan import Area, Plan, Session
from smp_sim.render.pipeline import Subject
from smp_sim.render.products import DotField, Photo, Surface

Bytes8 = NDArray[np.uint8]
Floats = NDArray[np.float64]

#: Six skins from very light to dark, sRGB (representative of the ITA classes).
SKINS = (
    (197, 168, 151),
    (189, 155, 134),
    (180, 142, 118),
    (166, 126, 100),
    (139, 101, 78),
    (107, 78, 66),
)
ONE_SESSION = (Session(number=1, day=0.0, share=1.0, tone=1.0),)


class Dots(NamedTuple):
    """How a field of the scene is filled."""

    per_cm2: float = 180.0
    diameter_mm: float = 0.25
    tone: float = 1.0
    depth_mm: float = 0.3


def lattice_mm(per_cm2: float, size_mm: tuple[float, float], inset_mm: float) -> Floats:
    """Give places (N, 2) of a jittered hexagonal lattice of this density inside a sheet."""
    rng = np.random.default_rng(5)
    spacing = np.sqrt(2.0 / (np.sqrt(3.0) * per_cm2 / 100.0))
    rows = np.arange(inset_mm, size_mm[1] - inset_mm, spacing * np.sqrt(3.0) / 2.0)
    columns = np.arange(inset_mm, size_mm[0] - inset_mm, spacing)
    shift = (np.arange(len(rows)) % 2 * spacing / 2.0)[:, None]
    x, y = columns + shift, np.broadcast_to(rows[:, None], (len(rows), len(columns)))
    places = np.stack([x.ravel(), y.ravel()], axis=-1)
    return np.asarray(places + rng.normal(0.0, 0.15 * spacing, places.shape))


def make_field(places_mm: Floats, dots: Dots, sessions: int) -> DotField:
    """Give a field of equal dots at places (N, 2), dealt out to the sessions in turn."""
    count = len(places_mm)
    return DotField(
        identity=np.arange(count, dtype=np.int64),
        place=np.column_stack([places_mm, np.zeros(count)]),
        area=np.zeros(count, dtype=np.int32),
        session=(np.arange(count) % sessions).astype(np.int32),
        diameter_mm=np.full(count, dots.diameter_mm),
        tone=np.full(count, dots.tone),
        depth_mm=np.full(count, dots.depth_mm),
    )


def make_scene(
    px_per_mm: float,
    dots: Dots | None = None,
    *,
    size_mm: tuple[float, float] = (24.0, 18.0),
    inset_mm: float = 0.0,
    skin: tuple[int, int, int] | Bytes8 = SKINS[1],
    sessions: tuple[Session, ...] = ONE_SESSION,
) -> Subject:
    """Lay a field on a sheet of skin: one colour, or a picture (H, W, 3) given as ``skin``."""
    dots = dots or Dots()
    width, height = (round(side * px_per_mm) for side in size_mm)
    srgb = np.empty((height, width, 3), dtype=np.uint8)
    srgb[:] = skin
    bare = np.ones((height, width), dtype=np.float32)
    area = Area(
        id="a", kind="flat-patch", view="v", depth_mm=dots.depth_mm, dot_mm=dots.diameter_mm
    )
    photo_ref = PhotoRef(sha256="0" * 64, suffix=".png", width=width, height=height)
    camera = FlatCamera(px_per_mm=px_per_mm)
    return Subject(
        Photo(srgb),
        Surface(1, bare, 0 * bare, 0 * bare, 0.6, 0.0),
        make_field(lattice_mm(dots.per_cm2, size_mm, inset_mm), dots, len(sessions)),
        View(id="v", side="flat", photo=photo_ref, camera=camera),
        Plan(areas=(area,), sessions=sessions),
        Client(),
    )
