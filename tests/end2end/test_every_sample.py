"""Every sample client goes the whole way: plan, pictures, advice, report, case file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from smp_sim.document.advice.area_advice import notes_of
from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.disk.assets import load_points
from smp_sim.document.export.wording import wording_of
from smp_sim.document.report.blocks import Bullets, Table
from smp_sim.document.report.case_figures import ReportOrder, measure_case
from smp_sim.document.report.naming import AREA_NAMES
from smp_sim.document.report.report_text import write_report
from smp_sim.document.samples.treatment_samples import SAMPLE_NAMES, treatment_sample
from smp_sim.document.studio import Studio
from smp_sim.model.plan import DAYS_PER_YEAR
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request

#: Small pictures: what is tested is that everything is there, not how it looks.
WIDTH, HEIGHT = 240, 300


@pytest.fixture(scope="module")
def studio() -> Studio:
    """Give one engine for all."""
    return Studio(load_points())


@pytest.fixture(scope="module", params=SAMPLE_NAMES)
def sample(request: pytest.FixtureRequest) -> Dossier:
    """Draw one sample client after the other, each once for all tests."""
    return treatment_sample(request.param, width=WIDTH, height=HEIGHT)


def change_on(studio: Studio, dossier: Dossier, day: float) -> float:
    """Give by how much a day's picture of the first view differs from the photo, summed."""
    view = dossier.case.views[0].id
    before = np.asarray(studio.photo(dossier, view).srgb, dtype=np.int64)
    return float(np.abs(studio.render(dossier, view, Request(day)).srgb - before).sum())


def test_pigment_shows_fresh_and_healed_and_fades(studio: Studio, sample: Dossier) -> None:
    """Healed there is something to see, four years later less of it, fresh it is there at once."""
    healed = healed_day(sample.case.plan)
    changes = [change_on(studio, sample, day) for day in (0.0, healed, healed + 4 * DAYS_PER_YEAR)]
    assert min(changes) > 0.0
    assert changes[2] < 0.9 * changes[1]


def test_its_advice_stands_among_the_warnings(sample: Dossier) -> None:
    """What is special about the kinds of its areas is said, and each thing once."""
    case = sample.case
    said = [str(warning.text) for warning in find_warnings(case)]
    assert len(said) == len(set(said))
    for note in notes_of(case.plan.areas):
        assert str(note) in said


def test_its_report_names_its_areas(studio: Studio, sample: Dossier) -> None:
    """The plan's page has every area by its kind, and the notes stand in the report, in German."""
    words = wording_of("de")
    order = ReportOrder(written_on=date(2026, 11, 25), language="de")
    report = write_report(measure_case(studio, sample, order))
    blocks = [block for section in report.sections for block in section.blocks]
    cells = " ".join(
        str(cell)
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    )
    lines = [line for block in blocks if isinstance(block, Bullets) for line in block.items]
    for area in sample.case.plan.areas:
        assert words.say(AREA_NAMES[area.kind]) in cells
    for note in notes_of(sample.case.plan.areas):
        assert words.tell(note) in lines


def test_it_is_saved_and_opened_as_it_was(tmp_path: Path, sample: Dossier) -> None:
    """A case file keeps everything that a treatment needs."""
    save_case(sample, tmp_path / "case.smp")
    assert open_case(tmp_path / "case.smp").case == sample.case
