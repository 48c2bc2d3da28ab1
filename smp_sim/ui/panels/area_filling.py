"""How the chosen area is filled: only the controls that its kind reads."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QVBoxLayout, QWidget

from smp_sim.model.area_kind import KIND_TRAITS, AreaKind, Tissue
from smp_sim.model.case import Case
from smp_sim.model.plan import Area, Technique
from smp_sim.model.units import limits_of
from smp_sim.ui.panels.area_choice import AreaChoice
from smp_sim.ui.panels.bound_sliders import area_slider
from smp_sim.ui.panels.optional_number import OptionalNumber
from smp_sim.ui.session import Session
from smp_sim.ui.translation import mark, tr

# The engine is imported on use.
# ruff: noqa: PLC0415

#: What the skin is like, which changes how it heals.
TISSUE_TITLES: dict[Tissue, str] = {
    "normal": mark("Normal skin"),
    "scar": mark("Scar"),
    "burn": mark("Burn"),
    "vitiligo": mark("Vitiligo"),
    "lip": mark("Lip"),
}

#: Pigments by name: those of the model, and mixes of the palette.
PIGMENT_TITLES = {
    "carbon": mark("Carbon"),
    "carbon-cool": mark("Carbon, cooler mix"),
    "mixed": mark("A mix of its own"),
    "lip-nude": mark("Lips: nude"),
    "lip-rose": mark("Lips: rose"),
    "lip-coral": mark("Lips: coral"),
    "lip-red": mark("Lips: red"),
    "lip-berry": mark("Lips: berry"),
    "lip-corrector": mark("Lips: orange corrector for dark lips"),
    "lip-corrector-coral": mark("Lips: coral corrector for brown lips"),
    "lip-corrector-yellow": mark("Lips: yellow corrector for violet lips"),
}

#: How pigment is set.
TECHNIQUE_TITLES: dict[Technique, str] = {
    "dots": mark("Dots, set one by one"),
    "wash": mark("Wash, shaded evenly"),
}

#: What may be laid on lips in a sitting before their colour.
CORRECTOR_TITLES = {
    "": mark("No corrector first"),
    "lip-corrector": mark("Orange corrector first"),
    "lip-corrector-coral": mark("Coral corrector first"),
    "lip-corrector-yellow": mark("Yellow corrector first"),
}

_COUNTS_TIP = mark(
    "The density counts hairs and dots together, so that dots fill only what the hair lacks. Read"
    " the client's hair first."
)

#: Fields that every kind reads, in the order of their sliders; then those of some kinds.
_COMMON = ("density_per_cm2", "dot_mm", "shade", "variety")
_OF_LIPS = ("ombre", "liner_mm", "liner_tone")
_OF_SOME = ("cover", "hair_per_cm2", "uptake_scatter", "feather_mm", *_OF_LIPS)
_FIELDS = ("width_mm", *_COMMON, *_OF_SOME)

#: What shapes dots or leaves room for hair. A wash has no dots: their size would only be a second
#: way to say how full it is, beside its density.
_UNREAD_BY_WASHES = ("dot_mm", "variety", "hair_per_cm2", "uptake_scatter")


def fields_shown(area: Area) -> tuple[str, ...]:
    """Give the fields that an area reads: its kind's, by how it is set."""
    read = fields_read(area.kind)
    if area.technique == "wash":
        return tuple(name for name in read if name not in _UNREAD_BY_WASHES)
    if area.fills_up and "hair_per_cm2" not in read:
        return (*read, "hair_per_cm2")
    return read


def has_axis(area: Area) -> bool:
    """Say whether an area's dots may follow an axis of the hair: those among it in a close-up."""
    return area.is_flat and area.technique == "dots" and area.kind not in ("vitiligo", "lips")


def imitates_hair(area: Area) -> bool:
    """Say whether an area's dots stand for hair, as those of washes, vitiligo and lips don't."""
    from smp_sim.render.dot_growth import stands_for_hair

    return stands_for_hair(area)


