"""What the practice actions do: enter and leave the room, read and write its files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QUndoStack
from PySide6.QtWidgets import QFileDialog

from smp_sim.model.errors import SmpError
from smp_sim.ui.translation import system_language, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.export.wording import ReportLanguage
    from smp_sim.training.drawing import Drawing
    from smp_sim.training.exercise import Exercise
    from smp_sim.ui.canvas import Canvas
    from smp_sim.ui.main_window import MainWindow
    from smp_sim.ui.practice.gallery_desk import GalleryDesk
    from smp_sim.ui.practice.practice_page import PracticePage
    from smp_sim.ui.practice.practice_room import PracticeRoom

# The room brings NumPy, SciPy and the exercises: imported on use, so that starting stays quick.
# ruff: noqa: PLC0415

DRAWING_SUFFIX = ".json"
_EXERCISE_SUFFIX = ".smpx"


class PracticeCommands(QObject):
    """Opens the room as a page; what goes on in it outlives the page.

    The open case is neither changed nor left: the room only reads its photos where asked to.
    """

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(window)
        self._bench, self._window = bench, window
        self._room: PracticeRoom | None = None
        self._gallery: GalleryDesk | None = None
        self._page: PracticePage | None = None

    # --- the page -------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether the room is shown."""
        return self._page is not None

    @property
    def page(self) -> PracticePage | None:
        """The page, while it is open."""
        return self._page

    @property
    def undo_stack(self) -> QUndoStack | None:
        """The drawing's history, while the room is shown."""
        return self._room.undo_stack if self.is_open and self._room is not None else None

    @property
    def canvas(self) -> Canvas | None:
        """The canvas of the room, while it is shown."""
        return None if self._page is None else self._page.stage.canvas

    @property
    def shows_solution(self) -> bool:
        """Whether the reference solution lies over the head."""
        return self._page is not None and self._page.stage.hints.shows_solution

    def toggle(self) -> None:
        """Enter the room, or leave it."""
        if self.is_open:
            self.leave()
        else:
            self.enter()

    def enter(self, then: Callable[[], object] | None = None) -> None:
        """Show the room; the exercises are made meanwhile, the first time."""
        if self.is_open:
            return

        def show(_made: object) -> None:
            if not self.is_open:  # it may have been asked for twice
                self._show_page()
            if then is not None:
                then()

        if self._room is not None:
            show(None)
            return
        self._bench.tasks.start(tr("Opening the practice room"), _make_exercises, show)

    def enter_now(self) -> None:
        """Show the room, as a button asks for it."""
        self.enter()

    def _show_page(self) -> None:
        from smp_sim.ui.practice.practice_page import PracticePage

        room, gallery = self._made_room()
        self._window.library.close_page()
        page = PracticePage(room, gallery, self._window.worker, self._window)
        self._page = page
        page.close_asked.connect(self.leave)
        page.own_photo_asked.connect(self.use_own_photo)
        page.sheet_asked.connect(self.save_sheet)
        page.solution_shown.connect(self._window.refresh_menus)
        self._window.show_page(page)
        page.begin(has_case=not self._bench.session.is_empty)
        self._window.focus_stage()

    def _made_room(self) -> tuple[PracticeRoom, GalleryDesk]:
        """Give the room and the gallery, made once."""
        from smp_sim.ui.practice.gallery_desk import GalleryDesk
        from smp_sim.ui.practice.practice_room import PracticeRoom

        if self._room is None or self._gallery is None:
            self._room = PracticeRoom(self._bench, self)
            self._gallery = GalleryDesk(self._bench, self._room.heads_folder, self)
            self._room.refused.connect(self._bench.messages.refuse)
            stack = self._room.undo_stack
            for signal in (stack.canUndoChanged, stack.canRedoChanged, stack.undoTextChanged):
                signal.connect(self._window.refresh_menus)
            self._room.name_trainee(self._bench.preferences.trainee)
            self._room.progressed.connect(self._remember_trainee)
            self._room.begin()
            self._take_draft(self._room)
        return self._room, self._gallery

    def _remember_trainee(self) -> None:
        if self._room is not None and self._room.trainee != self._bench.preferences.trainee:
            self._bench.preferences.trainee = self._room.trainee

    def leave(self) -> None:
        """Go back to the case, which is as it was left; the drawing stays for the next time."""
        if self._page is None:
            return
        page, self._page = self._page, None
        self._window.show_page(None)
        page.stage.show_nothing()
        page.deleteLater()
        self._window.focus_stage()

    # --- the draft ------------------------------------------------------------------------

    @property
    def _draft_path(self) -> Path:
        from smp_sim.document.disk.data_places import data_folder

        return (self._bench.data_folder or data_folder()) / "training-draft.json"

    def keep_draft(self) -> None:
        """Keep an unfinished drawing for the next start; without one the last draft goes."""
        if self._room is None:
            return
        from smp_sim.training.exercise_file import write_drawing

        drawing = self._room.drawing
        with suppress(OSError, SmpError):  # the window closes: there is nobody left to be told
            self._draft_path.parent.mkdir(parents=True, exist_ok=True)
            if drawing.points or drawing.line or drawing.dots:
                write_drawing(drawing, self._draft_path)
            else:
                self._draft_path.unlink(missing_ok=True)

    def _take_draft(self, room: PracticeRoom) -> None:
        """Bring back what was being drawn when the program was closed."""
        from smp_sim.training.exercise_file import read_drawing

        if not self._draft_path.exists():
            return
        try:
            draft = read_drawing(self._draft_path)
        except SmpError as mistake:
            self._bench.messages.refuse(mistake)
            return
        if draft.exercise in {exercise.id for exercise in room.exercises}:
            room.take_drawing(draft)

    # --- what the menu asks ---------------------------------------------------------------

    def mark(self) -> None:
        """Mark the drawing, and show it where something else is on."""
        if self._room is not None and self._page is not None:
            self._page.show_tab("exercises")
            self._room.mark()

    def clear(self) -> None:
        """Take the drawing away; undo brings it back."""
        if self._room is not None:
            self._room.clear()

    def toggle_solution(self) -> None:
        """Lay the reference solution over the head, or take it away."""
        if self._page is not None:
            self._page.show_solution(not self.shows_solution)

    def use_own_photo(self) -> None:
        """Practise on the photos of the open case."""
        if self._room is not None:
            self._room.choose_own_photo(self._bench.session.dossier())

    # --- files ----------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for an exercise or a drawing, and open it."""
        kinds = f"*{_EXERCISE_SUFFIX} *{DRAWING_SUFFIX}"
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Open an exercise or a drawing"),
            "",
            tr("Exercises and drawings ({kinds})", kinds=kinds),
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open an exercise or a drawing, entering the room where need be."""
        if not self.is_open:
            self.enter(lambda: self.open_path(path))
            return
        read = _read_exercise if path.suffix.lower() == _EXERCISE_SUFFIX else _read_drawing
        self._bench.tasks.start(
            tr("Reading {name}", name=path.name), lambda: read(path), self._take
        )

    def _take(self, found: Exercise | Drawing) -> None:
        from smp_sim.training.drawing import Drawing

        if self._room is None:
            return
        if isinstance(found, Drawing):
            self._room.take_drawing(found)
        else:
            self._room.add_exercise(found)

    def paste(self) -> None:
        """Take a drawing from the clipboard, as text of a drawing file."""
        self.take_mime(QGuiApplication.clipboard().mimeData())

    def take_mime(self, mime: QMimeData | None) -> None:
        """Take what was pasted or dropped into the room: files, or a drawing's text."""
        paths = [] if mime is None else [url.toLocalFile() for url in mime.urls()]
        if paths:
            for path in paths:
                self.open_path(Path(path))
            return
        text = "" if mime is None else mime.text()
        self._bench.tasks.start(
            tr("Reading {name}", name=tr("the clipboard")),
            lambda: _parsed_drawing(text),
            self._take,
        )

    def save_drawing(self) -> None:
        """Ask where to, and write the drawing."""
        from smp_sim.training.exercise_file import write_drawing

        if self._room is not None:
            drawing = self._room.drawing
            self._save(
                tr("Save the drawing"),
                f"{drawing.exercise}{DRAWING_SUFFIX}",
                tr("Drawings (*{suffix})", suffix=DRAWING_SUFFIX),
                lambda path: write_drawing(drawing, path),
            )

    def save_exercise(self) -> None:
        """Ask where to, and write the exercise that is on, to be shared."""
        if self._room is not None:
            self._share(self._room.chosen)

    def _share(self, exercise: Exercise) -> None:
        from smp_sim.training.exercise_file import write_exercise

        self._save(
            tr("Save the exercise"),
            f"{exercise.id}{_EXERCISE_SUFFIX}",
            tr("Exercises (*{suffix})", suffix=_EXERCISE_SUFFIX),
            lambda path: write_exercise(exercise, path),
        )

    def make_exercise(self) -> None:
        """Let the teacher make an exercise of the open case, and save it."""
        from smp_sim.ui.practice.teacher_form import TeacherForm

        form = TeacherForm(self._bench.session.dossier(), self._window)
        if form.exec() and form.exercise is not None:
            self._share(form.exercise)
        form.deleteLater()

    def save_sheet(self) -> None:
        """Ask where to, and write the trainee's sheet for the teacher."""
        room = self._room
        if room is None:
            return
        if not room.trainee:
            self._bench.messages.refuse(
                SmpError(
                    tr("A sheet is a trainee's, and none is named."),
                    next_step=tr("Type a code beside Trainee."),
                )
            )
            return
        write = _sheet_writer(room, self._language)
        self._save(
            tr("Save the sheet"), f"{room.trainee}.pdf", tr("PDF (*{suffix})", suffix=".pdf"), write
        )

    @property
    def _language(self) -> ReportLanguage:
        return cast("ReportLanguage", self._bench.preferences.language or system_language())

    def _save(self, title: str, name: str, kinds: str, write: Callable[[Path], object]) -> None:
        """Ask for a place and write there, in a task."""
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, name, kinds)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(Path(name).suffix)
        self._bench.tasks.start(
            tr("Saving {name}", name=path.name),
            lambda: write(path),
            lambda _done: self._bench.messages.say(tr("Saved as {name}.", name=path.name)),
        )


def _make_exercises() -> None:
    """Load what the room needs and make the exercises, away from the window."""
    import smp_sim.ui.practice.practice_page  # noqa: F401
    from smp_sim.training.catalogue import list_exercises

    list_exercises()


def _read_exercise(path: Path) -> Exercise:
    from smp_sim.training.exercise_file import read_exercise

    return read_exercise(path)


def _read_drawing(path: Path) -> Drawing:
    from smp_sim.training.exercise_file import read_drawing

    return read_drawing(path)


def _parsed_drawing(text: str) -> Drawing:
    from smp_sim.training.exercise_file import parse_drawing

    return parse_drawing(text)


def _sheet_writer(room: PracticeRoom, language: ReportLanguage) -> Callable[[Path], None]:
    """Give the writer of a sheet as things stand now."""
    history, exercises = room.history, room.exercises
    marked = None if room.score is None else (room.exercise, room.score)

    def write(path: Path) -> None:
        from smp_sim.document.export.letterhead import load_practice
        from smp_sim.training.result_sheet import SheetOrder, save_sheet

        today = datetime.now().astimezone().date()
        order = SheetOrder(written_on=today, language=language, practice=load_practice())
        save_sheet(history, exercises, order, path, marked)

    return write
