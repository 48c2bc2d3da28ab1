"""What a tool is to the canvas: it gets the hand where the photo is, and says what it takes."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent


class Hand(msgspec.Struct, frozen=True):
    """Where the hand is and what it holds.

    ``point`` in photo pixels (x right, y down); ``pressure`` of the pen, 0 to 1 (1: a mouse);
    ``erases`` where the pen is turned round; ``keys`` held on the keyboard; ``by_pen``: the
    pressure was measured.
    """

    point: QPointF
    pressure: float = 1.0
    erases: bool = False
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    by_pen: bool = False


class CanvasTool:
    """What the left button does on the photo. A subclass overrides what it takes.

    ``press`` gives whether it takes the gesture; else the press goes to handles and panning.
    """

    def press(self, hand: Hand) -> bool:
        """Begin a gesture of the left button; give whether it is taken."""
        del hand
        return False

    def move(self, hand: Hand) -> None:
        """Go on with a gesture."""

    def release(self, hand: Hand) -> None:
        """End a gesture."""

    def hover(self, hand: Hand | None) -> None:
        """Follow the hand while nothing is pressed; None: it left the canvas."""

    def double_press(self, hand: Hand) -> bool:
        """Take a double click."""
        del hand
        return False

    def right_press(self, hand: Hand) -> bool:
        """Take a press of the right button."""
        del hand
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Take a key pressed on the canvas."""
        del event
        return False

    def cancel(self) -> bool:
        """Drop what is in progress; give whether there was anything."""
        return False
