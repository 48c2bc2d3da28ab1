"""Passphrases in the window: opening protected cases, and protecting the open one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smp_sim.document.progress_report import Progress
from smp_sim.model.errors import PassphraseNeededError, SmpError, WrongPassphraseError
from smp_sim.ui.translation import told, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.case.case_file import Dossier
    from smp_sim.document.protection.passphrase_key import PassphraseKey
    from smp_sim.document.protection.sealed_stream import Secret
    from smp_sim.ui.main_window import MainWindow
    from smp_sim.ui.passphrase_prompt import PassphrasePrompt

# The document room is imported in the task's thread; deriving a key takes a moment too. The prompt
# is read when it is needed, which is seldom.
# ruff: noqa: PLC0415

Show = Callable[["Dossier"], object]


class ProtectionCommands(QObject):
    """Asks for passphrases where a case needs one, in the window and as often as it takes."""

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(window)
        self._bench, self._window = bench, window
        self._prompt: PassphrasePrompt | None = None

    @property
    def prompt(self) -> PassphrasePrompt:
        """What asks, made when it is first needed."""
        if self._prompt is None:
            from smp_sim.ui.passphrase_prompt import PassphrasePrompt

            self._prompt = PassphrasePrompt(self._window)
            self._prompt.closed.connect(self._window.focus_stage)
        return self._prompt

    def close_prompt(self) -> None:
        """Give an open question up, and make the next one anew."""
        if self._prompt is not None:
            self._prompt.give_up()
            self._prompt.deleteLater()
            self._prompt = None

    def read_case(
        self, path: Path, title: str, show: Show, *, secret: Secret | None = None
    ) -> None:
        """Open a case as a task called ``title``; ask for its passphrase where it has one."""
        self._bench.tasks.start_watched(
            title,
            lambda progress: _read(path, secret, progress),
            lambda opened: self._on_read(path, title, show, opened),
        )

    def _on_read(self, path: Path, title: str, show: Show, opened: Dossier | SmpError) -> None:
        if not isinstance(opened, SmpError):
            show(opened)
            return
        from smp_sim.ui.passphrase_prompt import Question

        question = Question(
            tr("This case is protected"),
            tr("Type its passphrase to open it. What is open now stays until then."),
            tr("Open"),
            fault=told(opened) if isinstance(opened, WrongPassphraseError) else "",
        )
        self.prompt.ask(question, lambda typed: self.read_case(path, title, show, secret=typed))

    # --- the open case --------------------------------------------------------------------

    def protect(self) -> None:
        """Ask for a new passphrase and save the case under it."""
        from smp_sim.ui.passphrase_prompt import Question

        question = Question(
            tr("New passphrase for this case"),
            tr(
                "At least 8 characters; several words are easy to keep. Without it nobody can"
                " open the case again, and nobody can bring it back."
            ),
            tr("Protect"),
            is_new=True,
        )
        self.prompt.ask(question, self._derive)

    def _derive(self, typed: str) -> None:
        self._bench.tasks.start(
            tr("Protecting the case"), lambda: new_key_of(typed), self._protect_with
        )

    def _protect_with(self, key: PassphraseKey) -> None:
        self._bench.session.protect(key)
        self._window.files.save()

    def unprotect(self) -> None:
        """Save the case without a passphrase, after a question."""
        if self._bench.session.key is None:
            self._bench.messages.say(tr("This case has no passphrase."))
            return
        self._bench.messages.ask(
            tr("Take the passphrase off? Whoever has the file can then open the case."),
            (tr("Take it off"), self._take_off),
            (tr("Cancel"), lambda: None),
        )

    def _take_off(self) -> None:
        self._bench.session.protect(None)
        self._window.files.save()


def new_key_of(typed: str) -> PassphraseKey:
    """Derive the key of a passphrase that was just chosen."""
    from smp_sim.document.protection.passphrase_key import new_key

    return new_key(typed)


def _read(path: Path, secret: Secret | None, progress: Progress) -> Dossier | SmpError:
    """Open a case; that it needs a passphrase, or another one, is an answer too."""
    from smp_sim.document.case.case_file import open_case

    try:
        return open_case(path, secret=secret, progress=progress)
    except (PassphraseNeededError, WrongPassphraseError) as needed:
        return needed
