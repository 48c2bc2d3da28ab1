"""The shade advised for every skin and hair against the client's own stubble, both drawn here.

Compared is how much darker each makes skin without gloss: 1 - treated over bare luminance.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from smp_sim.document.disk.assets import load_points
from smp_sim.document.proposal.mix_solver import light_left as light_left_by_dots
from smp_sim.document.proposal.shade_advice import advise_for
from smp_sim.document.samples.close_up import close_camera
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import Case
from smp_sim.model.client import Client, HairColour
from smp_sim.model.plan import Area
from smp_sim.render.colour import LUMINANCE, lab_of_linear
from smp_sim.render.sample_head import SampleHead, sample_camera
from smp_sim.render.sample_head.hair_layer import hair_density, light_left
from smp_sim.render.sample_head.raycast import trace_grid
from smp_sim.render.sample_head.scene import scene_of
from smp_sim.render.sample_head.skin import base_reflectance, sample_ita

Floats = NDArray[np.float64]

#: Side of the picture of stubble, px and px/mm, and its middle on the side of the head, mm.
SIDE_PX, PX_PER_MM, MIDDLE_MM = 120, 10.0, (72.0, 25.0, -25.0)
#: Hair as dense as the usual field of dots.
HAIRS_PER_CM2 = 180.0

#: The healed field's darkening over that of the client's own stubble: of black to brown hair it
#: stays lighter on every skin, more so on fair skin; of hair that hardly shows it may be a little
#: darker, of white hair up to twice as dark, since no dot is as faint.
BANDS: dict[HairColour, tuple[float, float]] = {
    "black": (0.4, 0.9),
    "dark-brown": (0.4, 0.9),
    "blond": (0.6, 1.2),
    "white": (0.8, 2.0),
}


@pytest.mark.parametrize(
    ("tone", "hair"),
    [
        *((tone, "dark-brown") for tone in range(1, 7)),
        *product((1, 6), ("black", "blond", "white")),
    ],
)
def test_the_advised_field_keeps_to_the_clients_own_stubble(tone: int, hair: HairColour) -> None:
    """On each of six skins, within the band of its hair."""
    head = SampleHead(skin_tone=tone, hair_colour=hair)
    skin = base_reflectance(head).astype(np.float64)
    ratio = darkening(skin, advised_share(head)) / darkening(skin, stubble_share(hair))
    low, high = BANDS[hair]
    assert low <= ratio <= high


@pytest.mark.parametrize("tone", range(1, 7))
def test_the_advised_field_is_a_neutral_grey(tone: int) -> None:
    """Within ΔE2000 2 of a grey filter that takes as much light."""
    head = SampleHead(skin_tone=tone)
    skin = base_reflectance(head).astype(np.float64)
    treated = skin * advised_share(head)
    grey = skin * (1.0 - darkening(skin, advised_share(head)))
    assert deltaE_ciede2000(lab_of_linear(treated), lab_of_linear(grey)) <= 2.0  # type: ignore[no-untyped-call]


def darkening(skin: Floats, share: Floats) -> float:
    """Give how much darker a share (3,) of light makes skin (3,)."""
    return 1.0 - float((share * skin) @ LUMINANCE / (skin @ LUMINANCE))


def advised_share(head: SampleHead) -> Floats:
    """Give the share (3,) of light that the usual field leaves, shaded as advised."""
    client = Client(skin_ita_deg=sample_ita(head), hair_colour=head.hair_colour)
    advice = advise_for(client)
    area = Area(id="a", kind="flat-patch", view="near", shade=advice.shade, dot_mm=advice.dot_mm)
    skin = base_reflectance(head).astype(np.float64)
    return light_left_by_dots((area,), Case(client=client), load_points(), skin)


@cache
def stubble_share(hair: HairColour) -> Floats:
    """Give the share (3,) of light that shaved hair leaves, as dense as the field of dots."""
    head = SampleHead(hair_colour=hair, norwood="none", side_hairs_per_cm2=HAIRS_PER_CM2)
    scene = scene_of(head, near_side(head))
    depth = trace_grid(scene.shape, scene.camera, 1)
    left = light_left(scene, *hair_density(scene, depth))
    return np.asarray(left[20:-20, 20:-20].mean(axis=(0, 1)), dtype=np.float64)


def near_side(head: SampleHead) -> HeadCamera:
    """Give the left camera with a longer lens, turned to the side of the head."""
    left = sample_camera("left", 1200, 1500, head=head)
    away = float(np.linalg.norm(np.subtract(left.position_mm, left.head_centre_mm) - MIDDLE_MM))
    longer = PX_PER_MM * away / left.focal_px
    return close_camera(head, "left", MIDDLE_MM, longer, (SIDE_PX, SIDE_PX))
