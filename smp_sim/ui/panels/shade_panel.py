"""Step 5: density, dot size, shade and variety, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from smp_sim.model.plan import Area
from smp_sim.model.viewing import AS_TAKEN
from smp_sim.ui.panels.area_choice import AreaChoice
from smp_sim.ui.panels.area_filling import fields_shown, imitates_hair
from smp_sim.ui.panels.bound_sliders import area_slider
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.panels.plan_names import in_names
from smp_sim.ui.panels.preset_box import PresetBox
from smp_sim.ui.panels.shade_counsel import ShadeCounsel
from smp_sim.ui.session import healed_day
from smp_sim.ui.theme import named
from smp_sim.ui.timeline import RETENTIONS
from smp_sim.ui.translation import spoken, tr, worded

if TYPE_CHECKING:
    from smp_sim.ui.engine_jobs import Consequences

_FIELDS = ("density_per_cm2", "dot_mm", "shade", "variety", "grey_return", "depth_mm")

#: What follows is counted when the hand rests (ms).
_REST_MS = 300


def shade_fields(areas: tuple[Area, ...]) -> tuple[str, ...]:
    """Give the fields of this step that some of the areas read; all of them where there is none."""
    if not areas:
        return _FIELDS
    read = {name for area in areas for name in fields_shown(area)} | {"depth_mm"}
    if any(imitates_hair(area) for area in areas):
        read.add("grey_return")
    return tuple(name for name in _FIELDS if name in read)


class ShadePanel(Panel):
    """Sets how an area is filled, and tells what that means."""

    step = "shade"

    def build(self) -> None:
        """Make the choice of area and the sliders."""
        session = self.bench.session
        self.choice = AreaChoice(session, offers_all=True)
        self.choice.chosen.connect(self.refresh)
        self.column.addWidget(self.choice)
        self.sliders = {
            name: area_slider(session, name, lambda: self.choice.area_id) for name in _FIELDS
        }
        for slider in self.sliders.values():
            self.column.addWidget(slider)
        self.add_section(tr("On this skin: untreated and healed"))
        self.swatch = QLabel(self)
        self.swatch.setFixedHeight(96)
        self.swatch.setScaledContents(True)
        self.swatch.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.column.addWidget(self.swatch)
        self.swatch_words = self.add_hint("")
        self.match_button = QPushButton(tr("Match my own hair"))
        self.match_button.clicked.connect(lambda: self.bench.commands.run("match-hair"))
        self.column.addWidget(self.match_button)
        self.counsel = ShadeCounsel(self.bench, self)
        self.column.addWidget(self.counsel)
        self.add_section(tr("What follows"))
        self.consequences = QLabel(self)
        self.consequences.setWordWrap(True)
        self.column.addWidget(self.consequences)
        self.warnings = named(QLabel(self), "caution")
        self.warnings.setWordWrap(True)
        self.column.addWidget(self.warnings)
        self.add_section(tr("Presets"))
        self.presets = PresetBox(self.bench)
        self.column.addWidget(self.presets)
        self._counted: object = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._count)

    def refresh(self) -> None:
        """Show the chosen area."""
        self.choice.refresh()
        area = self.choice.area
        read = shade_fields(self._chosen())
        for name, slider in self.sliders.items():
            slider.setEnabled(area is not None)
            slider.setVisible(name in read)
            if area is not None:
                slider.show_value(getattr(area, name))
        self.setEnabled(not self.bench.session.is_empty)
        self._show_counsel()
        if self._shown() != self._counted:
            self._rest.start()

    def _chosen(self) -> tuple[Area, ...]:
        areas, wanted = self.bench.session.case.plan.areas, self.choice.area_id
        return tuple(area for area in areas if wanted in ("", area.id))

    def _show_counsel(self) -> None:
        """Advise on the shade of hair where dots stand for hair; skin and lips have their own."""
        chosen = self._chosen()
        for part in (self.match_button, self.counsel):
            part.setVisible(not chosen or any(imitates_hair(area) for area in chosen))
        self.counsel.refresh()

    def _shown(self) -> tuple[object, ...]:
        """Give what the numbers and the swatch depend on."""
        session = self.bench.session
        key = self.bench.canvas.photo_key if self.bench.canvas.picture.coarse else ""
        return session.case, key, session.retention, self.choice.area_id

    def _count(self) -> None:
        session = self.bench.session
        if session.is_empty or self._shown() == self._counted:
            return
        if self.bench.canvas.picture.coarse is None:
            self._rest.start()  # the skin is read from the first picture
            return
        from smp_sim.ui.engine_jobs import find_consequences  # noqa: PLC0415 - the engine

        self._counted = self._shown()
        self._draw_swatch()
        dossier = session.dossier()
        self.bench.tasks.start(
            tr("Counting dots"), lambda: find_consequences(dossier), self._show_consequences
        )

    def _draw_swatch(self) -> None:
        """Ask for the shade on the skin of the photo in sight, as the engine draws it."""
        session, area = self.bench.session, self.choice.area
        frame = self.bench.canvas.picture.coarse
        if area is None or frame is None or frame.request.viewing != AS_TAKEN:
            return
        case, retention = session.case, session.retention

        def work() -> QImage | None:
            from smp_sim.ui.engine_jobs import job_points  # noqa: PLC0415 - the engine
            from smp_sim.ui.shade_swatch import draw_swatch, skin_under_dots  # noqa: PLC0415

            skin = skin_under_dots(frame)
            if skin is None:
                return None
            return draw_swatch(case, area, skin, job_points(), healed_day(case), retention)

        self.bench.tasks.start(tr("Mixing the shade"), work, self._show_swatch)

    def _show_swatch(self, image: QImage | None) -> None:
        if image is None:
            self.swatch.clear()
            self.swatch_words.setText(tr("No dots are in sight in this photo."))
            return
        self.swatch.setPixmap(QPixmap.fromImage(image))
        words = tr("30 mm of skin, drawn larger than life; expected range: {part}")
        part = tr(RETENTIONS[self.bench.session.retention]).lower()
        self.swatch_words.setText(words.format(part=part))
        self.swatch.setAccessibleName(self.swatch_words.text())

    def _show_consequences(self, found: Consequences) -> None:
        counted = _counted_words(found)
        self.consequences.setText("\n".join(filter(None, (counted, spoken(found.hair)))))
        case = self.bench.session.case
        told = [spoken(in_names(text, case)) for text in found.warnings]
        self.warnings.setText("\n".join(f"! {text}" for text in told))
        self.warnings.setVisible(bool(found.warnings))


def _counted_words(found: Consequences) -> str:
    """Say what a plan asks for: its dots, or where it shades only, how much skin in how many."""
    if found.is_shaded:
        return tr(
            "A wash on {area} cm² in {sessions} sessions.",
            area=worded(found.area_cm2, ".1f"),
            sessions=len(found.session_dots),
        )
    return tr(
        "{dots} dots on {area} cm² in {sessions} sessions ({each})."
        " They take {coverage} % of the skin. About {hours} hours of needle time,"
        " at 60 dots a minute (assumed).",
        dots=worded(found.dots, ","),
        area=worded(found.area_cm2, ".0f"),
        sessions=len(found.session_dots),
        each=" + ".join(worded(count, ",") for count in found.session_dots),
        coverage=worded(found.coverage * 100, ".0f"),
        hours=worded(found.minutes / 60.0, ".1f"),
    )
