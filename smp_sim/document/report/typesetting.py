"""A report on paper: tagged PDF, or pages as pictures to print. Nothing touches the disk.

The template in ``assets/report`` gets the report as data, never as markup: whatever a client's
code holds is set as it stands. Every text is held against the fonts first, so that a character
that none of them has is written by its number instead of as an empty box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import typst

from smp_sim.document.disk.assets import asset_path
from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Notice, Report

#: Packages that carry the fonts (SIL Open Font License), and nothing but them.
_FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")

#: What is asked of every PDF: tagged, titled, a language, words for every picture, no empty box.
_STANDARD: tuple[Any, ...] = ("ua-1",)

#: Han characters differ by language; which of the family's kinds to take is told by these.
_KANA = ("\u3040", "\u30ff")
_HANGUL = ("\u1100", "\u11ff"), ("\uac00", "\ud7af")

#: Format characters that writing needs: joiners (Persian, Indic scripts) and direction marks. The
#: others are taken out: some turn the text after them round, some no page may carry.
_KEPT_FORMATS = frozenset("\u200c\u200d\u200e\u200f")

_PROBE = b'#set document(title: "probe")\n#set text(font: "Noto Sans")\n#sys.inputs.text'

_UNDRAWN = phrase(
    "No font of this program or this computer has these characters; they are written by their"
    " number in Unicode instead: {numbers}."
)


#: A report as lists and dictionaries, bytes left as they are.
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Fonts:
    """Fonts to set with, and the characters that none of them has."""

    fonts: typst.Fonts
    missing: frozenset[str]


def typeset_pdf(report: Report, words: Wording, written_on: date) -> bytes:
    """Set a report as a tagged PDF (PDF/UA-1), all fonts embedded. No clock: the date is given.

    The same report gives the same bytes.
    """
    plain, fonts = _ready(report, words)
    noon = datetime.combine(written_on, time(12), tzinfo=UTC)
    made = typst.compile(
        _template(),
        font_paths=fonts,
        sys_inputs=_inputs(plain, written_on),
        pdf_standards=list(_STANDARD),
        timestamp=noon,
    )
    return bytes(made)


def typeset_pages(report: Report, words: Wording, written_on: date, ppi: float) -> list[bytes]:
    """Set a report as pages to print: a PNG each, ``ppi`` px per inch."""
    plain, fonts = _ready(report, words)
    made: Any = typst.compile(
        _template(),
        font_paths=fonts,
        sys_inputs=_inputs(plain, written_on),
        format="png",
        ppi=ppi,
    )
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def _template() -> bytes:
    return asset_path("report/report.typ").read_bytes()


def _inputs(plain: Plain, written_on: date) -> dict[str, str]:
    text = msgspec.json.encode(plain).decode()
    return {"report": text, "written": written_on.isoformat(), "han": han_family(text)}


def han_family(text: str) -> str:
    """Name the kind of Han characters that a text is written with: Japanese, Korean or Chinese."""
    if any(_KANA[0] <= sign <= _KANA[1] for sign in text):
        return "Noto Sans CJK JP"
    if any(low <= sign <= high for sign in text for low, high in _HANGUL):
        return "Noto Sans CJK KR"
    return "Noto Sans CJK SC"


def _ready(report: Report, words: Wording) -> tuple[Plain, typst.Fonts]:
    """Give the report as plain values with every text fit to be set, and the fonts for it."""
    plain = _each_text(msgspec.to_builtins(report, builtin_types=(bytes,)), _without_controls)
    chosen = _choose_fonts(frozenset("".join(_texts_of(plain))))
    if not chosen.missing:
        return plain, chosen.fonts
    told = _each_text(plain, lambda text: _numbered(text, chosen.missing))
    numbers = ", ".join(sorted(_number_of(sign) for sign in chosen.missing))
    notice = Notice(
        title=words.say("Characters that can’t be drawn"),
        text=words.say(_UNDRAWN, numbers=numbers),
        tone="loud",
    )
    told["sections"][0]["blocks"].insert(0, msgspec.to_builtins(notice))
    return told, chosen.fonts


def _each_text(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - JSON's own kinds
    """Give plain values with every text in them changed, keys left alone."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(item, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_each_text(item, change) for item in value]
    return value


def _texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts_of(item)


def _without_controls(text: str) -> str:
    """Take out what is no text: controls (but line ends) and format characters."""

    def shown(sign: str) -> str:
        kind = unicodedata.category(sign)
        if kind == "Cf" and sign not in _KEPT_FORMATS:
            return ""
        return " " if kind == "Cc" and sign != "\n" else sign

    return "".join(map(shown, text))


def _numbered(text: str, missing: frozenset[str]) -> str:
    return "".join(f"[{_number_of(sign)}]" if sign in missing else sign for sign in text)


def _number_of(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _choose_fonts(signs: frozenset[str]) -> _Fonts:
    """Take the program's own fonts, and the computer's too where those lack a character."""
    own = _own_fonts()
    if not _missing(signs, own):
        return _Fonts(own, frozenset())
    all_fonts = typst.Fonts(include_embedded_fonts=False, font_paths=_font_folders())
    return _Fonts(all_fonts, _missing(signs, all_fonts))


@cache
def _own_fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=_font_folders()
    )


def _font_folders() -> list[str]:
    return [str(files(package)) for package in _FONT_PACKAGES]


def _missing(signs: Iterable[str], fonts: typst.Fonts) -> frozenset[str]:
    """Find the characters that no font has: together first, one by one only where some fail."""
    shown = sorted(sign for sign in signs if not sign.isspace())
    if _can_set("".join(shown), fonts):
        return frozenset()
    return frozenset(sign for sign in shown if not _can_set(sign, fonts))


def _can_set(text: str, fonts: typst.Fonts) -> bool:
    """Try: the standard refuses a character that would come out as an empty box."""
    try:
        typst.compile(
            _PROBE, font_paths=fonts, sys_inputs={"text": text}, pdf_standards=list(_STANDARD)
        )
    except typst.TypstError:
        return False
    return True
