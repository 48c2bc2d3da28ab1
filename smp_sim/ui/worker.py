"""The one thread that makes pictures: the latest request wins, the window never waits.

A fine frame in the making is given up when its canvas asks for another: a hand that moves again
sees its coarse frame at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThread, Signal

from smp_sim.document.progress_report import Cancelled
from smp_sim.model.errors import SmpError
from smp_sim.ui.frames import FrameMaker, FrameRequest


class RenderWorker(QThread):
    """Makes frames one after the other. A request that has not begun is replaced by a later one.

    Each channel has its own latest request; the first channel goes first.

    ``made`` brings a Frame, ``refused`` an SmpError, ``broke`` any other exception: a fault of
    the program, told to the window's own crash handler while the thread goes on.
    ``make_maker`` is called in the thread, so that the engine is imported away from the window.
    """

    made = Signal(object)
    refused = Signal(object)
    broke = Signal(object)
    busy = Signal(bool)

    def __init__(self, make_maker: Callable[[], FrameMaker], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_maker = make_maker
        self._maker: FrameMaker | None = None
        self._wanted: dict[str, FrameRequest] = {}
        self._stopping = False
        self._news = threading.Condition()

    def ask(self, request: FrameRequest) -> None:
        """Ask for a frame; forget one that was asked for and has not begun."""
        with self._news:
            self._wanted[request.channel] = request
            self._news.notify()
        self.wake()

    def wake(self) -> None:
        """Bring the engine in before anything is asked of it.

        Its libraries hold the interpreter while they load: better before a photo is opened than
        just then.
        """
        if not self.isRunning() and not self._stopping:
            self.start(QThread.Priority.LowPriority)

    def forget(self, channel: str) -> None:
        """Drop what a canvas asked for and has not begun."""
        with self._news:
            self._wanted.pop(channel, None)

    def _give_up_late(self, request: FrameRequest, share: float, words: str) -> None:
        """End the making of a fine frame that a later request has overtaken."""
        del share, words
        with self._news:
            late = self._stopping or request.channel in self._wanted
        if late and request.level == "fine":
            raise Cancelled

    def stop(self) -> None:
        """End the thread once the frame in the making is done, and wait for that."""
        with self._news:
            self._stopping = True
            self._wanted.clear()
            self._news.notify()
        self.wait()

    def run(self) -> None:
        """Bring the engine in, then serve requests until told to stop."""
        if not self._wanted:
            self._safely(self._bring_engine)
        while (request := self._next_request()) is not None:
            self.busy.emit(True)
            self._serve(request)
            self.busy.emit(False)

    def _next_request(self) -> FrameRequest | None:
        with self._news:
            self._news.wait_for(lambda: self._stopping or bool(self._wanted))
            # The window's own picture is asked for under the empty name: it comes first.
            return None if self._stopping else self._wanted.pop(min(self._wanted))

    def _serve(self, request: FrameRequest) -> None:
        def make() -> None:
            progress = partial(self._give_up_late, request)
            self.made.emit(self._bring_engine().make_frame(request, progress))

        self._safely(make)

    def _bring_engine(self) -> FrameMaker:
        if self._maker is None:
            self._maker = self._make_maker()
        return self._maker

    def _safely(self, work: Callable[[], object]) -> None:
        """Do some work; what goes wrong reaches the window, and the thread goes on."""
        try:
            work()
        except Cancelled:
            return
        except SmpError as mistake:
            self.refused.emit(mistake)
        except Exception as fault:  # noqa: BLE001 - the thread's edge: a fault must reach the window
            self.broke.emit(fault)
