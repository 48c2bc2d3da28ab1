"""The sample client: a synthetic head made and lit here, with everything known about it."""

from __future__ import annotations

from smp_sim.render.sample_head.framing import sample_camera
from smp_sim.render.sample_head.head import SampleHead, shape_of
from smp_sim.render.sample_head.picture import SampleView, render_sample
from smp_sim.render.sample_head.stubble import Hairs, grow_stubble

__all__ = [
    "Hairs",
    "SampleHead",
    "SampleView",
    "grow_stubble",
    "render_sample",
    "sample_camera",
    "shape_of",
]
