"""Where the program keeps what it remembers. Light to import: the window asks before the engine."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Give the user's own folder for the program's data; it may not exist yet."""
    return Path(platformdirs.user_data_path("smp-sim", appauthor=False))


def library_folder(data: Path) -> Path:
    """Give the case library's folder inside the program's data folder; it may not exist yet."""
    return data / "library"


def shelf_folder(library: Path) -> Path:
    """Give where the library's case files lie."""
    return library / "cases"
