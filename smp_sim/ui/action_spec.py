"""One action as data: what it is called, where it stands, what it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from smp_sim.ui.main_window import MainWindow

MenuId = Literal["file", "edit", "view", "plan", "practice", "help"]

Run = Callable[["MainWindow"], object]


class ActionSpec(msgspec.Struct, frozen=True):
    """One thing that the user can do.

    ``run`` is called with the window. ``state`` says whether a checkable action is on; None: it
    can't be checked. ``needs_photo`` switches it off in an empty window. ``on_canvas`` keeps the
    shortcut to the canvas, for keys that mean something else elsewhere. ``begins_group`` draws a
    line above it in its menu. ``repeats``: holding the key does it again and again.
    ``submenu``: the titles of the menus, each inside the one before, that lead to it; empty: it
    stands in the menu itself.
    ``possible`` says whether it can be done now; None: always.
    """

    id: str
    title: str
    menu: MenuId
    run: Run
    shortcuts: tuple[str, ...] = ()
    state: Callable[[MainWindow], bool] | None = None
    needs_photo: bool = False
    on_canvas: bool = False
    begins_group: bool = False
    repeats: bool = True
    submenu: tuple[str, ...] = ()
    possible: Callable[[MainWindow], bool] | None = None
