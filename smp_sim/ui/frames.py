"""What the window asks of the engine, and what comes back: one part of one view on one day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol

import msgspec
from PySide6.QtGui import QImage

from smp_sim.document.progress_report import Progress, unheard
from smp_sim.model.case import Case
from smp_sim.model.plan import Retention
from smp_sim.model.viewing import AS_TAKEN, Viewing

Level = Literal["coarse", "fine"]


class Region(NamedTuple):
    """A rectangle of whole photo pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def pixels(self) -> int:
        """How many photo pixels it holds."""
        return self.width * self.height


class FrameRequest(msgspec.Struct, frozen=True):
    """One picture to make.

    ``serial`` grows with every request, ``document`` with every document opened: a frame of an
    earlier document is never shown. ``scale`` is picture pixels for each photo pixel, (0, 1].
    ``channel`` names the canvas that asks: each has its own latest request.
    """

    serial: int
    document: int
    case: Case
    photos: Mapping[str, bytes]
    view_id: str
    day: float
    retention: Retention
    region: Region
    scale: float
    level: Level
    viewing: Viewing = AS_TAKEN
    channel: str = ""

    def same_content(self, other: FrameRequest) -> bool:
        """Say whether both show the same plan of the same view on the same day, seen alike."""
        return (
            self.document == other.document
            and self.view_id == other.view_id
            and self.case is other.case
            and self.day == other.day
            and self.retention == other.retention
            and self.viewing == other.viewing
        )

    def same_layers(self, other: FrameRequest) -> bool:
        """Say whether at most day, retention and viewing differ: then layers can be used again."""
        return (
            self.document == other.document
            and self.view_id == other.view_id
            and self.case is other.case
            and self.region == other.region
            and self.scale == other.scale
        )

    def same_picture(self, other: FrameRequest) -> bool:
        """Say whether the other asks for the very same picture."""
        return self.same_content(other) and self.same_layers(other) and self.level == other.level


class Frame(msgspec.Struct, frozen=True):
    """A made picture: the photo alone, and with the plan; both cover the request's region."""

    request: FrameRequest
    before: QImage
    after: QImage
    elapsed_ms: float


class FrameMaker(Protocol):
    """The engine as the window's worker sees it. Called in the worker's thread only."""

    def make_frame(self, request: FrameRequest, progress: Progress = unheard) -> Frame:
        """Make one picture.

        Raises
        ------
        SmpError
            For a user's mistake, such as a photo that can't be read.
        Cancelled
            Where ``progress`` raises it, for it is called between parts of longer work.
        """
        ...
