"""The thread that makes pictures."""

from __future__ import annotations

from collections.abc import Iterator
from threading import get_ident

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from smp_sim.model.errors import PhotoError
from smp_sim.ui.frames import FrameRequest, Level, Region
from smp_sim.ui.worker import RenderWorker
from tests.ui.stand_ins import ColourMaker, small_case


def request_of(serial: int) -> FrameRequest:
    """Give a request with that number."""
    return FrameRequest(
        serial=serial,
        document=0,
        case=small_case(),
        photos={},
        view_id="a",
        day=56.0,
        retention="typical",
        region=Region(0, 0, 400, 300),
        scale=0.5,
        level="coarse",
    )


@pytest.fixture
def maker() -> ColourMaker:
    """Give a maker of flat frames."""
    return ColourMaker()


@pytest.fixture
def worker(qtbot: QtBot, maker: ColourMaker) -> Iterator[RenderWorker]:
    """Give a worker; its thread is ended afterwards."""
    del qtbot
    running = RenderWorker(lambda: maker)
    yield running
    maker.gate.set()
    running.stop()


def test_a_request_brings_a_frame(worker: RenderWorker, qtbot: QtBot) -> None:
    """The frame carries its request and has the size that was asked for."""
    with qtbot.waitSignal(worker.made) as heard:
        worker.ask(request_of(1))
    frame = heard.args[0]
    assert frame.request.serial == 1
    assert (frame.after.width(), frame.after.height()) == (200, 150)


def test_the_engine_is_brought_in_once_before_it_is_asked(qtbot: QtBot) -> None:
    """Waking makes the engine in the thread; a request then uses that one."""
    made: list[int] = []

    def make_maker() -> ColourMaker:
        made.append(get_ident())
        return ColourMaker()

    worker = RenderWorker(make_maker)
    worker.wake()
    qtbot.waitUntil(lambda: len(made) == 1)
    with qtbot.waitSignal(worker.made):
        worker.ask(request_of(1))
    worker.stop()
    assert len(made) == 1
    assert made[0] != get_ident()


def test_the_latest_request_wins(worker: RenderWorker, maker: ColourMaker, qtbot: QtBot) -> None:
    """Of the requests that came during a frame only the last one is made."""
    maker.gate.clear()
    worker.ask(request_of(1))
    qtbot.waitUntil(lambda: len(maker.asked) == 1)
    for serial in (2, 3, 4):
        worker.ask(request_of(serial))
    with qtbot.waitSignals([worker.made, worker.made]):
        maker.gate.set()
    assert [request.serial for request in maker.asked] == [1, 4]


@pytest.mark.parametrize(("level", "brought"), [("fine", [2]), ("coarse", [1, 2])])
def test_only_a_fine_frame_is_given_up_for_a_later_one(
    worker: RenderWorker, maker: ColourMaker, qtbot: QtBot, level: Level, brought: list[int]
) -> None:
    """A coarse one is finished, so that a drag shows something however fast the hand moves."""
    shown: list[int] = []
    worker.made.connect(lambda frame: shown.append(frame.request.serial))
    maker.gate.clear()
    worker.ask(replace(request_of(1), level=level))
    qtbot.waitUntil(lambda: len(maker.asked) == 1)
    worker.ask(request_of(2))
    maker.gate.set()
    qtbot.waitUntil(lambda: 2 in shown)
    assert shown == brought


def test_a_mistake_is_told_and_work_goes_on(
    worker: RenderWorker, maker: ColourMaker, qtbot: QtBot
) -> None:
    """A photo that can't be read is refused; the next request is served."""
    maker.mistake = PhotoError("It can't be read.")
    with qtbot.waitSignal(worker.refused) as heard:
        worker.ask(request_of(1))
    assert heard.args[0] is maker.mistake
    maker.mistake = None
    with qtbot.waitSignal(worker.made):
        worker.ask(request_of(2))


def test_a_fault_is_told_apart_from_a_mistake(
    worker: RenderWorker, maker: ColourMaker, qtbot: QtBot
) -> None:
    """A fault of the program goes its own way, and the thread lives on."""
    maker.mistake = ZeroDivisionError("seen")
    with qtbot.waitSignal(worker.broke) as heard:
        worker.ask(request_of(1))
    assert heard.args[0] is maker.mistake
    maker.mistake = None
    with qtbot.waitSignal(worker.made):
        worker.ask(request_of(2))


def test_stopping_while_a_frame_is_made(
    worker: RenderWorker, maker: ColourMaker, qtbot: QtBot
) -> None:
    """Closing during a frame waits for it and leaves no thread."""
    maker.gate.clear()
    worker.ask(request_of(1))
    qtbot.waitUntil(lambda: len(maker.asked) == 1)
    worker.ask(request_of(2))
    maker.gate.set()
    worker.stop()
    assert worker.isFinished()
    assert len(maker.asked) == 1


def test_a_stopped_worker_stays_stopped(worker: RenderWorker) -> None:
    """A late request after closing starts nothing."""
    worker.stop()
    worker.ask(request_of(1))
    assert not worker.isRunning()
