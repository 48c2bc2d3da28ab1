"""Cases and case files for tests."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import msgspec
import numpy as np
from PIL import Image

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import add_area, add_view
from smp_sim.model.camera import FlatCamera, HeadCamera, Scale
from smp_sim.model.case import Case, View
from smp_sim.model.client import Client, Consent
from smp_sim.model.plan import Area, BrushStroke
from smp_sim.render.photo import measure_photo


def png_bytes(width: int = 40, height: int = 50, colour: int = 128) -> bytes:
    """Give a small PNG of one grey."""
    stream = io.BytesIO()
    Image.fromarray(np.full((height, width, 3), colour, dtype=np.uint8)).save(stream, "PNG")
    return stream.getvalue()


def front_camera(width: int = 40, height: int = 50) -> HeadCamera:
    """Give a camera that looks at the face from 900 mm."""
    return HeadCamera(
        width=width,
        height=height,
        position_mm=(0.0, 0.0, 900.0),
        right=(1.0, 0.0, 0.0),
        up=(0.0, 1.0, 0.0),
        focal_px=100.0,
        centre_px=(width / 2, height / 2),
    )


def head_view(data: bytes, name: str = "front") -> View:
    """Give a front view of a photo of 40 x 50 px."""
    scale = Scale(source="iris", error_percent=4.0)
    photo = measure_photo(data)
    return View(id=name, side="front", photo=photo, camera=front_camera(), scale=scale)


def full_dossier() -> Dossier:
    """Give a case that uses every part: two views, three areas, a stroke, a client."""
    front, close = png_bytes(), png_bytes(30, 30, colour=90)
    client = Client(reference="K-17", skin_ita_deg=31.5, consent=Consent(photo="2026-03-01"))
    case = add_view(Case(client=client), head_view(front))
    flat = FlatCamera(px_per_mm=12.0)
    case = add_view(case, View(id="scar", side="flat", photo=measure_photo(close), camera=flat))
    stroke = BrushStroke(effect="erase", points=((0.0, 1.0, 0.0),), radii_mm=(4.0,))
    case = add_area(case, Area(id="top", kind="behind-hairline", shade=0.5, strokes=(stroke,)))
    case = add_area(
        case, Area(id="crown", kind="crown", shade=0.5, outline=((0.0, 0.8, -0.6),) * 3)
    )
    square = ((0.0, 0.0, 0.0), (2.0, 0.0, 0.0), (2.0, 2.0, 0.0))
    case = add_area(
        case, Area(id="patch", kind="flat-patch", shade=0.5, view="scar", outline=square)
    )
    photos = {measure_photo(data).sha256: data for data in (front, close)}
    return Dossier(case, photos)


def dossier_of_photo(data: bytes) -> Dossier:
    """Give a case of one close-up with one area."""
    photo = measure_photo(data)
    view = View(id="a", side="flat", photo=photo, camera=FlatCamera(px_per_mm=8.0))
    square = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0))
    outline = tuple((x, y, 0.0) for x, y in square)
    area = Area(id="patch", kind="flat-patch", shade=0.5, view="a", outline=outline)
    return Dossier(add_area(add_view(Case(), view), area), {photo.sha256: data})


def members_of(data: bytes) -> dict[str, bytes]:
    """Give the parts of a zip by name, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(members: dict[str, bytes]) -> bytes:
    """Give a zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def document_of(data: bytes) -> Any:
    """Give ``case.json`` of a case file as plain values."""
    return msgspec.json.decode(members_of(data)["case.json"])


def with_document(data: bytes, document: object) -> bytes:
    """Give the case file with another ``case.json`` (plain values, or bytes as they are)."""
    text = document if isinstance(document, bytes) else msgspec.json.encode(document)
    return zip_of({**members_of(data), "case.json": text})
