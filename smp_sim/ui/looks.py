"""What the view actions do: zoom, overlays, themes, panels, the windows over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QElapsedTimer, QPointF, QTimer
from PySide6.QtWidgets import QApplication

from smp_sim.ui.compare.modes import CompareMode
from smp_sim.ui.theme import TextSize, apply_theme, resolved
from smp_sim.ui.translation import load_language, tr

if TYPE_CHECKING:
    from smp_sim.ui.client_view import ClientView
    from smp_sim.ui.main_window import MainWindow
    from smp_sim.ui.palette import Palette
    from smp_sim.ui.shortcuts_overlay import ShortcutsOverlay
    from smp_sim.ui.tour import Tour

# What lies over the window is imported when it is first opened, so that starting stays quick.
# ruff: noqa: PLC0415


#: A key held at least this long shows before only while it is held (ms).
HOLD_MS = 350


class Looks:
    """Changes how the window shows the case; never the case."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._held = QElapsedTimer()
        self._palette: Palette | None = None
        self._shortcuts: ShortcutsOverlay | None = None
        self._client: ClientView | None = None
        self._tour: Tour | None = None

    # --- canvas ---------------------------------------------------------------------------

    def zoom(self, factor: float) -> None:
        """Zoom about the middle of the canvas."""
        canvas = self._window.canvas
        canvas.zoom_by(factor, QPointF(canvas.viewport().rect().center()))

    def toggle_hair_return(self) -> None:
        """Show the client's own hair where it may grow back, or stop showing it."""
        session = self._window.bench.session
        shown = session.viewing.hair_returns
        session.show_viewing(replace(session.viewing, hair_returns=not shown))

    def toggle_compare(self, mode: CompareMode) -> None:
        """Compare in a way, or go back to the preview alone."""
        self._window.bench.compare.toggle(mode)

    def begin_before(self) -> None:
        """Show before, or go back: for as long as the key is held, or until the next tap."""
        self._held.start()
        self.toggle_compare("before")

    def end_hold(self) -> None:
        """Go back once the key is let go after a while; a tap leaves things as they are."""
        if self._held.isValid() and self._held.elapsed() >= HOLD_MS:
            self.toggle_compare("before")
        self._held.invalidate()

    def keep_design(self) -> None:
        """Keep the plan under the next free letter, to be compared with others."""
        from smp_sim.document.editing.designs import free_name, keep_design

        bench = self._window.bench
        name = free_name(bench.session.case)
        if bench.session.edit(
            tr("Keep design {name}", name=name), lambda case: keep_design(case, name)
        ):
            bench.messages.say(tr("Design {name} is kept.", name=name))

    def toggle_overlays(self) -> None:
        """Hide every overlay, or show those again that are on."""
        overlays = self._window.bench.overlays
        overlays.hide_all(hidden=not overlays.all_hidden)

    def toggle_overlay(self, name: str) -> None:
        """Switch one overlay; it also ends hiding them all."""
        overlays = self._window.bench.overlays
        overlays.switch(name, on=not overlays.is_on(name))
        overlays.hide_all(hidden=False)

    def step_view(self, by: int) -> None:
        """Go to the next or the previous photo."""
        session = self._window.bench.session
        session.show_view((session.view_index + by) % max(1, len(session.case.views)))

    # --- window ---------------------------------------------------------------------------

    def toggle_panels(self) -> None:
        """Leave only the photo, or bring everything back."""
        window = self._window
        shown = window.rail.isHidden()
        for part in (window.rail, window.panels, window.filmstrip):
            part.setVisible(shown)

    def toggle_history(self) -> None:
        """Show or hide the list of steps."""
        self._window.history.setVisible(self._window.history.isHidden())

    def toggle_theme(self) -> None:
        """Change between dark and light."""
        preferences = self._window.bench.preferences
        preferences.theme = "light" if resolved(preferences.theme) == "dark" else "dark"
        self.dress()

    def toggle_system_theme(self) -> None:
        """Follow the system's theme from now on, or keep the one that is on."""
        preferences = self._window.bench.preferences
        follows = preferences.theme == "system"
        preferences.theme = resolved("system") if follows else "system"
        self.dress()

    def follow_system(self) -> None:
        """Dress anew when the system's theme changes, where it is followed."""
        if self._window.bench.preferences.theme == "system":
            self.dress()

    def toggle_touch(self) -> None:
        """Make every target large enough for a finger, or small again."""
        preferences = self._window.bench.preferences
        preferences.touch = not preferences.touch
        self.dress()

    def choose_text_size(self, size: TextSize) -> None:
        """Write every word of the window in another size, at once and from now on."""
        self._window.bench.preferences.text_size = size
        self.dress()
        # Parts that are as wide as their words are made anew, once the menu is closed.
        QTimer.singleShot(0, self._window, self._window.speak_again)

    @property
    def language(self) -> str:
        """The code of the language that is preferred, or that of the system."""
        return self._window.bench.preferences.spoken_language

    def choose_language(self, code: str) -> None:
        """Speak a language at once, and from now on."""
        app = QApplication.instance()
        self._window.bench.preferences.language = code
        if app is not None:
            load_language(app, code)
        # After the menu that was chosen from is closed: it is made anew.
        QTimer.singleShot(0, self._window, self._window.speak_again)

    def close_overlays(self) -> None:
        """Drop what lies over the window: it is made anew when it is next opened."""
        self.close_client_view()
        self._window.library.close_page()
        self._window.presets.close_library()
        self._window.practice.leave()
        self._window.protection.close_prompt()
        for part in (self._palette, self._shortcuts, self._tour):
            if part is not None:
                part.hide()
                part.deleteLater()
        self._palette = self._shortcuts = self._tour = None

    def toggle_recent(self) -> None:
        """Keep a list of recent files, or none."""
        preferences = self._window.bench.preferences
        preferences.keeps_recent = not preferences.keeps_recent

    def dress(self) -> None:
        """Apply the preferred theme."""
        app, preferences = QApplication.instance(), self._window.bench.preferences
        if isinstance(app, QApplication):
            apply_theme(app, preferences.theme, touch=preferences.touch, text=preferences.text_size)

    def open_palette(self) -> None:
        """Open the command palette."""
        from smp_sim.ui.palette import Palette

        if self._palette is None:
            self._palette = Palette(self._window.menus.actions.values(), self._window)
        self._palette.open()

    def toggle_shortcuts(self) -> None:
        """Show the list of shortcuts, or take it away."""
        from smp_sim.ui.shortcuts_overlay import ShortcutsOverlay

        if self._shortcuts is None:
            self._shortcuts = ShortcutsOverlay(self._window)
        if self._shortcuts.isVisible():
            self._shortcuts.hide()
        else:
            self._shortcuts.open()

    def start_tour(self) -> None:
        """Show the short tour."""
        from smp_sim.ui.tour import Tour

        if self._tour is None:
            self._tour = Tour(self._window, self._window.part_named)
            self._tour.ended.connect(self._end_tour)
        self._tour.start()

    @property
    def tour(self) -> Tour | None:
        """The tour, once it was started."""
        return self._tour

    def place_tour(self) -> None:
        """Lay the tour over the window again after a change of size."""
        if self._tour is not None and self._tour.isVisible():
            self._tour.place()

    def _end_tour(self) -> None:
        self._window.bench.preferences.tour_seen = True

    # --- client ---------------------------------------------------------------------------

    @property
    def shows_client_view(self) -> bool:
        """Whether the client's window is open."""
        return self._client is not None and self._client.isVisible()

    @property
    def client_view(self) -> ClientView | None:
        """The client's window, once it was opened."""
        return self._client

    def toggle_client_view(self) -> None:
        """Open the client's window, or close it."""
        from smp_sim.ui.client_view import ClientView

        bench = self._window.bench
        if self._client is None:
            self._client = ClientView(
                bench.session, bench.canvas, bench.compare, self._window.worker, bench.overlays
            )
            self._client.closed.connect(self._window.refresh_menus)
            self._window.preview.shown.connect(self._client.refresh)
        if self._client.isVisible():
            self._client.close()
        else:
            self._client.open()

    def close_client_view(self) -> None:
        """Close the client's window, as when the program ends."""
        if self._client is not None:
            self._client.close()
            self._client.deleteLater()
            self._client = None
