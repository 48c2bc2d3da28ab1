"""The hair that is there: lines between the classes of density, as last read from the photos."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from smp_sim.model.case import Case, View
from smp_sim.ui.overlays.overlay import Overlay, Stroke
from smp_sim.ui.translation import mark

if TYPE_CHECKING:
    from smp_sim.document.proposal.hair_density import DensityLines

#: Colours of the lines where the classes begin: none to sparse, to medium, to dense.
COLOURS = {"sparse": "#ffe08a", "medium": "#ffb347", "dense": "#ff7f50"}


class HairOverlay(Overlay):
    """Where hair is sparse, medium and dense. Shows only views as they were when read."""

    id = "hair"
    title = mark("Existing hair")

    def __init__(self) -> None:
        super().__init__()
        self._read: Mapping[str, tuple[View, DensityLines]] = {}

    def keep(self, views: Sequence[View], lines: Sequence[DensityLines]) -> None:
        """Keep what was read from views, until something else is."""
        pairs = zip(views, lines, strict=True)
        self._read = {view.id: (view, found) for view, found in pairs}

    def strokes(self, case: Case, view: View) -> Iterable[Stroke]:
        """Give the lines of a view that is still as it was read."""
        del case
        known = self._read.get(view.id)
        if known is None or known[0] != view:
            return []
        return [
            Stroke(_path_of(rings), COLOURS[name], dashed=name == "sparse")
            for name, rings in known[1].items()
        ]


def _path_of(rings: Sequence[Sequence[tuple[float, float]]]) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
    return path
