"""Close-ups of the sample client: a longer lens on one place, as a flat view in millimetres."""

from __future__ import annotations

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.samples.sample_client import PHOTO_QUALITY
from smp_sim.model.camera import FlatCamera, HeadCamera, Scale, Side
from smp_sim.model.case import View
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import project_places
from smp_sim.render.photo import measure_photo
from smp_sim.render.products import Photo
from smp_sim.render.sample_head import SampleHead, sample_camera

Mask = NDArray[np.bool_]


def close_camera(
    head: SampleHead, side: Side, middle_mm: Vec3, longer: float, size_px: tuple[int, int]
) -> HeadCamera:
    """Give a side's camera with a longer lens, turned to a place by shifting its picture.

    Parameters
    ----------
    middle_mm : the place that stands in the middle, mm from the head's centre.
    longer : how many times as long the lens is as that of a photo of 1200 x 1500 px.
    size_px : width and height of the close-up.
    """
    whole = sample_camera(side, 1200, 1500, head=head)
    place = project_places(whole, np.array(middle_mm))
    shift = (place - np.array(whole.centre_px)) * longer
    width, height = size_px
    centre = (width / 2 - float(shift[0]), height / 2 - float(shift[1]))
    return msgspec.structs.replace(
        whole, width=width, height=height, focal_px=whole.focal_px * longer, centre_px=centre
    )


def close_up(name: str, photo: Photo, px_per_mm: float) -> tuple[View, bytes]:
    """Give a photo as a close-up of known scale: its view, and the bytes of its file."""
    data = encode_picture(np.asarray(photo.srgb, dtype=np.uint8), ".jpg", quality=PHOTO_QUALITY)
    view = View(
        id=name,
        side="flat",
        photo=measure_photo(data),
        camera=FlatCamera(px_per_mm=px_per_mm),
        scale=Scale(source="camera", error_percent=0.0),
    )
    return view, data


def outlines_mm(mask: Mask, px_per_mm: float) -> list[tuple[Vec3, ...]]:
    """Give the outlines of a mask (H, W), the largest first, as corners in mm of the plane."""
    found, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    edges = sorted(found, key=cv2.contourArea, reverse=True)
    lines = (cv2.approxPolyDP(edge, 1.0, closed=True).reshape(-1, 2) for edge in edges)
    return [
        tuple((float(x + 0.5) / px_per_mm, float(y + 0.5) / px_per_mm, 0.0) for x, y in line)
        for line in lines
    ]
