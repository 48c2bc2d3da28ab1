"""Words on screen: every one goes through Qt, so that a second language is one file.

A catalogue is a folder of plain JSON files, ``{"English sentence": "deutscher Satz"}``, one for
each part of the program, loaded as a Qt translator: no build step, and a change reads well in a
diff.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from smp_sim.model.errors import SmpError
from smp_sim.model.sentence import in_other_words

#: The one context under which Qt looks our words up.
CONTEXT = "smp-sim"

#: Languages with a complete catalogue: code and own name.
LANGUAGES: dict[str, str] = {"en": "English", "de": "Deutsch"}

#: The application's property that holds the installed catalogue.
_TRANSLATOR = "smp_translator"


def tr(text: str, **values: object) -> str:
    """Give ``text`` in the window's language, its ``{places}`` filled with ``values``."""
    said = QCoreApplication.translate(CONTEXT, text)
    return said.format(**values) if values else said


def spoken(text: str) -> str:
    """Give what the engine says, a sentence with its values, in the window's language."""
    return in_other_words(text, tr, _WordedNumbers())


def worded(value: float, form: str) -> str:
    """Write a number in a form as for ``format``, with the language's own point and grouping."""
    text = format(value, form)
    if QLocale().decimalPoint() != ",":
        return text
    return text.translate(str.maketrans(",.", ".,"))


class _WordedNumbers(Formatter):
    """Fills places as ``str.format`` does, numbers as :func:`worded`."""

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return worded(value, format_spec)
        return format(value, format_spec)


def told(mistake: SmpError) -> str:
    """Give a user's mistake in the window's language, on one line."""
    what, next_step = spoken(mistake.what), spoken(mistake.next_step)
    return str(SmpError(what, where=mistake.where, next_step=next_step))


def mark(text: str) -> str:
    """Mark ``text``, declared as data and shown later by :func:`tr`, for the catalogue."""
    return text


def system_language() -> str:
    """Give the code of the system's language where there is a catalogue for it, else English."""
    code = QLocale.system().name()[:2]
    return code if code in LANGUAGES else "en"


class CatalogueTranslator(QTranslator):
    """A Qt translator that reads from a mapping of English to another language."""

    def __init__(self, catalogue: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = dict(catalogue)

    def isEmpty(self) -> bool:
        """Say that there is something to look up, or Qt would not install it."""
        return not self._catalogue

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Give the translation, or None (Qt's null string) where there is none."""
        del context, disambiguation, n
        return self._catalogue.get(text)


def load_language(app: QCoreApplication, code: str) -> None:
    """Install a language's catalogue; English, and one that there is none of, need none."""
    QLocale.setDefault(QLocale(code))
    old = app.property(_TRANSLATOR)
    if isinstance(old, CatalogueTranslator):
        app.removeTranslator(old)
        app.setProperty(_TRANSLATOR, None)
    if code == "en" or code not in LANGUAGES:
        return
    from smp_sim.document.disk.assets import read_catalogue  # noqa: PLC0415 - other languages

    translator = CatalogueTranslator(read_catalogue(code), app)
    app.installTranslator(translator)
    app.setProperty(_TRANSLATOR, translator)
