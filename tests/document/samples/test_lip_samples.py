"""Close-ups of the sample client's lips, with the plan that fills them."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.case.case_checks import check_case
from smp_sim.document.samples.lip_samples import LIP_SAMPLES, LIPS, lip_sample
from smp_sim.model.camera import FlatCamera


@pytest.mark.parametrize("name", LIP_SAMPLES)
def test_each_is_a_whole_case_at_its_true_scale(name: str) -> None:
    """A close-up without an error of scale; the lips are some 50 mm wide in it.

    Two sittings; dark lips get one more in front, for their corrector.
    """
    dossier = lip_sample(name, width=320, height=220)
    check_case(dossier.case)
    (view,) = dossier.case.views
    assert (view.id, view.scale.error_percent) == (LIPS, 0.0)
    width_mm = float(np.ptp(np.array(dossier.case.plan.areas[0].outline)[:, 0]))
    assert 46.0 < width_mm < 53.0
    days = [session.day for session in dossier.case.plan.sessions]
    assert days == [42.0 * number for number in range(3 if LIP_SAMPLES[name].corrector else 2)]


def test_it_is_drawn_finely_enough_to_judge_a_border() -> None:
    """At its own width of 960 px the close-up has more than 8 pixels a millimetre."""
    (view,) = lip_sample("lips", width=240, height=165).case.views
    assert isinstance(view.camera, FlatCamera)
    assert view.camera.px_per_mm * 960 / 240 > 8.0
