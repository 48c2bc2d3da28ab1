"""The user's mistakes, said in one sentence each."""

from __future__ import annotations


class SmpError(Exception):
    """A mistake of the user that the window or the command line shows as it stands.

    Parameters
    ----------
    what : str
        What is wrong, one sentence with its full stop.
    where : str
        The file, option or field that it is about; empty where there is none.
    next_step : str
        What the user can do now, one sentence; empty where nothing helps.
    """

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        self.what = what
        self.where = where
        self.next_step = next_step
        super().__init__(str(self))

    def __str__(self) -> str:
        """Give the whole message on one line."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return " ".join(f"{head} {self.next_step}".split())


class PhotoError(SmpError):
    """A photo that can't be read or used."""


class CaseFileError(SmpError):
    """A case file that can't be opened or saved."""


class PassphraseNeededError(CaseFileError):
    """A protected case that no passphrase was given for."""


class WrongPassphraseError(CaseFileError):
    """A passphrase that is not the one of the case."""


class CameraError(SmpError):
    """A camera that can't be used for this photo."""


class PlanError(SmpError):
    """A plan, or a value in it, outside what the program can draw."""


class OutputError(SmpError):
    """A place where nothing can be written."""
