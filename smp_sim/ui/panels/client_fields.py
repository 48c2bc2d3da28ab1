"""What is kept of the client: code, skin and hair, habits that change healing, dated consent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smp_sim.model.case import Case
from smp_sim.model.client import Client, Consent, skin_class
from smp_sim.model.hair_growth import HairGrowth
from smp_sim.model.units import limits_of
from smp_sim.ui.panels.bound_sliders import SetField, bound_slider
from smp_sim.ui.panels.optional_number import OptionalNumber
from smp_sim.ui.panels.skin_tone_box import SkinToneBox
from smp_sim.ui.parameter_slider import ParameterSlider
from smp_sim.ui.session import Session
from smp_sim.ui.theme import named
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

Purpose = Literal["photo", "treatment", "marketing"]

#: What was agreed to, in the order of its fields.
PURPOSES: dict[Purpose, str] = {
    "photo": mark("Taking and keeping photos"),
    "treatment": mark("The treatment"),
    "marketing": mark("Showing pictures to others"),
}

#: Choices by field: what each value is called.
HAIR_TITLES = {
    "black": mark("Black"),
    "dark-brown": mark("Dark brown"),
    "brown": mark("Brown"),
    "light-brown": mark("Light brown"),
    "blond": mark("Blond"),
    "red": mark("Red"),
    "salt-and-pepper": mark("Salt and pepper"),
    "grey": mark("Grey"),
    "white": mark("White"),
}
SKIN_TITLES = {
    "normal": mark("Normal or dry"),
    "combination": mark("Combination"),
    "oily": mark("Oily"),
}
ANCESTRY_TITLES = {
    "unknown": mark("Not given"),
    "african": mark("African"),
    "asian": mark("Asian"),
    "european": mark("European"),
}
CURL_TITLES = {
    "unknown": mark("Not given"),
    "straight": mark("Straight"),
    "wavy": mark("Wavy"),
    "curly": mark("Curly"),
    "coiled": mark("Coiled"),
}
WHORL_TITLES = {
    "clockwise": mark("Clockwise"),
    "counter-clockwise": mark("Counter-clockwise"),
}
SUN_TITLES = {"low": mark("Little"), "typical": mark("Typical"), "high": mark("Much")}

#: The classes of skin by their English names in the model.
CLASS_TITLES = {
    "very light": mark("very light"),
    "light": mark("light"),
    "intermediate": mark("intermediate"),
    "tan": mark("tan"),
    "brown": mark("brown"),
    "dark": mark("dark"),
}

#: A skin tone to start from where none was measured: the middle of the classes.
_FIRST_ITA_DEG = 28.0


class ClientFields(QWidget):
    """Edits the client's part of the case; each change is one step of the history."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session = bench.session
        self.reference = self._reference_line()
        self.tone = self._tone_slider()
        self.tone_words = named(QLabel(self), "hint")
        self.tone_box = SkinToneBox(bench.session, self)
        self.measure_button = QPushButton(tr("Measure in this photo"), self)
        self.measure_button.clicked.connect(lambda: _measure_tone(bench))
        self.hair = self._choice("hair_colour", tr("Hair colour"), HAIR_TITLES)
        self.curl = self._growth_choice("curl", tr("Hair curl"), CURL_TITLES)
        self.curl.setToolTip(tr("Dots that sit in hair follow it; without it they are round"))
        self.whorl = self._growth_choice("whorl", tr("Whorl"), WHORL_TITLES)
        self.whorl.setToolTip(tr("Which way the hair turns at the crown"))
        self.whorl_places = {
            name: bound_slider(self._session, HairGrowth, name, _whorl_setter(name))
            for name in ("whorl_back_mm", "whorl_aside_mm")
        }
        self.skin = self._choice("skin_type", tr("Skin"), SKIN_TITLES)
        self.sun = self._choice("sun", tr("Sun"), SUN_TITLES)
        self.ancestry = self._choice("ancestry", tr("Ancestry"), ANCESTRY_TITLES)
        self.ancestry.setToolTip(tr("Tells hairs per cm² where none can be counted"))
        self.age = self._age_box()
        self.given: dict[Purpose, QCheckBox] = {}
        self.dates: dict[Purpose, QDateEdit] = {}
        self._arrange()

    def refresh(self) -> None:
        """Show the client of the case that is open."""
        client, growth = self._session.case.client, self._session.case.plan.growth
        if self.reference.text() != client.reference:
            self.reference.setText(client.reference)
        for box, value in (
            (self.hair, client.hair_colour),
            (self.curl, growth.curl),
            (self.whorl, growth.whorl),
            (self.skin, client.skin_type),
            (self.sun, client.sun),
            (self.ancestry, client.ancestry),
        ):
            box.setCurrentIndex(box.findData(value))
        self.tone_box.show_client(client)
        for name, slider in self.whorl_places.items():
            slider.show_value(getattr(growth, name))
            slider.setVisible(growth.curl != "unknown")
        self._show_tone(client.skin_ita_deg)
        self.age.show_number(client.age_years)
        for purpose in PURPOSES:
            self._show_consent(purpose, getattr(client.consent, purpose))

    # --- parts ----------------------------------------------------------------------------

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reference)
        column.addWidget(self.tone_box)
        column.addWidget(self.tone)
        column.addWidget(self.tone_words)
        column.addWidget(self.measure_button)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        hair = self.hair, self.curl, self.whorl
        for box in (self.age, *hair, self.skin, self.sun, self.ancestry):
            form.addRow(box.accessibleName(), box)
        column.addLayout(form)
        for slider in self.whorl_places.values():
            column.addWidget(slider)
        column.addWidget(named(QLabel(tr("Consent, with its date"), self), "section"))
        column.addLayout(self._consent_grid())

    def _consent_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for row, (purpose, title) in enumerate(PURPOSES.items()):
            box, date = QCheckBox(tr(title), self), QDateEdit(self)
            date.setCalendarPopup(True)
            date.setDisplayFormat("yyyy-MM-dd")
            date.setMaximumDate(QDate.currentDate())
            date.setAccessibleName(tr("Date: {title}", title=tr(title)))
            box.clicked.connect(lambda on, purpose=purpose: self._give(purpose, on=on))
            date.userDateChanged.connect(
                lambda day, purpose=purpose: self._set_consent(purpose, _written(day))
            )
            self.given[purpose], self.dates[purpose] = box, date
            grid.addWidget(box, 2 * row, 0)
            grid.addWidget(date, 2 * row + 1, 0)
        return grid

    def _reference_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setMaxLength(64)
        line.setPlaceholderText(tr("Reference code, no name"))
        line.setAccessibleName(tr("Reference code"))
        line.editingFinished.connect(
            lambda: self._set(tr("Change reference code"), reference=line.text().strip())
        )
        return line

    def _tone_slider(self) -> ParameterSlider:
        slider = ParameterSlider(limits_of(Client, "skin_ita_deg"), _FIRST_ITA_DEG, parent=self)
        slider.gesture_started.connect(self._session.begin_gesture)
        slider.value_changed.connect(
            lambda value: self._set(tr("Change skin tone"), key="client.tone", skin_ita_deg=value)
        )
        return slider

    def _age_box(self) -> OptionalNumber:
        box = OptionalNumber(limits_of(Client, "age_years"), tr("Not given"), self)
        box.setAccessibleName(tr("Age"))
        box.setToolTip(tr("Tells how a hairline will age, and how much loss may still come"))
        label = tr("{name} changed", name=tr("Age"))
        box.answered.connect(lambda years: self._set(label, key="client.age", age_years=years))
        return box

    def _choice(self, field: str, title: str, titles: Mapping[str, str]) -> QComboBox:
        box = self._box(title, titles)
        box.activated.connect(
            lambda index: self._set(
                tr("{name} changed", name=title), **{field: box.itemData(index)}
            )
        )
        return box

    def _growth_choice(self, field: str, title: str, titles: Mapping[str, str]) -> QComboBox:
        box = self._box(title, titles)
        box.activated.connect(
            lambda index: self._set_growth(
                tr("{name} changed", name=title), **{field: box.itemData(index)}
            )
        )
        return box

    def _box(self, title: str, titles: Mapping[str, str]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(title)
        for value, words in titles.items():
            box.addItem(tr(words), value)
        return box

    # --- what they do ---------------------------------------------------------------------

    def _set(self, label: str, key: str = "", **fields: object) -> None:
        """Change fields of the client, unless they are so already."""
        client = self._session.case.client
        if msgspec.structs.replace(client, **fields) == client:
            return

        def edit(case: Case) -> Case:
            from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use

            return edits.set_client(case, msgspec.structs.replace(case.client, **fields))

        if not key:
            self._session.begin_gesture()
        self._session.edit(label, edit, key=key)

    def _set_growth(self, label: str, **fields: object) -> None:
        """Change how the hair grows, which the plan keeps for the dots, unless it is so already."""
        growth = self._session.case.plan.growth
        if msgspec.structs.replace(growth, **fields) == growth:
            return

        def edit(case: Case) -> Case:
            from smp_sim.document.editing.hair_growth import set_growth  # noqa: PLC0415 - on use

            return set_growth(case, msgspec.structs.replace(case.plan.growth, **fields))

        self._session.begin_gesture()
        self._session.edit(label, edit)

    def _give(self, purpose: Purpose, *, on: bool) -> None:
        self._set_consent(purpose, _written(QDate.currentDate()) if on else "")

    def _set_consent(self, purpose: Purpose, date: str) -> None:
        consent = self._session.case.client.consent
        changed: Consent = msgspec.structs.replace(consent, **{purpose: date})
        words = tr("Consent: {title}", title=tr(PURPOSES[purpose]))
        self._set(words, consent=changed)

    def _show_consent(self, purpose: Purpose, text: str) -> None:
        box, date = self.given[purpose], self.dates[purpose]
        box.setChecked(bool(text))
        date.setVisible(bool(text))
        if text:
            date.blockSignals(True)  # showing a date is no choice of one
            date.setDate(QDate.fromString(text, Qt.DateFormat.ISODate))
            date.blockSignals(False)

    def _show_tone(self, ita_deg: float | None) -> None:
        if ita_deg is None:
            self.tone_words.setText(tr("Not measured yet."))
            self.tone.show_value(_FIRST_ITA_DEG)
            return
        self.tone.show_value(ita_deg)
        name = tr(CLASS_TITLES[skin_class(ita_deg)])
        self.tone_words.setText(tr("Skin class: {name}", name=name))


def _whorl_setter(name: str) -> SetField:
    """Give what moves the whorl to a value of one of its fields."""

    def set_field(case: Case, value: float) -> Case:
        from smp_sim.document.editing.hair_growth import set_growth  # noqa: PLC0415 - on use

        return set_growth(case, msgspec.structs.replace(case.plan.growth, **{name: value}))

    return set_field


def _written(day: QDate) -> str:
    return day.toString(Qt.DateFormat.ISODate)


def _measure_tone(bench: Workbench) -> None:
    """Measure the tone of bare skin in the photo in sight, away from the window."""
    session, view = bench.session, bench.session.view
    if view is None:
        return
    dossier = session.dossier()

    def work() -> float | None:
        from smp_sim.document.intake.new_case import measure_ita  # noqa: PLC0415 - the engine
        from smp_sim.ui.engine_jobs import job_studio  # noqa: PLC0415

        return measure_ita(job_studio().photo(dossier, view.id), view)

    def take(ita_deg: float | None) -> None:
        if ita_deg is None:
            bench.messages.warn(tr("No bare skin shows in this photo; set the tone by hand."))
            return
        _set_tone(session, ita_deg)

    bench.tasks.start(tr("Measuring the skin"), work, take)


def _set_tone(session: Session, ita_deg: float) -> None:
    def edit(case: Case) -> Case:
        from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use

        changed = msgspec.structs.replace(case.client, skin_ita_deg=ita_deg)
        return edits.set_client(case, changed)

    session.begin_gesture()
    session.edit(tr("Change skin tone"), edit)
