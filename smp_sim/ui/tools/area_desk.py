"""What the area tools share with their controls: the chosen area, the kind drawn, the brush."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from smp_sim.model.area_kind import AreaKind

#: Brush radii in mm: from a scar to half a crown.
LEAST_BRUSH_MM, MOST_BRUSH_MM = 0.5, 40.0
_FIRST_BRUSH_MM = 6.0


class AreaDesk(QObject):
    """Holds the choice. ``changed`` follows each change of it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area_id = ""
        self._brush_mm = _FIRST_BRUSH_MM
        self._kind: AreaKind = "patch"

    @property
    def area_id(self) -> str:
        """The chosen area's id; empty: none was chosen."""
        return self._area_id

    @property
    def brush_mm(self) -> float:
        """Radius of the brush on the skin, at full pressure."""
        return self._brush_mm

    @property
    def kind(self) -> AreaKind:
        """The kind of area that a drawn line becomes; a patch stands for one in a close-up too."""
        return self._kind

    def set_kind(self, kind: AreaKind) -> None:
        """Draw areas of another kind from now on."""
        if kind != self._kind:
            self._kind = kind
            self.changed.emit()

    def choose(self, area_id: str) -> None:
        """Choose an area."""
        if area_id != self._area_id:
            self._area_id = area_id
            self.changed.emit()

    def set_brush(self, radius_mm: float) -> None:
        """Take another brush."""
        wanted = min(max(radius_mm, LEAST_BRUSH_MM), MOST_BRUSH_MM)
        if wanted != self._brush_mm:
            self._brush_mm = wanted
            self.changed.emit()
