"""What a report is made of: frozen values that say everything and know nothing of layout.

Each kind carries its name as ``type`` when encoded, by which the template knows how to set it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Paper = Literal["a4", "letter"]
Tone = Literal["calm", "loud"]


class Block(msgspec.Struct, frozen=True, kw_only=True, tag=str.lower):
    """One thing on a page."""


class Paragraph(Block, frozen=True, kw_only=True):
    """Running text; ``small`` for notes beneath something."""

    text: str
    small: bool = False


class Notice(Block, frozen=True, kw_only=True):
    """Something that must not be overlooked. Loud ones are set in a strong frame."""

    title: str
    text: str
    tone: Tone = "calm"


class Bullets(Block, frozen=True, kw_only=True):
    """A list, in ``columns`` columns; ``boxed`` items have a box to tick."""

    items: tuple[str, ...]
    boxed: bool = False
    columns: int = 1


class Figures(Block, frozen=True, kw_only=True):
    """Key figures side by side: value and what it is."""

    items: tuple[tuple[str, str], ...]


class Picture(Block, frozen=True, kw_only=True):
    """A finished picture as the bytes of its file, its size in px, and its words.

    ``alt`` says it to who cannot see it; title and detail stand beneath.
    """

    data: bytes
    width: int
    height: int
    alt: str
    kind: Literal["jpeg", "png"] = "jpeg"
    title: str = ""
    detail: str = ""


class PictureRow(Block, frozen=True, kw_only=True):
    """Pictures side by side, equally wide and none higher than ``height_mm``.

    ``columns`` in a row; 0 puts all into one.
    """

    pictures: tuple[Picture, ...]
    height_mm: float
    columns: int = 0


class Table(Block, frozen=True, kw_only=True):
    """A table whose head is repeated on every page it flows over.

    ``widths`` are shares of the width, one a column; ``numeric`` columns stand to the right.
    A cell is a text or a picture.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str | Picture, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[int, ...] = ()


class Signatures(Block, frozen=True, kw_only=True):
    """Lines to sign on: what is agreed to, and the labels under its lines.

    ``filled`` is what already stands on the lines.
    """

    text: str
    labels: tuple[str, ...]
    title: str = ""
    filled: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading of level 1 or 2 and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    level: Literal[1, 2] = 1
    new_page: bool = False


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives the report: name, lines beneath it, and a logo; each may be missing."""

    name: str = ""
    lines: tuple[str, ...] = ()
    logo: Picture | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report. ``mark`` stands at the head and at the foot of every page.

    ``subject`` is the client's code with its label, ``page_words`` has the places {page} and
    {pages}.
    """

    title: str
    subject: tuple[str, str]
    dates: tuple[tuple[str, str], ...]
    mark: str
    page_words: str
    language: str
    paper: Paper
    letterhead: Letterhead
    sections: tuple[Section, ...]
