"""Which frames are asked for, and which are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import msgspec
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from smp_sim.model.case import Case
from smp_sim.ui.canvas import Canvas
from smp_sim.ui.preview import Preview
from smp_sim.ui.session import Session
from smp_sim.ui.worker import RenderWorker
from tests.ui.stand_ins import ColourMaker, small_case, small_view


def with_seed(case: Case, seed: int) -> Case:
    """Give the case with another seed."""
    return msgspec.structs.replace(case, plan=msgspec.structs.replace(case.plan, seed=seed))


@dataclass
class Stage:
    """A session, a canvas and a worker, joined by a preview."""

    session: Session
    canvas: Canvas
    maker: ColourMaker
    preview: Preview

    def levels(self) -> list[str]:
        """Give the levels asked for so far."""
        return [request.level for request in self.maker.asked]

    def is_settled(self) -> bool:
        """Say whether coarse and fine both show the session's day."""
        picture = self.canvas.picture
        return all(
            frame is not None and frame.request.day == self.session.day
            for frame in (picture.coarse, picture.fine)
        )


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    """Give a stage with one small photo, settled."""
    session, canvas, maker = Session(), Canvas(), ColourMaker()
    qtbot.addWidget(canvas)
    canvas.resize(300, 200)
    canvas.show()
    worker = RenderWorker(lambda: maker)
    joined = Stage(session, canvas, maker, Preview(session, canvas, worker))
    session.replace_document(small_case("a", "b"), {})
    qtbot.waitUntil(joined.is_settled)
    yield joined
    maker.gate.set()
    worker.stop()


def test_coarse_comes_first(stage: Stage) -> None:
    """A new photo shows a coarse frame at once and the fine one after."""
    assert stage.levels() == ["coarse", "fine"]


def test_a_new_day_with_layers_ready_is_fine_at_once(stage: Stage, qtbot: QtBot) -> None:
    """When only the day moves the fine frame is asked for straight away, the coarse one after."""
    stage.session.show_day(3.0)
    qtbot.waitUntil(stage.is_settled)
    assert stage.levels()[2:] == ["fine", "coarse"]


def test_an_edit_is_coarse_at_once_and_fine_at_rest(stage: Stage, qtbot: QtBot) -> None:
    """While a slider moves only coarse frames are made."""
    stage.preview._rest.setInterval(1000)  # so that a busy machine's pauses are no rest
    for seed in (2, 3, 4):
        stage.session.edit("Seed", partial(with_seed, seed=seed))
        qtbot.wait(30)
    during = stage.levels()[2:]
    assert set(during) == {"coarse"}
    qtbot.waitUntil(lambda: stage.levels()[-1] == "fine")


def test_zooming_in_asks_for_the_part_in_sight(stage: Stage, qtbot: QtBot) -> None:
    """After a zoom only the visible region is made, no larger than the screen."""
    stage.canvas.zoom_by(6.0, QPointF(150, 100))
    qtbot.waitUntil(lambda: len(stage.maker.asked) == 3)
    request = stage.maker.asked[-1]
    assert request.level == "fine"
    assert request.region == stage.canvas.visible_region()
    assert request.region.pixels < 400 * 300 / 4
    assert request.scale == 1.0


def test_another_view_shows_nothing_of_this_one(stage: Stage, qtbot: QtBot) -> None:
    """A frame that was in the making for view a is not shown after a switch to view b."""
    stage.maker.gate.clear()
    stage.session.show_day(5.0)
    qtbot.waitUntil(lambda: len(stage.maker.asked) == 3)
    stage.session.show_view(1)
    assert stage.canvas.picture.coarse is None
    assert stage.canvas.picture.fine is None
    shown: list[str] = []
    stage.preview.shown.connect(lambda frame: shown.append(frame.request.view_id))
    stage.maker.gate.set()
    qtbot.waitUntil(stage.is_settled)
    assert set(shown) == {"b"}


def test_another_document_shows_nothing_of_the_last(stage: Stage, qtbot: QtBot) -> None:
    """The same view id in another client's case is another photo."""
    stage.maker.gate.clear()
    stage.session.show_day(5.0)
    qtbot.waitUntil(lambda: len(stage.maker.asked) == 3)
    other = small_case("a")
    stage.session.replace_document(other, {})
    assert stage.canvas.picture.coarse is None
    stage.maker.gate.set()
    qtbot.waitUntil(stage.is_settled)
    for frame in (stage.canvas.picture.coarse, stage.canvas.picture.fine):
        assert frame is not None
        assert frame.request.case is other


def test_an_empty_document_clears_the_canvas(stage: Stage) -> None:
    """Closing the case leaves no picture."""
    stage.session.replace_document(msgspec.structs.replace(stage.session.case, views=()), {})
    assert stage.canvas.photo_rect.isEmpty()


def test_slow_frames_make_the_next_ones_smaller(stage: Stage, qtbot: QtBot) -> None:
    """When coarse frames were quick the next has more pixels; when they were slow it has fewer."""
    frame = stage.canvas.picture.coarse
    assert frame is not None
    views = tuple(small_view(name, width=3000, height=2000) for name in ("a", "b"))
    stage.session.replace_document(Case(views=views), {})
    qtbot.waitUntil(stage.is_settled)
    scales = []
    for index, elapsed_ms in ((1, 5.0), (0, 400.0)):
        taken = type(frame)(frame.request, frame.before, frame.after, elapsed_ms)
        for _ in range(4):
            stage.preview._learn_pace(taken)
        known = len(stage.maker.asked)
        stage.session.show_view(index)
        qtbot.waitUntil(stage.is_settled)
        coarse = (r for r in stage.maker.asked[known:] if r.level == "coarse")
        scales.append(next(coarse).scale)
    assert scales[1] < scales[0]
