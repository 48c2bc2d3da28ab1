"""What the file actions do: open, add, paste, save; nothing unsaved is lost without a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from smp_sim.document.progress_report import Progress
from smp_sim.model.case import Case
from smp_sim.ui.head_search import find_head
from smp_sim.ui.recovery_copy import RecoveryKeeper
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.case.case_file import Dossier
    from smp_sim.document.case.recovery import Leftover
    from smp_sim.document.progress_report import Progress
    from smp_sim.ui.main_window import MainWindow
    from smp_sim.ui.photo_intake import Intake

# Opening and saving need the engine's imports: they happen in the task's thread.
# ruff: noqa: PLC0415

CASE_SUFFIX = ".smp"
PHOTO_SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif", ".avif")


class FileCommands(QObject):
    """Opens, adds and saves; longer work runs as a task."""

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(window)
        self._bench, self._window = bench, window
        self._may_discard = False
        #: Copies that a crash left, each under its lock until this window closes.
        self._leftovers: list[Leftover] = []
        self.recovery = RecoveryKeeper(bench, self)

    # --- open -----------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for photos or a case, and open them."""
        kinds = " ".join(f"*{suffix}" for suffix in (*PHOTO_SUFFIXES, CASE_SUFFIX))
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            tr("Open photo or case"),
            "",
            tr("Photos and cases ({kinds})", kinds=kinds),
        )
        self.open_paths([Path(name) for name in names])

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open a case, or add photos to the open one."""
        chosen = list(paths)
        cases = [path for path in chosen if path.suffix.lower() == CASE_SUFFIX]
        if cases:
            self.open_path(cases[0])
        elif chosen:
            self.add_photos(chosen)

    def open_path(self, path: Path) -> None:
        """Open a case file, once nothing unsaved is lost by it."""
        if path.suffix.lower() != CASE_SUFFIX:
            self.add_photos([path])
        elif self.may_leave(lambda: self.open_path(path)):
            self._window.protection.read_case(
                path,
                tr("Opening {name}", name=self._window.library.name_of(path)),
                lambda opened: self._show_case(opened, path),
                secret=self._window.library.key,
            )

    def open_sample(self) -> None:
        """Open the sample client, once nothing unsaved is lost by it."""
        if self.may_leave(self.open_sample):
            self._bench.tasks.start_watched(
                tr("Opening the sample client"),
                _open_sample,
                lambda opened: self._show_case(opened, None),
            )

    def open_condition(self, name: str) -> None:
        """Open the sample client who has a condition; drawn at the first time, which takes long."""
        data = self._bench.data_folder

        def work(progress: Progress) -> Dossier:
            from smp_sim.document.disk.data_places import data_folder
            from smp_sim.document.samples.sample_store import stored_sample

            return stored_sample(name, data or data_folder(), progress)

        if self.may_leave(lambda: self.open_condition(name)):
            self._bench.tasks.start_watched(
                tr("Drawing the sample client"), work, lambda opened: self._show_case(opened, None)
            )

    def close_case(self) -> None:
        """Go back to an empty window, once nothing unsaved is lost by it."""
        if self.may_leave(self.close_case):
            self._bench.session.replace_document(Case(), {})

    def _show_case(self, dossier: Dossier, path: Path | None) -> None:
        if path is not None and not self.recovery.claim(path):
            self._bench.messages.warn(
                tr("This case is open in another window. Changes saved here could replace those.")
            )
        self._bench.session.open_dossier(dossier, path)
        if path is not None:
            self._remember(path)

    def _remember(self, path: Path) -> None:
        """Put a case on the recent list; the library has a list of its own."""
        if not self._window.library.holds(path):
            self._bench.preferences.remember_file(path)

    # --- photos ---------------------------------------------------------------------------

    def add_photos(self, paths: Iterable[Path]) -> None:
        """Add photos to the open case, as one step of the history each."""
        for path in paths:
            self._take_photo(path.name, partial(_read_file, path))

    def paste(self) -> None:
        """Add the photo on the clipboard."""
        # An empty clipboard gives no data at all, whatever the stub says.
        mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if mime is None or not self.take_mime(mime):
            self._bench.messages.warn(tr("There is no photo on the clipboard."))

    def take_mime(self, mime: QMimeData) -> bool:
        """Take what was dropped or pasted: files, or a picture; give whether there was any."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.open_paths(paths)
            return True
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            data = _png_of_image(image)
            self._take_photo(tr("pasted photo"), lambda: data)
            return True
        return False

    def _take_photo(self, name: str, read: Callable[[], bytes]) -> None:
        case = self._bench.session.case

        def work(progress: Progress) -> Intake:
            from smp_sim.ui.photo_intake import take_photo

            progress(0.0, "")
            data = read()
            progress(0.4, "")
            return take_photo(data, name, case)

        self._bench.tasks.start_watched(tr("Reading {name}", name=name), work, self._add_photo)

    def _add_photo(self, intake: Intake) -> None:
        """Show the photo at once; the head is found meanwhile and joins the same undo step."""
        from smp_sim.ui.photo_intake import with_photo

        session, view = self._bench.session, intake.view
        session.add_photo_bytes({view.photo.sha256: intake.data})
        session.begin_gesture()
        key = f"add.{view.id}"
        if not session.edit(tr("Add photo"), lambda case: with_photo(case, intake), key=key):
            return
        session.show_view(len(session.case.views) - 1)
        find_head(self._bench, view, None, tr("Add photo"), key=key)

    # --- save -----------------------------------------------------------------------------

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save where the case came from, or ask where."""
        path = self._bench.session.path
        if path is None:
            self.save_as(then)
        elif self.recovery.holds(path):
            self._write(path, then)
        else:
            self._bench.messages.ask(
                tr(
                    "This case is open in another window."
                    " Saving here would replace what is saved there."
                ),
                (tr("Save as…"), lambda: self.save_as(then)),
                (tr("Replace"), lambda: self._write(path, then)),
                (tr("Cancel"), lambda: None),
            )

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask where to save, and save there."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save case"), "case.smp", tr("Cases (*{suffix})", suffix=CASE_SUFFIX)
        )
        if name:
            path = Path(name)
            self._write(path if path.suffix else path.with_suffix(CASE_SUFFIX), then)

    def _write(self, path: Path, then: Callable[[], object] | None) -> None:
        session = self._bench.session
        case, dossier = session.case, session.dossier()
        name = self._window.library.name_of(path)

        def done(_nothing: None) -> None:
            session.mark_saved(path, case)
            self.recovery.claim(path)
            self._remember(path)
            self._bench.messages.say(tr("Saved as {name}.", name=name))
            if then is not None:
                then()

        self._bench.tasks.start_watched(
            tr("Saving {name}", name=name),
            lambda progress: _write_case(dossier, path, progress),
            done,
        )

    # --- what a crash left ------------------------------------------------------------------

    def offer_leftovers(self) -> None:
        """Look for what a crash left behind, and offer the newest of it."""
        self._bench.tasks.start(
            tr("Looking for recovery copies"),
            lambda: _find_leftovers(self._bench.data_folder),
            self._hold,
        )

    def _hold(self, found: list[Leftover]) -> None:
        self._leftovers += found
        self._offer(found)

    def _offer(self, found: list[Leftover]) -> None:
        if not found:
            return
        first, *others = found
        self._bench.messages.ask(
            self._words_of(first),
            (tr("Bring back"), lambda: self._bring_back(first)),
            (tr("Delete the copy"), lambda: self._delete_copy(first, others)),
        )

    def _words_of(self, leftover: Leftover) -> str:
        """Say which state the copy holds, and which one the file."""
        origin = leftover.origin
        name = self._window.library.name_of(origin) if origin is not None else ""
        states = {
            "ahead": tr("A copy holds changes of {name} that its file lacks.", name=name),
            "changed": tr("{name} was saved after this copy of it was made.", name=name),
            "gone": tr("The file of {name} is gone, a copy of the case is there.", name=name),
            "unsaved": tr("A copy holds a case that was never saved."),
        }
        return " ".join(
            (
                tr("The program did not end in good order."),
                states[leftover.standing],
                tr("Bring the copy back?"),
            )
        )

    def _bring_back(self, leftover: Leftover) -> None:
        def show(opened: Dossier) -> None:
            self._bench.session.open_dossier(opened, leftover.origin)
            self._bench.session.mark_unsaved()
            if leftover.origin is not None:
                self.recovery.claim(leftover.origin)
            self.recovery.keep_now()
            leftover.discard()
            self._bench.messages.say(
                tr("This is the state of the copy. No file holds it until you save.")
            )

        if self.may_leave(lambda: self._bring_back(leftover)):
            self._window.protection.read_case(
                leftover.path, tr("Bringing back"), show, secret=self._window.library.key
            )

    def _delete_copy(self, leftover: Leftover, others: list[Leftover]) -> None:
        leftover.discard()
        self._offer(others)

    # --- leave ----------------------------------------------------------------------------

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Say whether the case may be left; else ask, and do ``then`` after the answer."""
        session = self._bench.session
        # Leave to discard holds for one try: what is edited after it failed is asked about anew.
        may_discard, self._may_discard = self._may_discard, False
        if may_discard or session.is_empty or not session.is_dirty:
            return True
        self._bench.messages.ask(
            tr("This case has changes that are not saved."),
            (tr("Save"), lambda: self.save(then)),
            (tr("Don't save"), lambda: self._discard(then)),
            (tr("Cancel"), lambda: None),
        )
        return False

    def leave(self) -> None:
        """End the recovery copy and the locks: the window closes in good order."""
        self.recovery.release()
        for leftover in self._leftovers:
            leftover.lock.release()

    def _discard(self, then: Callable[[], object]) -> None:
        self._may_discard = True
        QTimer.singleShot(0, self, then)


def _find_leftovers(folder: Path | None) -> list[Leftover]:
    from smp_sim.document.case.recovery import find_leftovers
    from smp_sim.document.disk.data_places import data_folder
    from smp_sim.document.disk.scratch_folder import sweep_scratch

    data = folder or data_folder()
    sweep_scratch(data)
    return find_leftovers(data)


def _write_case(dossier: Dossier, path: Path, progress: Progress) -> None:
    from smp_sim.document.case.case_file import save_case

    save_case(dossier, path, progress)


def _open_sample(progress: Progress) -> Dossier:
    """Open the shipped sample: ready drawn, since drawing it takes half a minute."""
    from smp_sim.document.case.case_file import open_case
    from smp_sim.document.disk.assets import asset_path

    return open_case(asset_path("sample_client.smp"), progress=progress)


def _read_file(path: Path) -> bytes:
    from smp_sim.document.intake.photo_file import read_photo

    return read_photo(path).data


def _png_of_image(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants the format as bytes
    return bytes(buffer.data().data())