def fields_read(kind: AreaKind) -> tuple[str, ...]:
    """Give the fields of an area that a kind reads, in the order of their sliders."""
    traits = KIND_TRAITS[kind]
    if kind == "placed":
        return ("shade",)
    reads = set(_COMMON)
    if traits.shape in ("line", "spots"):
        reads.add("width_mm")
    else:
        reads.add("feather_mm")
    if traits.tissue in ("scar", "burn"):
        reads.add("uptake_scatter")
    if traits.fills_up:
        reads.add("hair_per_cm2")
    if kind in ("lips", "vitiligo"):
        reads.add("cover")
    if kind == "lips":
        reads.update(_OF_LIPS)
    return tuple(field for field in _FIELDS if field in reads)


def pigments_for(area: Area) -> tuple[str, ...]:
    """Give the pigments that suit an area's kind; the one it has is always among them."""
    from smp_sim.document.editing.pigments import pigment_name

    lips = area.kind == "lips"
    fitting = [name for name in PIGMENT_TITLES if name.startswith("lip-") == lips]
    has = pigment_name(area)
    return tuple(name for name in PIGMENT_TITLES if name in fitting or name == has)


def _captioned(*parts: QWidget) -> QFormLayout:
    """Lay controls under one another, each with its spoken name beside it, or above where long."""
    rows = QFormLayout()
    rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for part in parts:
        rows.addRow(part.accessibleName(), part)
    return rows


