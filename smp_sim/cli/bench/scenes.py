"""What the measurements work on: a photo of the sample client at any size, and a plan with dots."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from msgspec.structs import replace
from PIL import Image

from smp_sim.document.disk.assets import load_points
from smp_sim.document.studio import side_by_side
from smp_sim.model.case import PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.model.plan import Area, Plan
from smp_sim.render.dot_field import place_dots
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request, Subject, render_view
from smp_sim.render.products import Bytes8, DotField, Photo, Picture, PointSet
from smp_sim.render.sample_head.framing import sample_camera
from smp_sim.render.sample_head.head import SampleHead
from smp_sim.render.sample_head.picture import render_sample
from smp_sim.render.surface import read_surface

#: Height of the sample's picture; larger photos are made of it, with grain added.
_SAMPLE_PX = 500

#: Grain of a phone camera's picture, as a share of full range (assumed); it sets the JPEG's cost.
_GRAIN = 0.012

_CLIENT = Client()


@dataclass(frozen=True, slots=True)
class Scene:
    """A decoded photo of the sample client from the front and above, its view, and a plan."""

    photo: Photo
    view: View
    plan: Plan


@cache
def points() -> PointSet:
    """Give the program's point set, read once."""
    return load_points()


@cache
def _sample_picture() -> Bytes8:
    width = round(0.75 * _SAMPLE_PX)
    sample = render_sample(SampleHead(), "front-high", width=width, height=_SAMPLE_PX)
    return np.asarray(sample.photo.srgb, dtype=np.uint8)


def scene_of(megapixels: float, dots: int) -> Scene:
    """Make a scene with a photo of so many megapixels (3:4) and about so many dots."""
    height = round(math.sqrt(megapixels * 1e6 / 0.75))
    width = round(0.75 * height)
    camera = sample_camera("front-high", width, height)
    ref = PhotoRef(sha256="0" * 64, suffix=".jpg", width=width, height=height)
    view = View(id="front-high", side="front-high", photo=ref, camera=camera)
    return Scene(Photo(_photo_of(width, height)), view, plan_of(dots))


def _photo_of(width: int, height: int) -> Bytes8:
    large = cv2.resize(_sample_picture(), (width, height), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(1).normal(0.0, 255.0 * _GRAIN, (512, 512)).astype(np.float32)
    tiled = np.tile(grain, (-(-height // 512), -(-width // 512)))[:height, :width, None]
    return np.asarray(np.clip(np.rint(large + tiled), 0, 255), dtype=np.uint8)


@cache
def plan_of(dots: int) -> Plan:
    """Give a plan over the whole scalp whose density makes about so many dots."""
    area = Area(id="whole", kind="whole-scalp", density_per_cm2=100.0)
    plan = Plan(areas=(area,))
    count = len(place_dots(plan, points()))
    return replace(plan, areas=(replace(area, density_per_cm2=100.0 * dots / count),))


def draw_all(scene: Scene, *, dots: DotField | None = None) -> Picture:
    """Run the whole chain from the decoded photo to the healed picture."""
    surface, field = side_by_side(
        lambda: read_surface(scene.photo, scene.view.camera),
        lambda: place_dots(scene.plan, points()) if dots is None else dots,
    )
    request = Request(day=healed_day(scene.plan))
    subject = Subject(scene.photo, surface, field, scene.view, scene.plan, _CLIENT)
    return render_view(subject, request)


def jpeg_of(srgb: Bytes8) -> bytes:
    """Encode a picture as a camera does (quality 92)."""
    stream = io.BytesIO()
    Image.fromarray(srgb).save(stream, "JPEG", quality=92)
    return stream.getvalue()
