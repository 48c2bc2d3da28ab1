"""The filmstrip shows every view with the plan in it, made while the hand rests."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.session import healed_day
from smp_sim.ui.thumbs import CHANNEL
from tests.ui.stand_ins import ColourMaker, reseed


def thumb_colour(window: MainWindow, row: int) -> str:
    """Give the colour of the middle of a thumbnail, empty where there is none."""
    item = window.filmstrip.list.item(row)
    image = item.icon().pixmap(60, 48).toImage()
    return "" if image.isNull() else QColor(image.pixel(image.rect().center())).name()


def asked_for(maker: ColourMaker) -> list[str]:
    """Give the views of the small pictures asked for so far."""
    return [request.view_id for request in maker.asked if request.channel == CHANNEL]


def test_every_thumbnail_shows_the_plan(
    filled: MainWindow, maker: ColourMaker, qtbot: QtBot
) -> None:
    """At rest each view's picture is the treated one (black here), also of views never opened."""
    qtbot.waitUntil(lambda: [thumb_colour(filled, row) for row in (0, 1)] == ["#000000"] * 2)
    small = [request for request in maker.asked if request.channel == CHANNEL]
    assert all(max(r.region.width, r.region.height) * r.scale <= 200 for r in small)
    assert {request.day for request in small} == {healed_day(filled.bench.session.case)}


def test_only_a_change_of_the_plan_draws_them_again(
    filled: MainWindow, maker: ColourMaker, qtbot: QtBot
) -> None:
    """Scrubbing the timeline costs no small pictures; an edit draws each view's once."""
    qtbot.waitUntil(lambda: asked_for(maker) == ["a", "b"])
    filled.bench.session.show_day(2.0)
    qtbot.wait(1100)
    assert asked_for(maker) == ["a", "b"]
    reseed(filled)
    qtbot.waitUntil(lambda: asked_for(maker) == ["a", "b", "a", "b"])
