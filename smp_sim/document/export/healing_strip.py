"""The healing of one view as a strip of pictures, or as a film.

A stop that follows one session to its own day 28 shows the plan as if the next sessions came
later, for sittings are usually closer together than that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.exports import changed_pixels
from smp_sim.document.export.mark import (
    RETENTION_WORDS,
    Mark,
    day_words,
    mark_of,
    range_words,
    worded,
)
from smp_sim.document.export.picture_sheets import Box, Caption, Cell, sheet, treated_box
from smp_sim.document.export.wording import ENGLISH, Wording, phrase
from smp_sim.document.studio import Studio
from smp_sim.model.case import View
from smp_sim.model.plan import DAYS_PER_YEAR, Plan, Retention, Session
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Layers, Request, show_day
from smp_sim.render.products import Bytes8, Mask
from smp_sim.render.tissue import HEALED_DAY

#: Width of one picture of a strip and of a film, px.
STRIP_PX = 460
FILM_PX = 900

#: Width of the small pictures in which the treated part is looked for, px.
_LOOK_PX = 500

#: A day on which a session that is not yet wanted takes place: after all that can be shown.
_LATER_DAY = 1e9

#: Most sessions after the first one that a strip or film shows.
_MOST_LATER = 6

#: Years after the last session.
_YEARS = (1, 4, 10)


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture of the healing: its title, detail, day, and how many sessions are done by then.

    ``done`` None shows every session that the plan has by that day.
    """

    title: str
    detail: str
    day: float
    done: int | None = None


def stops_of_plan(plan: Plan, words: Wording = ENGLISH) -> tuple[Stop, ...]:
    """Give the usual stops: session 1 day by day, the others fresh and healed, then years.

    Of many sessions some stand for all, the last among them.
    """
    first, *later = plan.sessions
    days = (0.0, 3.0, 7.0, HEALED_DAY.value)
    stops = [_session_stop(first, after, words) for after in days]
    for session in _some_of(later):
        stops += [_session_stop(session, after, words) for after in (0.0, HEALED_DAY.value)]
    last = plan.sessions[-1].day
    return (*stops, *(_year_stop(last, years, words) for years in _YEARS))


def _some_of(sessions: Sequence[Session]) -> list[Session]:
    """Give at most so many sessions as a sheet shows large enough to judge, evenly spread."""
    if len(sessions) <= _MOST_LATER:
        return list(sessions)
    places = np.linspace(0, len(sessions) - 1, _MOST_LATER).round().astype(int)
    return [sessions[place] for place in places]


def _session_stop(session: Session, after: float, words: Wording) -> Stop:
    titles = {
        0.0: phrase("Session {number}, fresh"),
        HEALED_DAY.value: phrase("Session {number}, healed"),
    }
    day = f"{after:.0f}"
    title = titles.get(after, phrase("Session {number}, day {day}"))
    detail = words.say("{days} days after it", days=day) if after else words.say("the same day")
    said = words.say(title, number=session.number, day=day)
    return Stop(said, detail, session.day + after, session.number)


def _year_stop(last: float, years: int, words: Wording) -> Stop:
    title = words.say("{years} years", years=years) if years > 1 else words.say("1 year")
    return Stop(title, words.say("after the last session"), last + years * DAYS_PER_YEAR)


def stops_of_days(days: Iterable[float], words: Wording = ENGLISH) -> tuple[Stop, ...]:
    """Give a stop for each day, counted from the first session."""
    detail = words.say("from the first session")
    return tuple(Stop(day_words(day, words), detail, day) for day in days)


def plan_until(plan: Plan, done: int | None) -> Plan:
    """Give the plan with only the first ``done`` sessions taking place."""
    if done is None:
        return plan
    sessions = tuple(
        session if session.number <= done else replace(session, day=_LATER_DAY)
        for session in plan.sessions
    )
    return replace(plan, sessions=sessions)


