"""A photo of 12 megapixels is understood in a few times its coding. On request: ``-m bench``."""

from __future__ import annotations

import time
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from smp_sim.document.disk.assets import load_points
from smp_sim.document.proposal.case_proposal import propose_case
from smp_sim.document.studio import Studio
from smp_sim.render.sample_head import SampleHead, render_sample
from tests.document.proposal.case_of_photos import case_of

pytestmark = pytest.mark.bench

#: At most so many times the processor time of decoding and encoding the photo as a JPEG, which
#: stands for 1.6 s where the two take 0.07 s; 17 to 19 was measured, 1.15 to 1.3 s.
MOST_CODINGS = 23.0


def processor_s(work: Callable[[], object], repeats: int) -> float:
    """Give the least processor time of some repeats, s: a busy machine doesn't count."""
    spent = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def test_twelve_megapixels_are_proposed_in_time() -> None:
    """From decoded photo to the whole proposal: at most the budget in decodings of that JPEG.

    A busy machine spoils a try, so one of three is enough; as a rule the first one is.
    """
    view = render_sample(SampleHead(norwood="6"), "front", width=400, height=500)
    large = cv2.resize(view.photo.srgb, (3100, 3875), interpolation=cv2.INTER_CUBIC)
    dossier = case_of({"front": np.asarray(large, dtype=np.uint8)})

    def takes() -> float:
        studio = Studio(load_points())
        studio.photo(dossier, "front")
        return processor_s(lambda: propose_case(dossier, studio), 1)

    coding = processor_s(lambda: _coded_again(large), 3)
    assert any(takes() <= MOST_CODINGS * coding for _ in range(3))


def _coded_again(pixels: np.ndarray) -> None:
    coded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 92])[1]
    cv2.imdecode(coded, cv2.IMREAD_COLOR)
