"""What can be done with presets: apply, keep, rename, delete, export, import.

Files go through the document room; they are small, so that no task is needed. What is replaced or
deleted can be had back from the message that says so.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from smp_sim.model.errors import SmpError
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.presets.own_presets import Preset, PresetPart
    from smp_sim.ui.presets.preset_window import PresetWindow

# The document room brings NumPy: imported on use.
# ruff: noqa: PLC0415

_SUFFIX = ".smp-preset"


class PresetCommands(QObject):
    """Keeps presets in a folder beside the recovery copies; ``changed`` says that they did."""

    changed = Signal()

    def __init__(self, bench: Workbench, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._window = bench, window
        self._library: PresetWindow | None = None

    # --- the library's window -------------------------------------------------------------

    @property
    def library(self) -> PresetWindow | None:
        """The library's window, while it is open."""
        return self._library

    def toggle(self) -> None:
        """Open the library's window, or close it."""
        if self._library is None:
            self.open_library()
        else:
            self.close_library()

    def open_library(self) -> None:
        """Open the library's window, or bring it to the front."""
        from smp_sim.ui.presets.preset_window import PresetWindow

        if self._library is None:
            self._library = PresetWindow(self._bench, self, self._window)
            self._library.finished.connect(self.close_library)
        self._library.show()
        self._library.activateWindow()

    def close_library(self) -> None:
        """Close the library's window; it is made anew when it is next opened."""
        if self._library is not None:
            library, self._library = self._library, None
            library.hide()
            library.deleteLater()

    # --- the collection -------------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """Where the user's presets lie."""
        from smp_sim.document.disk.data_places import data_folder
        from smp_sim.document.presets.preset_shelf import shelf_of

        return shelf_of(self._bench.data_folder or data_folder())

    def presets(self) -> tuple[Preset, ...]:
        """Give the presets that were kept."""
        from smp_sim.document.presets.preset_shelf import list_presets

        return list_presets(self.folder)

    def apply(self, preset: Preset) -> bool:
        """Give the case what a preset holds, as one step of the history."""
        from smp_sim.document.presets.own_presets import apply_preset

        session = self._bench.session
        session.begin_gesture()
        label = tr("Apply preset {name}", name=preset.name)
        return session.edit(label, lambda case: apply_preset(case, preset))

    def keep(self, name: str, parts: Collection[PresetPart] = ("area", "hairline")) -> bool:
        """Keep what the case has under a name; give whether it was kept."""
        from smp_sim.document.presets.own_presets import preset_of

        try:
            preset = preset_of(self._bench.session.case, name, parts)
        except SmpError as mistake:
            return self._refuse(mistake)
        return self._put(preset)

    def rename(self, preset: Preset, name: str) -> bool:
        """Give a preset another name; give whether it has it."""
        from smp_sim.document.presets.preset_shelf import rename_preset

        try:
            rename_preset(preset.name, name, self.folder)
        except SmpError as mistake:
            return self._refuse(mistake)
        self.changed.emit()
        return True

    def forget(self, preset: Preset) -> None:
        """Take a preset out of the collection, and offer to put it back."""
        from smp_sim.document.presets.preset_shelf import forget_preset

        try:
            forget_preset(preset.name, self.folder)
        except SmpError as mistake:
            self._refuse(mistake)
            return
        self.changed.emit()
        self._bench.messages.ask(
            tr("Preset {name} was deleted.", name=preset.name),
            (tr("Undo"), lambda: self._put_back(preset)),
        )

    # --- files ----------------------------------------------------------------------------

    def export_preset(self, preset: Preset) -> None:
        """Ask where to write a preset, and write it."""
        from smp_sim.document.presets.own_presets import write_preset

        name, _ = QFileDialog.getSaveFileName(
            self._asker(), tr("Export preset"), f"preset{_SUFFIX}", f"*{_SUFFIX}"
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

        name, _ = QFileDialog.getOpenFileName(self._asker(), tr("Import preset"), "", f"*{_SUFFIX}")
        if not name:
            return False
        try:
            preset = read_preset(name)
        except SmpError as mistake:
            return self._refuse(mistake)
        return self._put(preset)

    def _asker(self) -> QWidget:
        return self._library or self._window

    def _put(self, preset: Preset) -> bool:
        """Keep a preset; one of the same name that it replaces can be had back."""
        from smp_sim.document.presets.preset_shelf import find_preset, forget_preset, keep_preset

        try:
            before = find_preset(preset.name, self.folder)
            keep_preset(preset, self.folder)
            if before is not None and before.name != preset.name:  # in the size of letters only
                forget_preset(before.name, self.folder)
        except SmpError as mistake:
            return self._refuse(mistake)
        self.changed.emit()
        if before is None or before == preset:
            self._bench.messages.say(tr("Preset {name} is kept.", name=preset.name))
            return True
        self._bench.messages.ask(
            tr("Preset {name} is kept in place of the one of that name.", name=preset.name),
            (tr("Undo"), lambda: self._put_back(before)),
        )
        return True

    def _put_back(self, preset: Preset) -> None:
        from smp_sim.document.presets.preset_shelf import find_preset, forget_preset, keep_preset

        try:
            now = find_preset(preset.name, self.folder)
            keep_preset(preset, self.folder)
            if now is not None and now.name != preset.name:
                forget_preset(now.name, self.folder)
        except SmpError as mistake:
            self._refuse(mistake)
            return
        self.changed.emit()

    def _refuse(self, mistake: SmpError) -> bool:
        self._bench.messages.refuse(mistake)
        return False
