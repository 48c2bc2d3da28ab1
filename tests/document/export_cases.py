"""Small cases to export from: a head in two views, and a close-up full of personal metadata."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import add_area, add_view
from smp_sim.document.export.export_order import ExportOrder
from smp_sim.document.export.provenance import ExportKind
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.document.studio import Studio
from smp_sim.model.camera import FlatCamera, Scale
from smp_sim.model.case import Case, View
from smp_sim.model.client import Client
from smp_sim.model.plan import Area
from smp_sim.render.photo import measure_photo

#: Words that stand in the metadata of :func:`personal_photo`, and must stand in no export.
PERSONAL = ("Erika Musterfrau", "SN-4711-0815", "Hauptstrasse", "2024:05:06", "Pixel Nine")


@cache
def studio() -> Studio:
    """Give the engine, with its point set read once."""
    return Studio(load_points())


@cache
def head_dossier() -> Dossier:
    """Give the sample head, front from above and left, 360 x 450 px."""
    return sample_dossier(sides=("front-high", "left"), width=360, height=450)


def order_for(dossier: Dossier, kind: ExportKind, **others: object) -> ExportOrder:
    """Give an order of a kind for the first view, on day 56 unless told."""
    view_id = dossier.case.views[0].id if dossier.case.views else ""
    return ExportOrder(kind=kind, view_id=view_id, **{"day": 56.0, **others})  # type: ignore[arg-type]


def personal_photo() -> bytes:
    """Give a JPEG of 30 x 22 mm of skin whose EXIF, GPS, XMP, IPTC and comment name a person."""
    grain = np.random.default_rng(5).normal(0.0, 3.0, (220, 300, 1))
    skin = np.clip(np.array([189.0, 155.0, 134.0]) + grain, 0, 255).astype(np.uint8)
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = PERSONAL[0]
    exif[ExifTags.Base.Model] = PERSONAL[4]
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = PERSONAL[1]
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{PERSONAL[3]} 07:08:09"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = tuple(IFDRational(part) for part in (48, 51, 29))
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><!--{PERSONAL[2]} 1--></x:xmpmeta>'.encode()
    stream = io.BytesIO()
    Image.fromarray(skin).save(
        stream, "JPEG", quality=97, exif=exif, xmp=xmp, comment=PERSONAL[0].encode()
    )
    data = stream.getvalue()
    return data[:2] + _iptc_segment(PERSONAL[0].encode()) + data[2:]


def _iptc_segment(name: bytes) -> bytes:
    """Give a JPEG segment with the IPTC byline (IIM 2:80) in a Photoshop resource."""
    record = b"\x1c\x02\x50" + len(name).to_bytes(2, "big") + name
    record += b"\0" * (len(record) % 2)
    body = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record
    return b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body


@cache
def personal_dossier() -> Dossier:
    """Give a case of that photo with a treated patch; the client's code is a secret too."""
    data = personal_photo()
    camera, scale = FlatCamera(px_per_mm=10.0), Scale(source="ruler", error_percent=1.0)
    view = View(id="flat", side="flat", photo=measure_photo(data), camera=camera, scale=scale)
    corners = ((3.0, 3.0, 0.0), (27.0, 3.0, 0.0), (27.0, 19.0, 0.0), (3.0, 19.0, 0.0))
    patch = Area(id="patch", kind="flat-patch", view="flat", outline=corners, feather_mm=1.0)
    case = add_area(add_view(Case(client=Client(reference="SECRET-77")), view), patch)
    return Dossier(case, {view.photo.sha256: data})
