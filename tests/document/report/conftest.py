"""A small case with every part that a report tells of, measured once."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import add_area, add_view
from smp_sim.document.export.letterhead import Practice
from smp_sim.document.report.case_figures import CaseFigures, ReportOrder, measure_case
from smp_sim.document.studio import Studio
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.model.client import Client, Consent
from smp_sim.model.plan import Area
from smp_sim.render.photo import measure_photo
from tests.document.case_files import head_view, png_bytes

WRITTEN = date(2026, 11, 25)


@pytest.fixture(scope="session")
def studio() -> Studio:
    """Give one engine for all reports."""
    return Studio(load_points())


def skin_png(side_px: int) -> bytes:
    """Give a square PNG of plain skin."""
    stream = io.BytesIO()
    Image.new("RGB", (side_px, side_px), (189, 155, 134)).save(stream, "PNG")
    return stream.getvalue()


def small_dossier(reference: str = "K-17") -> Dossier:
    """Give a front view of known scale, a close-up of unknown scale, skin and a scar to treat."""
    front, close = png_bytes(colour=170), skin_png(120)
    consent = Consent(photo="2026-03-01")
    client = Client(reference=reference, skin_ita_deg=31.5, skin_type="oily", consent=consent)
    case = add_view(Case(client=client), head_view(front))
    flat = FlatCamera(px_per_mm=12.0)
    case = add_view(case, View(id="close", side="flat", photo=measure_photo(close), camera=flat))
    case = add_area(case, Area(id="top", kind="behind-hairline", density_per_cm2=20.0))
    square = ((1.0, 1.0, 0.0), (9.0, 1.0, 0.0), (9.0, 9.0, 0.0), (1.0, 9.0, 0.0))
    scar = Area(
        id="scar", kind="flat-patch", view="close", outline=square, tissue="scar", feather_mm=0.0
    )
    photos = {measure_photo(data).sha256: data for data in (front, close)}
    return Dossier(add_area(case, scar), photos)


def small_order() -> ReportOrder:
    """Give an order with a practice and a known first session."""
    practice = Practice(name="Studio Muster", lines=("Main Street 4",))
    return ReportOrder(written_on=WRITTEN, first_session=date(2026, 12, 7), practice=practice)


@pytest.fixture(scope="session")
def figures(studio: Studio) -> CaseFigures:
    """Give the small case, measured."""
    return measure_case(studio, small_dossier(), small_order())