class AreaFilling(QWidget):
    """Sliders, pigment and tissue of the chosen area."""

    def __init__(self, session: Session, choice: AreaChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._choice = session, choice
        self.sliders = {
            name: area_slider(session, name, lambda: choice.area_id) for name in _FIELDS
        }
        self.technique = self._box(tr("Technique"), self._set_technique)
        for technique, title in TECHNIQUE_TITLES.items():
            self.technique.addItem(tr(title), technique)
        self.technique.setToolTip(
            tr("A wash lies under the dots of other areas: both share the same skin.")
        )
        self.stage = self._box(tr("In which sessions"), self._set_stage)
        self.pigment = self._box(tr("Pigment"), self._set_pigment)
        self.corrector = self._box(tr("Corrector"), self._set_corrector)
        for name, title in CORRECTOR_TITLES.items():
            self.corrector.addItem(tr(title), name)
        self.counts = QCheckBox(tr("Count the client's hair"), self)
        self.counts.setToolTip(tr(_COUNTS_TIP))
        self.counts.clicked.connect(self._set_counts)
        self.growth = OptionalNumber(limits_of(Area, "growth_deg"), tr("Not known"), self)
        self.growth.setAccessibleName(tr("Direction of the hair"))
        self.growth.setSuffix("°")
        self.growth.setToolTip(tr("0° along the photo's rows, 90° along its columns"))
        self.growth.answered.connect(self._set_growth)
        self.tissue = self._box(tr("Tissue"), self._set_tissue)
        for tissue, title in TISSUE_TITLES.items():
            self.tissue.addItem(tr(title), tissue)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._first_rows = _captioned(self.technique, self.pigment, self.corrector)
        self._last_rows = _captioned(self.tissue, self.stage, self.growth)
        column.addLayout(self._first_rows)
        for part in (*self.sliders.values(), self.counts):
            column.addWidget(part)
        column.addLayout(self._last_rows)

    def refresh(self) -> None:
        """Show the chosen area, and the controls that its kind reads."""
        area = self._choice.area
        self.setEnabled(area is not None)
        read = fields_shown(area) if area is not None else _COMMON
        for name, slider in self.sliders.items():
            slider.setVisible(name in read)
            if area is not None:
                slider.show_value(getattr(area, name))
        self._last_rows.setRowVisible(self.growth, area is not None and has_axis(area))
        if area is not None:
            self.growth.show_number(area.growth_deg)
            self._first_rows.setRowVisible(self.technique, area.kind != "placed")
            self.technique.setCurrentIndex(self.technique.findData(area.technique))
            self._show_stage(area)
            self._show_pigment(area)
            self.counts.setVisible(area.may_count_hair)
            self.counts.setChecked(area.counts_hair)
            self.tissue.setCurrentIndex(self.tissue.findData(area.tissue))

    def _set_growth(self, growth_deg: float | None) -> None:
        label = tr("{name} changed", name=self.growth.accessibleName())
        self._change(label, growth_deg=growth_deg)

    def _show_pigment(self, area: Area) -> None:
        from smp_sim.document.editing.pigments import corrector_name, pigment_name

        self.pigment.clear()
        for name in pigments_for(area):
            self.pigment.addItem(tr(PIGMENT_TITLES[name]), name)
        self.pigment.setCurrentIndex(self.pigment.findData(pigment_name(area)))
        self._first_rows.setRowVisible(self.corrector, area.kind == "lips")
        self.corrector.setCurrentIndex(self.corrector.findData(corrector_name(area)))

    def _show_stage(self, area: Area) -> None:
        """Offer the sittings that the area may be worked on in, and show its own."""
        from smp_sim.document.editing.techniques import stage_of, tone_sessions

        count = len(self._session.case.plan.sessions)
        tone, stage = tone_sessions(count), stage_of(area, count)
        first, last = area.first_session, min(area.last_session, count)
        titles = {
            "all": tr("In all sessions"),
            "tone": tr("Up to session {last}: the tone first", last=tone),
            "after-tone": tr("From session {first}: after the tone", first=tone + 1),
            "own": tr("In sessions {first} to {last}", first=first, last=last),
        }
        self.stage.clear()
        for name, title in titles.items():
            if name != "own" or stage == "own":
                self.stage.addItem(title, name)
        self.stage.setCurrentIndex(self.stage.findData(stage))
        self._last_rows.setRowVisible(self.stage, tone > 0 and area.kind != "placed")

    def _box(self, title: str, take: object) -> QComboBox:
        box = QComboBox(self)
        # Its longest entry may be wider than the panel: the box takes the room that there is.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.setAccessibleName(title)
        box.activated.connect(take)
        return box

    def _set_tissue(self, index: int) -> None:
        self._change(tr("Change tissue"), tissue=self.tissue.itemData(index))

    def _set_counts(self) -> None:
        self._change(tr("Count hair"), counts_hair=self.counts.isChecked())

    def _set_pigment(self, index: int) -> None:
        from smp_sim.document.editing.pigments import pigment_fields, pigment_name

        name = str(self.pigment.itemData(index))
        area = self._choice.area
        if area is not None and name != pigment_name(area):
            self._change(tr("Change pigment"), **pigment_fields(name))

    def _set_technique(self, index: int) -> None:
        area, technique = self._choice.area, self.technique.itemData(index)
        if area is not None and technique != area.technique:
            self._change(tr("Change technique"), technique=technique)

    def _set_stage(self, index: int) -> None:
        wanted, stage = self._choice.area_id, self.stage.itemData(index)
        if stage == "own":
            return

        def edit(case: Case) -> Case:
            from smp_sim.document.editing.techniques import set_stage

            return set_stage(case, wanted, stage)

        self._session.edit(tr("Change sessions of an area"), edit)

    def _set_corrector(self, index: int) -> None:
        wanted, name = self._choice.area_id, str(self.corrector.itemData(index))

        def edit(case: Case) -> Case:
            from smp_sim.document.editing.pigments import set_corrector

            return set_corrector(case, wanted, name)

        self._session.edit(tr("Change corrector"), edit)

    def _change(self, label: str, **changes: object) -> None:
        wanted = self._choice.area_id

        def edit(case: Case) -> Case:
            from smp_sim.document.editing import edits

            return edits.update_area(case, wanted, **changes)

        self._session.edit(label, edit)
