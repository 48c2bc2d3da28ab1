"""What the preset actions do: keep, apply, export, import. Files go through the document room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from smp_sim.model.errors import SmpError
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.presets.own_presets import Preset

# The document room brings NumPy: imported on use.
# ruff: noqa: PLC0415

_SUFFIX = ".smp-preset"


class PresetCommands:
    """Keeps presets in a folder beside the recovery copies; small files, so no task is needed."""

    def __init__(self, bench: Workbench, window: QWidget) -> None:
        self._bench, self._window = bench, window

    @property
    def folder(self) -> Path:
        """Where the user's presets lie."""
        from smp_sim.document.disk.data_places import data_folder

        return (self._bench.data_folder or data_folder()) / "presets"

    def presets(self) -> tuple[Preset, ...]:
        """Give the presets that were kept."""
        from smp_sim.document.presets.preset_shelf import list_presets

        return list_presets(self.folder)

    def keep(self, name: str) -> bool:
        """Keep the plan's filling and hairline under a name; give whether it was kept."""
        from smp_sim.document.presets.own_presets import preset_of
        from smp_sim.document.presets.preset_shelf import keep_preset

        try:
            keep_preset(preset_of(self._bench.session.case, name), self.folder)
        except SmpError as mistake:
            return self._refuse(mistake)
        self._bench.messages.say(tr("Preset {name} is kept.", name=name.strip()))
        return True

    def apply(self, preset: Preset) -> None:
        """Fill every area as a preset says, as one step of the history."""
        from smp_sim.document.presets.own_presets import apply_preset

        label = tr("Apply preset {name}", name=preset.name)
        self._bench.session.edit(label, lambda case: apply_preset(case, preset))

    def forget(self, preset: Preset) -> None:
        """Take a preset out of the collection."""
        from smp_sim.document.presets.preset_shelf import forget_preset

        try:
            forget_preset(preset.name, self.folder)
        except SmpError as mistake:
            self._refuse(mistake)

    def export_preset(self, preset: Preset) -> None:
        """Ask where to write a preset, and write it."""
        from smp_sim.document.presets.own_presets import write_preset

        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Export preset"), f"preset{_SUFFIX}", f"*{_SUFFIX}"
        )
        if not name:
            return
        path = Path(name)
        try:
            write_preset(preset, path if path.suffix else path.with_suffix(_SUFFIX))
        except SmpError as mistake:
            self._refuse(mistake)
            return
        self._bench.messages.say(tr("Saved as {name}.", name=path.name))

    def import_preset(self) -> bool:
        """Ask for a preset file and keep it; give whether one was kept."""
        from smp_sim.document.presets.own_presets import read_preset
        from smp_sim.document.presets.preset_shelf import keep_preset

        name, _ = QFileDialog.getOpenFileName(self._window, tr("Import preset"), "", f"*{_SUFFIX}")
        if not name:
            return False
        try:
            preset = read_preset(name)
            keep_preset(preset, self.folder)
        except SmpError as mistake:
            return self._refuse(mistake)
        self._bench.messages.say(tr("Preset {name} is kept.", name=preset.name))
        return True

    def _refuse(self, mistake: SmpError) -> bool:
        self._bench.messages.refuse(mistake)
        return False
