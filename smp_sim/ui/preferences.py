"""What the program remembers of this user, never of a client: looks, language, recent files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from smp_sim.ui.theme import TEXT_PT, TextSize, ThemeChoice
from smp_sim.ui.translation import LANGUAGES, system_language

_OWNER_ONLY = 0o600

#: How many files the recent list holds.
RECENT_COUNT = 8

#: When the library reminds of a case that nobody saved since, until the user sets it: two years,
#: assumed; rules of keeping differ by country and trade.
REMINDER_MONTHS = 24


class Preferences(QObject):
    """Typed access to one settings file. ``changed`` follows every change."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._keep_private()

    @classmethod
    def of_user(cls) -> Preferences:
        """Read the settings file of this user."""
        scope = QSettings.Scope.UserScope
        return cls(QSettings(QSettings.Format.IniFormat, scope, "smp-sim", "smp-sim"))

    @classmethod
    def in_file(cls, path: Path) -> Preferences:
        """Read the settings of one file; it is made when something is first kept."""
        return cls(QSettings(str(path), QSettings.Format.IniFormat))

    def _keep_private(self) -> None:
        """Let the owner alone read the file: the recent list says whom the practice treats."""
        path = Path(self._settings.fileName())
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(_OWNER_ONLY)
            path.chmod(_OWNER_ONLY)  # which Qt keeps when it writes

    @property
    def theme(self) -> ThemeChoice:
        """The theme, dark at first, or that of the system."""
        name = self._text("theme", "dark")
        return cast("ThemeChoice", name) if name in ("light", "system") else "dark"

    @theme.setter
    def theme(self, name: ThemeChoice) -> None:
        self._keep("theme", name)

    @property
    def touch(self) -> bool:
        """Whether targets are made for fingers."""
        return self._flag("touch", default=False)

    @touch.setter
    def touch(self, on: bool) -> None:
        self._keep("touch", on)

    @property
    def text_size(self) -> TextSize:
        """How large the words of the window are."""
        name = self._text("text_size", "normal")
        return name if name in TEXT_PT else "normal"

    @text_size.setter
    def text_size(self, size: TextSize) -> None:
        self._keep("text_size", size)

    @property
    def language(self) -> str:
        """The language's code, or empty: that of the system."""
        code = self._text("language", "")
        return code if code in LANGUAGES else ""

    @language.setter
    def language(self, code: str) -> None:
        self._keep("language", code)

    @property
    def spoken_language(self) -> str:
        """The code of the language that is spoken: the preferred one, or that of the system."""
        return self.language or system_language()

    @property
    def tour_seen(self) -> bool:
        """Whether the first start is over."""
        return self._flag("tour_seen", default=False)

    @tour_seen.setter
    def tour_seen(self, seen: bool) -> None:
        self._keep("tour_seen", seen)

    @property
    def keeps_recent(self) -> bool:
        """Whether a list of recent files is kept at all."""
        return self._flag("keeps_recent", default=True)

    @keeps_recent.setter
    def keeps_recent(self, on: bool) -> None:
        self._settings.setValue("keeps_recent", on)
        if not on:
            self._settings.remove("recent")
        self.changed.emit()

    @property
    def recent(self) -> list[Path]:
        """The cases opened last, the latest first; only those that are still there."""
        raw = self._settings.value("recent", [])
        names = [raw] if isinstance(raw, str) else list(cast("list[str]", raw or []))
        return [path for path in map(Path, names) if path.is_file()]

    def remember_file(self, path: Path) -> None:
        """Put a case on top of the recent list, unless the list is off."""
        if self.keeps_recent:
            others = [known for known in self.recent if known != path]
            self._keep("recent", [str(known) for known in [path, *others][:RECENT_COUNT]])

    def forget_file(self, path: Path) -> None:
        """Take one case off the recent list."""
        self._keep("recent", [str(known) for known in self.recent if known != path])

    def clear_recent(self) -> None:
        """Forget every recent file."""
        self._settings.remove("recent")
        self.changed.emit()

    @property
    def reminder_months(self) -> int:
        """After how many months the library reminds of a case; 0: never."""
        text = self._text("reminder_months", str(REMINDER_MONTHS))
        return int(text) if text.isascii() and text.isdigit() else REMINDER_MONTHS

    @reminder_months.setter
    def reminder_months(self, months: int) -> None:
        self._keep("reminder_months", months)

    @property
    def trainee(self) -> str:
        """The code of the trainee who practised last; empty: none was named."""
        return self._text("trainee", "")

    @trainee.setter
    def trainee(self, code: str) -> None:
        self._keep("trainee", code)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty at first."""
        value = self._settings.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)

    def _text(self, key: str, default: str) -> str:
        return str(self._settings.value(key, default))

    def _flag(self, key: str, *, default: bool) -> bool:
        return str(self._settings.value(key, default)).lower() in {"true", "1"}

    def _keep(self, key: str, value: object) -> None:
        self._settings.setValue(key, value)
        self.changed.emit()
