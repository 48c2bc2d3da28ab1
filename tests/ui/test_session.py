"""The open document: edits, gestures, undo, and what is shown."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.errors import PlanError, SmpError
from smp_sim.ui.session import Session


def seeded(number: int) -> Case:
    """Give a case that differs from others by its seed."""
    return msgspec.structs.replace(Case(), plan=msgspec.structs.replace(Case().plan, seed=number))


def set_seed(session: Session, number: int, key: str = "seed") -> None:
    """Change the seed as a slider tick would."""
    session.edit("Change seed", lambda _case: seeded(number), key=key)


def view(name: str) -> View:
    """Give a view with some photo."""
    photo = PhotoRef(sha256="0" * 64, suffix=".jpg", width=10, height=10)
    return View(id=name, side="front", photo=photo, camera=FlatCamera(px_per_mm=1.0))


@pytest.fixture
def session(qapp: object) -> Session:
    """Give an empty session."""
    del qapp
    return Session()


def test_ticks_of_one_gesture_are_one_step(session: Session) -> None:
    """Three ticks of one drag undo together."""
    session.begin_gesture()
    for number in (2, 3, 4):
        set_seed(session, number)
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.case == Case()
    assert not session.is_dirty


def test_two_gestures_are_two_steps(session: Session) -> None:
    """The same slider dragged twice leaves two steps."""
    for number in (2, 3):
        session.begin_gesture()
        set_seed(session, number)
    assert session.undo_stack.count() == 2


def test_edits_without_key_never_merge(session: Session) -> None:
    """A button pressed twice leaves two steps."""
    session.begin_gesture()
    set_seed(session, 2, key="")
    set_seed(session, 3, key="")
    assert session.undo_stack.count() == 2


def test_coming_back_to_the_start_leaves_no_step(session: Session) -> None:
    """A drag that ends where it began is not in the history, and the document is clean."""
    session.begin_gesture()
    set_seed(session, 2)
    session.edit("Change seed", lambda _case: Case(), key="seed")
    assert session.undo_stack.count() == 0
    assert not session.is_dirty


def test_history_names_the_step(session: Session) -> None:
    """The history shows the label."""
    set_seed(session, 2)
    assert session.undo_stack.undoText() == "Change seed"


def test_undo_survives_saving(session: Session, tmp_path: Path) -> None:
    """After a save the step can be undone, and the document is then unsaved."""
    set_seed(session, 2)
    session.mark_saved(tmp_path / "a.smp", session.case)
    assert not session.is_dirty
    session.undo_stack.undo()
    assert session.case == Case()
    assert session.is_dirty


def test_edit_during_a_save_stays_unsaved(session: Session, tmp_path: Path) -> None:
    """A case that was edited after the save began is still dirty when it ends."""
    set_seed(session, 2)
    written = session.case
    set_seed(session, 3, key="")
    session.mark_saved(tmp_path / "a.smp", written)
    assert session.is_dirty


def test_refused_edit_changes_nothing(session: Session, qtbot: QtBot) -> None:
    """A user's mistake is said, and case and history stay as they are."""

    def refuse(_case: Case) -> Case:
        raise PlanError("Too low.")

    with qtbot.waitSignal(session.refused) as heard:
        assert not session.edit("Lower", refuse)
    assert isinstance(heard.args[0], SmpError)
    assert session.case == Case()
    assert session.undo_stack.count() == 0


def test_edit_that_changes_nothing_leaves_no_step(session: Session) -> None:
    """Setting a value to what it is does not fill the history."""
    session.edit("Nothing", lambda case: case)
    assert session.undo_stack.count() == 0


def test_shown_view_follows_its_id(session: Session) -> None:
    """Removing a view before the shown one keeps the shown one on screen."""
    session.replace_document(Case(views=(view("a"), view("b"))), {})
    session.show_view(1)
    session.edit("Remove", lambda case: msgspec.structs.replace(case, views=case.views[1:]))
    assert session.view is not None
    assert session.view.id == "b"
    session.undo_stack.undo()
    assert session.view_index == 1


def test_new_document_leaves_nothing_of_the_last(session: Session, qtbot: QtBot) -> None:
    """Opening another case clears history, photos, view, day and retention."""
    session.add_photo_bytes({"0" * 64: b"x"})
    set_seed(session, 2)
    session.show_day(0.0)
    session.show_retention("light")
    with qtbot.waitSignal(session.replaced):
        session.replace_document(Case(), {})
    assert session.undo_stack.count() == 0
    assert not session.photos
    assert (session.day, session.retention, session.view_index) == (56.0, "typical", 0)


def test_the_default_day_is_healed(session: Session) -> None:
    """A case opens on the day its last session has healed."""
    assert session.day == max(s.day for s in session.case.plan.sessions) + 28


def test_showing_another_day_is_no_edit(session: Session, qtbot: QtBot) -> None:
    """Moving the timeline makes the document neither dirty nor undoable."""
    with qtbot.waitSignal(session.changed):
        session.show_day(3.0)
    assert not session.is_dirty
    assert session.undo_stack.count() == 0
