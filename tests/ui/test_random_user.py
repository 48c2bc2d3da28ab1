"""A user who does anything at any time: undo, files and pictures must stay what they say."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.editing import edits
from smp_sim.document.editing.designs import free_name, keep_design, remove_design, use_design
from smp_sim.model.case import Case
from smp_sim.model.viewing import Viewing
from smp_sim.ui.app import make_window
from smp_sim.ui.compare.modes import MODE_TITLES, CompareMode
from tests.document.case_files import full_dossier, head_view, png_bytes
from tests.ui.stand_ins import ColourMaker

EXAMPLES, STEPS_EACH = 14, 50
LEAST_STEPS = 500

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def other_client() -> Dossier:
    """Give another client's case, none of whose photos is the first one's."""
    data = png_bytes(40, 50, colour=200)
    view = head_view(data)
    return Dossier(edits.add_view(Case(), view), {view.photo.sha256: data})


class RandomUser(RuleBasedStateMachine):
    """Drives a shown window by keys and edits; ``trail`` is what undo should hold."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        self.paths = {"one": root / "one.smp", "other": root / "other.smp"}
        save_case(full_dossier(), self.paths["one"])
        save_case(other_client(), self.paths["other"])
        self.window = make_window(
            settings_path=root / "settings.ini", data_folder=root / "data", make_maker=ColourMaker
        )
        self.window.show()
        self.session = self.window.bench.session
        self.saved: Case | None = None
        self.trail: list[Case] = []
        self.place = 0
        self.client = ""

    @initialize()
    def open_first(self) -> None:
        """Begin with the first client."""
        self._open("one")

    def teardown(self) -> None:
        """Close in good order, without a question."""
        self.session.undo_stack.setClean()
        self.window.close()
        self.window.deleteLater()
        self._pump(lambda: True)
        self.folder.cleanup()

    # --- what the user does ---------------------------------------------------------------

    @rule(seed=st.integers(1, 6))
    def change_seed(self, seed: int) -> None:
        """Make a plain edit."""
        self._edit(lambda case: edits.set_seed(case, seed))

    @rule(density=st.integers(10, 400), ticks=st.integers(1, 4))
    def drag_density(self, density: int, ticks: int) -> None:
        """Drag a slider: many ticks, one step."""
        before = self.session.case
        self.session.begin_gesture()
        for tick in range(ticks):
            wanted = max(1.0, density - 5.0 * (ticks - 1 - tick))
            edit = partial(edits.set_density, density_per_cm2=wanted)
            self.session.edit("Density", edit, key="density")
        self._note(before)

    @rule(count=st.integers(1, 5))
    def change_sessions(self, count: int) -> None:
        """Plan more or fewer sittings."""
        self._edit(lambda case: edits.set_sessions(case, count))

    @rule(density=st.sampled_from([-1.0, 1e9, float("nan")]))
    def ask_the_impossible(self, density: float) -> None:
        """Ask for what can't be: refused, and nothing is changed."""
        before = self.session.case
        assert not self.session.edit("Bad", lambda case: edits.set_density(case, density))
        assert self.session.case is before

    @precondition(lambda self: len(self.session.case.designs) < 4)
    @rule()
    def keep(self) -> None:
        """Keep the plan as a design."""
        self._edit(lambda case: keep_design(case, free_name(case)))

    @precondition(lambda self: bool(self.session.case.designs))
    @rule(uses=st.booleans())
    def use_or_remove(self, uses: bool) -> None:  # noqa: FBT001 - hypothesis brings it
        """Take a design up, or forget it."""
        change = use_design if uses else remove_design
        name = self.session.case.designs[0].name
        self._edit(lambda case: change(case, name))

    @precondition(lambda self: len(self.session.case.views) > 1)
    @rule()
    def remove_view(self) -> None:
        """Take the photo in sight away."""
        view = self.session.view
        assert view is not None
        self._edit(lambda case: edits.remove_view(case, view.id))

    @rule()
    def undo(self) -> None:
        """Ctrl+Z."""
        self._key(Qt.Key.Key_Z, _CONTROL)
        self.place = max(0, self.place - 1)

    @rule()
    def redo(self) -> None:
        """Ctrl+Shift+Z."""
        self._key(Qt.Key.Key_Z, _CONTROL | _SHIFT)
        self.place = min(len(self.trail) - 1, self.place + 1)

    @rule()
    def save(self) -> None:
        """Ctrl+S: what the file then holds is what is open."""
        self._key(Qt.Key.Key_S, _CONTROL)
        self._pump(lambda: not self.session.is_dirty)
        self.saved = self.session.case
        assert open_case(self.paths[self.client]).case == self.session.case

    @rule(client=st.sampled_from(["one", "other"]), keeps=st.booleans())
    def open_again(self, client: str, keeps: bool) -> None:  # noqa: FBT001 - hypothesis brings it
        """Open a case; what is unsaved is asked about, and the answer holds."""
        dirty, case, left = self.session.is_dirty, self.session.case, self.client
        if dirty:
            self.window.files.open_path(self.paths[client])
            button = self.window.bench.messages.buttons[0 if keeps else 1]
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            self.saved = case if keeps else self.saved
            self._arrived(client, case)
        else:
            self._open(client)
        if keeps and dirty:
            assert open_case(self.paths[left]).case == case

    @rule(turn=st.sampled_from([Qt.Key.Key_PageDown, Qt.Key.Key_PageUp]))
    def switch_view(self, turn: Qt.Key) -> None:
        """Ctrl+Page: another photo."""
        self._key(turn, _CONTROL)

    @rule(
        key=st.sampled_from(
            [Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Right]
        )
    )
    def change_day(self, key: Qt.Key) -> None:
        """Move along the timeline."""
        QTest.keyClick(self.window.timeline.track, key)

    @rule(mode=st.sampled_from(list(MODE_TITLES)))
    def compare(self, mode: CompareMode) -> None:
        """Compare in some way."""
        self.window.bench.compare.show_mode(mode)

    @rule(viewing=st.sampled_from([Viewing(), Viewing(distance="2-m", light="dim")]))
    def see_from(self, viewing: Viewing) -> None:
        """Step back, or come close."""
        self.session.show_viewing(viewing)

    @rule()
    def client_view(self) -> None:
        """F11: open or close the client's window."""
        self._key(Qt.Key.Key_F11)

    # --- what must hold -------------------------------------------------------------------

    @invariant()
    def undo_holds_the_trail(self) -> None:
        """Undo stands where the trail does, is as long, and shows its case."""
        RandomUser.steps += 1
        stack = self.session.undo_stack
        assert self.session.case == self.trail[self.place]
        assert (stack.count(), stack.index()) == (len(self.trail) - 1, self.place)

    @invariant()
    def clean_means_saved(self) -> None:
        """Nothing unsaved is ever shown as saved."""
        if not self.session.is_dirty:
            assert self.session.case == self.saved

    @invariant()
    def no_picture_of_another_client(self) -> None:
        """Every canvas, hidden ones too, shows this client's photos or nothing."""
        QApplication.processEvents()
        own = {view.photo.sha256 for case in self.trail for view in case.views}
        compare, client = self.window.bench.compare, self.window.looks.client_view
        canvases = [*compare.canvases, *(cell.canvas for cell in compare._beside)]
        canvases += [client.canvas] if client is not None else []
        for canvas in canvases:
            for frame in (canvas.picture.coarse, canvas.picture.fine):
                shown = frame.request.case.views if frame is not None else ()
                assert {view.photo.sha256 for view in shown} <= own

    @invariant()
    def the_window_is_up(self) -> None:
        """Whatever happened, the window is there."""
        assert self.window.isVisible()

    # --- hands ----------------------------------------------------------------------------

    def _edit(self, edit: Callable[[Case], Case]) -> None:
        before = self.session.case
        self.session.edit("Edit", edit)
        self._note(before)

    def _note(self, before: Case) -> None:
        """Write down what undo should now hold."""
        if self.session.case != before:
            self.trail = [*self.trail[: self.place + 1], self.session.case]
            self.place += 1

    def _key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        # The client's window, where it is open, has taken the keys.
        self.window.activateWindow()
        self._pump(self.window.isActiveWindow)
        QTest.keyClick(self.window, key, modifier)

    def _open(self, client: str) -> None:
        case = self.session.case
        self.window.files.open_path(self.paths[client])
        self._arrived(client, case)

    def _arrived(self, client: str, last: Case) -> None:
        """Wait for the case to be there, and begin its trail."""
        self._pump(
            lambda: (
                self.window.bench.tasks.current is None
                and self.session.path == self.paths[client]
                and self.session.case is not last
            )
        )
        self.client = client
        self.trail, self.place = [self.session.case], 0
        self.saved = self.session.case

    def _pump(self, done: Callable[[], bool]) -> None:
        for _ in range(2000):
            QApplication.processEvents()
            if done():
                return
            QTest.qWait(2)
        raise AssertionError("the window did not get there")


@pytest.mark.usefixtures("qapp")
def test_a_random_user() -> None:
    """At least 500 steps a run, and every invariant after each of them."""
    RandomUser.steps = 0
    run_state_machine_as_test(
        RandomUser,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS_EACH,
            suppress_health_check=list(HealthCheck),
            deadline=None,
            derandomize=True,
            phases=(Phase.generate,),  # a failing walk is short enough to be read as it is
        ),
    )
    assert RandomUser.steps >= LEAST_STEPS
