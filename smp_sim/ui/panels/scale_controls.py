"""Controls of ruler and cap: known length, px per mm, and presets of the sides."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smp_sim.model.camera import HeadCamera, Side
from smp_sim.model.case import Case
from smp_sim.ui.filmstrip import SIDE_TITLES
from smp_sim.ui.panels.tool_buttons import ToolButtons
from smp_sim.ui.parameter_slider import TEXT_EDGE_PX
from smp_sim.ui.theme import named, text_px
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

#: Things of known size, mm: bank card (ISO/IEC 7810 ID-1), coins (European Central Bank, United
#: States Mint), the iris (DESIGN: 11.7 mm). 0: another length.
KNOWN_LENGTHS: tuple[tuple[str, float], ...] = (
    (mark("Bank card, long side"), 85.60),
    (mark("Bank card, short side"), 53.98),
    (mark("1 euro coin"), 23.25),
    (mark("2 euro coin"), 25.75),
    (mark("US quarter"), 24.26),
    (mark("Iris"), 11.7),
    (mark("Another length"), 0.0),
)

#: What a typed scale may be off by, in %: assumed.
_TYPED_ERROR_PERCENT = 3.0


class ScaleControls(QWidget):
    """Ruler and cap, with what belongs to them."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from smp_sim.ui.tools.cap_tool import CapTool  # noqa: PLC0415 - the engine
        from smp_sim.ui.tools.ruler_tool import RulerTool  # noqa: PLC0415

        self.bench = bench
        self.ruler, self.cap = RulerTool(bench), CapTool(bench)
        bench.tools.add("ruler", self.ruler)
        bench.tools.add("cap", self.cap)
        titles = {"cap": mark("Fit the cap"), "ruler": mark("Ruler")}
        self.buttons = ToolButtons(bench, titles, self)
        self.hint = named(QLabel(self), "hint")
        self.hint.setWordWrap(True)
        self.known = self._known_box()
        self.length = self._length_box()
        self.apply_button = QPushButton(tr("Set scale"), self)
        self.typed = QLineEdit(self)
        self.sides = {side: self._side_button(side) for side in SIDE_TITLES if side != "flat"}
        self._arrange()
        self._connect()

    def enter(self) -> None:
        """Give the canvas the cap; on a close-up the ruler."""
        view = self.bench.session.view
        on_head = view is None or isinstance(view.camera, HeadCamera)
        self.bench.tools.take("cap" if on_head else "ruler", keys=False)

    def leave(self) -> None:
        """Put the tool down."""
        self.bench.tools.drop()

    def refresh(self) -> None:
        """Show which side is seen, and what the tool in the hand does."""
        view = self.bench.session.view
        on_head = view is not None and isinstance(view.camera, HeadCamera)
        for side, button in self.sides.items():
            button.setEnabled(on_head)
            button.setChecked(view is not None and view.side == side)
        self.buttons.buttons["cap"].setEnabled(on_head)
        self._show_hint()

    # --- parts ----------------------------------------------------------------------------

    def _known_box(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(tr("Known length"))
        for title, length_mm in KNOWN_LENGTHS:
            box.addItem(tr(title), length_mm)
        return box

    def _length_box(self) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(0.0, 500.0)
        box.setDecimals(2)
        box.setSuffix(" mm")
        box.setValue(self.ruler.length_mm)
        box.setAccessibleName(tr("Length between the ends"))
        box.setKeyboardTracking(False)
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.lineEdit().setTextMargins(0, 0, TEXT_EDGE_PX, 0)
        box.setMinimumWidth(text_px(112))
        return box

    def _side_button(self, side: Side) -> QPushButton:
        button = QPushButton(tr(SIDE_TITLES[side]), self)
        button.setCheckable(True)
        button.clicked.connect(lambda: self._face(side))
        return button

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.buttons)
        column.addWidget(self.hint)
        row = QHBoxLayout()
        row.addWidget(self.known, 1)
        row.addWidget(self.length)
        column.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(self.apply_button, 1)
        self.typed.setPlaceholderText(tr("or px per mm"))
        self.typed.setAccessibleName(tr("Scale in px per mm"))
        self.typed.setMaximumWidth(text_px(130))
        row.addWidget(self.typed)
        column.addLayout(row)
        column.addWidget(named(QLabel(tr("The photo shows the head from"), self), "hint"))
        grid = QGridLayout()
        grid.setSpacing(4)
        for index, button in enumerate(self.sides.values()):
            grid.addWidget(button, index // 2, index % 2)
        column.addLayout(grid)

    def _connect(self) -> None:
        self.known.activated.connect(self._choose_known)
        self.length.valueChanged.connect(self._set_length)
        self.apply_button.clicked.connect(self._apply)
        self.typed.returnPressed.connect(self._set_typed)
        self.bench.tools.changed.connect(self._show_hint)

    def _show_hint(self) -> None:
        texts = {
            "cap": tr(
                "Drag the cap onto the head, then one cross to where it is in the photo: the rest"
                " follows. Round handle: size; diamonds: turn, nod, tilt; squares: breadth, height,"
                " length. With Shift the cap turns."
            ),
            "ruler": tr(
                "Click both ends of something you know, say its length, then set the scale."
                " Ends on the skin count at the skin's distance."
            ),
        }
        self.hint.setText(texts.get(self.bench.tools.current, ""))
        self.hint.setVisible(bool(self.hint.text()))

    # --- what they do ---------------------------------------------------------------------

    def _choose_known(self, index: int) -> None:
        length_mm = float(self.known.itemData(index))
        if length_mm > 0.0:
            self.length.setValue(length_mm)
        else:
            self.length.setFocus()
            self.length.selectAll()
        self.bench.tools.take("ruler", keys=length_mm > 0.0)

    def _set_length(self, length_mm: float) -> None:
        self.ruler.length_mm = length_mm
        known = [length for _, length in KNOWN_LENGTHS]
        match = (i for i, length in enumerate(known) if math.isclose(length, length_mm))
        self.known.setCurrentIndex(next(match, len(known) - 1))

    def _apply(self) -> None:
        self.length.interpretText()
        self.ruler.apply()

    def _set_typed(self) -> None:
        """Take the typed scale; what is no number counts as zero, and is refused as that is."""
        view = self.bench.session.view
        if view is None:
            return
        number = _number_of(self.typed.text())

        def edit(case: Case) -> Case:
            from smp_sim.ui.tools.scale_edits import given_case  # noqa: PLC0415 - the engine

            return given_case(case, view.id, number, _TYPED_ERROR_PERCENT)

        self.bench.session.begin_gesture()
        if self.bench.session.edit(tr("Set scale"), edit):
            self.typed.clear()

    def _face(self, side: Side) -> None:
        view = self.bench.session.view
        if view is None:
            return

        def edit(case: Case) -> Case:
            from smp_sim.ui.head_edits import face_side  # noqa: PLC0415 - the engine

            return face_side(case, view.id, side)

        self.bench.session.begin_gesture()
        self.bench.session.edit(tr("Choose side"), edit)
        self.refresh()


def _number_of(text: str) -> float:
    try:
        return float(text.replace(",", ".").strip())
    except ValueError:
        return 0.0
