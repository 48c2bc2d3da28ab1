"""The hatch of later loss: where it is, what it leaves alone, and that the picture says so."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.treatments import take_template
from smp_sim.document.export.export_order import ExportOrder, make_picture
from smp_sim.document.export.exports import render_picture
from smp_sim.document.export.outlook_hatch import hatched, outlook_words
from smp_sim.document.export.picture_file import write_picture
from smp_sim.document.export.provenance import xmp_packet
from smp_sim.document.export.wording import wording_of
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.document.studio import Studio
from smp_sim.document.verification.picture_check import check_picture
from smp_sim.render.pipeline import Request


@pytest.fixture(scope="module")
def studio() -> Studio:
    """Give one engine."""
    return Studio(load_points())


@pytest.fixture(scope="module")
def filled() -> Dossier:
    """Give a small head from above whose receded front is filled; a training case."""
    head = sample_dossier(sides=("top",), width=320, height=400)
    case = take_template(head.case, "norwood-3")
    return dataclasses.replace(head, case=case)


def test_only_the_region_is_hatched() -> None:
    """Bytes outside the region stay; inside, stripes and ground both turn toward the hatch."""
    skin = np.full((120, 160, 3), 120, np.uint8)
    depths = np.full((12, 16), -6.0, np.float32)
    depths[3:9, 4:12] = 6.0
    drawn = hatched(skin, depths)
    assert np.array_equal(drawn[:15], skin[:15])
    assert np.array_equal(drawn[:, 140:], skin[:, 140:])
    inner = drawn[50:70, 60:100, 0].astype(int)
    assert inner.min() > 120
    assert inner.max() - inner.min() > 30
    assert np.array_equal(hatched(skin, -np.abs(depths)), skin)


def test_a_picture_with_an_outlook_says_so(studio: Studio, filled: Dossier) -> None:
    """It differs from the plain one in the region; its words name the grade and the skin."""
    view = filled.case.views[0]
    plain, shown = (
        render_picture(studio, filled, view, Request(56.0), shows_outlook=outlook)
        for outlook in (False, True)
    )
    assert np.mean(np.any(plain != shown, axis=2)) > 0.03
    assert "Norwood VI" in outlook_words(filled.case.plan, wording_of("en"))
    assert "Quadrat-cm" in outlook_words(filled.case.plan, wording_of("de"))


def test_its_metadata_names_the_outlook(studio: Studio, filled: Dossier, tmp_path: object) -> None:
    """So a check of it says what to take instead, and calls it neither genuine nor false."""
    view = filled.case.views[0]
    order = ExportOrder(kind="picture", view_id=view.id, day=56.0, shows_outlook=True)
    made = make_picture(studio, filled, order)
    assert made.origin.assumes == "loss-goes-on"
    path = f"{tmp_path}/outlook.png"
    write_picture(made.srgb, path, xmp=xmp_packet(made.origin))
    verdict = check_picture(studio, filled, path)
    assert verdict.is_undecided
    assert "hatch" in verdict.reason