@dataclass(frozen=True, slots=True)
class HealingView:
    """A view's treated part made ready for any day, and what its pictures are labelled with.

    ``treated`` (h, w) bool is where the healed plan shows, at any scale: on every day the mark
    stands in the same places. ``words`` are what it is labelled with.
    """

    layers: Layers
    view: View
    retention: Retention
    treated: Mask
    words: Wording = ENGLISH

    def picture(self, stop: Stop) -> Bytes8:
        """Give the picture of one stop."""
        plan = plan_until(self.layers.plan, stop.done)
        return show_day(dataclasses.replace(self.layers, plan=plan), stop.day, self.retention).srgb

    def cell(self, stop: Stop, *, is_marked: bool = True) -> Cell:
        """Give the picture of one stop with its words below it, and the mark across it."""
        srgb = self.picture(stop)
        if is_marked:
            srgb = worded(srgb, self._mark(stop.day), self.treated)
        return Cell(srgb, stop.title, f"{stop.detail} · {self._said_retention}")

    def caption(self, stops: Sequence[Stop], *, is_marked: bool) -> Caption:
        """Give head and foot for a sheet of some stops."""
        mark = self._mark(stops[-1].day)
        if len(stops) > 1:
            first, last = (f"{end(stop.day for stop in stops):.0f}" for end in (min, max))
            span = self.words.say("days {first} to {last}", first=first, last=last)
            mark = dataclasses.replace(mark, moment=f"{span} · {self._said_retention}")
        return Caption(
            self.words.say("Healing preview"),
            range_words(self.retention, self.words),
            mark.sentence if is_marked else "",
        )

    def _mark(self, day: float) -> Mark:
        return mark_of(
            self.view.scale,
            day=day,
            retention=self.retention,
            words=self.words,
            plan=self.layers.plan,
        )

    @property
    def _said_retention(self) -> str:
        return self.words.say(RETENTION_WORDS[self.retention])


def open_healing(  # noqa: PLR0913 - which part of a view, how large, in which words
    studio: Studio,
    dossier: Dossier,
    view: View,
    retention: Retention,
    *,
    width: int,
    box: Box | None = None,
    words: Wording = ENGLISH,
) -> HealingView:
    """Make a part of a view ready at a width in px; the treated part unless another is named.

    Raises
    ------
    SmpError
        Where the case can't be drawn.
    """
    box = box or treated_region(studio, dossier, view)
    region = (box.left, box.top, box.right, box.bottom)
    scale = min(width / (box.right - box.left), 2.0)
    request = Request(day=0.0, scale=scale, region=region)
    layers = studio.layers(dossier, view.id, request)
    healed = show_day(layers, healed_day(dossier.case.plan)).srgb
    return HealingView(layers, view, retention, changed_pixels(layers.base, healed), words)


def treated_region(studio: Studio, dossier: Dossier, view: View) -> Box:
    """Find the part of the photo that the plan changes, in photo px. Raises as the studio does."""
    small = Request(healed_day(dossier.case.plan), scale=min(1.0, _LOOK_PX / view.photo.width))
    layers = studio.layers(dossier, view.id, small)
    treated = changed_pixels(layers.base, show_day(layers, small.day).srgb)
    box = treated_box(treated)
    down, across = view.photo.height / treated.shape[0], view.photo.width / treated.shape[1]
    return Box(
        round(box.top * down), round(box.left * across),
        round(box.bottom * down), round(box.right * across),
    )  # fmt: skip


def strip_sheet(
    healing: HealingView, cells: Sequence[Cell], stops: Sequence[Stop], *, is_marked: bool = True
) -> Bytes8:
    """Lay the pictures of a strip out; the photo as it was taken closes the last row."""
    words = healing.words
    untreated = words.say("the photo as it was taken")
    last = Cell(healing.layers.base, words.say("Before"), untreated)
    caption = healing.caption(stops, is_marked=is_marked)
    return sheet((*cells, last), caption, cell_width=healing.layers.base.shape[1])


def film_frames(
    healing: HealingView, cells: Sequence[Cell], stops: Sequence[Stop], *, is_marked: bool = True
) -> list[Bytes8]:
    """Give one labelled frame for each stop, all of one even size."""
    frames = [
        sheet((cell,), healing.caption((stop,), is_marked=is_marked), cell_width=cell.srgb.shape[1])
        for cell, stop in zip(cells, stops, strict=True)
    ]
    height, width = frames[0].shape[0] // 2 * 2, frames[0].shape[1] // 2 * 2
    return [np.ascontiguousarray(frame[:height, :width]) for frame in frames]
