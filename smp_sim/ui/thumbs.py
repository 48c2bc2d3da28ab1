"""Small pictures of every view with the plan in it, made while the hand rests.

They show the healed preview, whatever day the timeline is on: what is planned, seen from all sides.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from smp_sim.model.case import Case, View
from smp_sim.ui.frames import Frame, FrameRequest, Region
from smp_sim.ui.session import Session, healed_day
from smp_sim.ui.worker import RenderWorker

#: The channel's name sorts behind all canvases': they are served first.
CHANNEL = "~thumbs"

#: Nothing changed for so long (ms): then there is time for small pictures.
QUIET_MS = 900

#: Longer side of a small picture, px: twice what the strip shows, for sharp screens.
_LONGEST_PX = 200


class Thumbs(QObject):
    """Asks for one small picture after the other; ``made`` brings the frame of each."""

    made = Signal(object)

    def __init__(self, session: Session, worker: RenderWorker, parent: QObject | None) -> None:
        super().__init__(parent)
        self._session, self._worker = session, worker
        self._document = self._serial = 0
        self._shown: dict[str, FrameRequest] = {}
        self._asked: FrameRequest | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._ask_next)
        session.replaced.connect(self._forget)
        session.changed.connect(self._quiet.start)
        worker.made.connect(self._on_made)

    def renew(self) -> None:
        """Bring every small picture once more, as for a new strip."""
        self._shown.clear()
        self._quiet.start()

    def _forget(self) -> None:
        self._document += 1
        self._shown.clear()
        self._asked = None

    def _ask_next(self) -> None:
        """Ask for the first view whose small picture is out of date."""
        wanted = (self._request(view) for view in self._session.case.views)
        self._asked = next((request for request in wanted if not self._is_shown(request)), None)
        if self._asked is not None:
            self._worker.ask(self._asked)

    def _is_shown(self, request: FrameRequest) -> bool:
        shown = self._shown.get(request.view_id)
        return shown is not None and _looks_alike(shown.case, request.case, request.view_id)

    def _request(self, view: View) -> FrameRequest:
        self._serial += 1
        case, photo = self._session.case, view.photo
        return FrameRequest(
            serial=self._serial,
            document=self._document,
            case=case,
            photos=self._session.photos,
            view_id=view.id,
            day=healed_day(case),
            retention="typical",
            region=Region(0, 0, photo.width, photo.height),
            scale=min(1.0, _LONGEST_PX / max(photo.width, photo.height)),
            level="coarse",
            channel=CHANNEL,
        )

    def _on_made(self, frame: Frame) -> None:
        if self._asked is None or frame.request is not self._asked:
            return
        self._asked = None
        self._shown[frame.request.view_id] = frame.request
        self.made.emit(frame)
        if not self._quiet.isActive():
            self._ask_next()


def _looks_alike(one: Case, other: Case, view_id: str) -> bool:
    """Say whether a view's small picture is the same in both cases."""
    if one.plan is not other.plan or one.client is not other.client:
        return False
    views = [next((v for v in case.views if v.id == view_id), None) for case in (one, other)]
    return views[0] is views[1]
