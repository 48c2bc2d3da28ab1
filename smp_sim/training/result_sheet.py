"""A trainee's sheet for the teacher: progress by skill, the marks of a drawing, every attempt."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePath
from types import MappingProxyType

import msgspec

from smp_sim.document.disk.atomic_write import write_whole
from smp_sim.document.export.letterhead import Practice
from smp_sim.document.export.wording import ReportLanguage, Wording, phrase, wording_of
from smp_sim.document.report.blocks import (
    Block,
    Figures,
    Letterhead,
    Notice,
    Paper,
    Paragraph,
    Report,
    Section,
    Table,
)
from smp_sim.document.report.typesetting import typeset_pdf
from smp_sim.model.errors import OutputError
from smp_sim.training.exercise import Exercise, Skill
from smp_sim.training.history import (
    Attempt,
    History,
    SkillProgress,
    progress_by_skill,
    suggest_next,
)
from smp_sim.training.quantities import WORDINGS, worded_goal
from smp_sim.training.score import PASSED_POINTS, Mark, Score

#: The newest attempts that a sheet lists.
MOST_ATTEMPTS = 60

SKILL_TITLES: MappingProxyType[Skill, str] = MappingProxyType(
    {
        "landmarks": phrase("Finding the points"),
        "height": phrase("Height"),
        "symmetry": phrase("Symmetry"),
        "design": phrase("Design for a person"),
        "softness": phrase("Soft edges"),
        "spacing": phrase("Spacing of dots"),
        "fill": phrase("Filling up"),
        "touch": phrase("Steady touch"),
    }
)


class SheetOrder(msgspec.Struct, frozen=True, kw_only=True):
    """How a sheet is wanted; ``practice`` is the school's or studio's name at its head."""

    written_on: date
    language: ReportLanguage = "en"
    paper: Paper = "a4"
    practice: Practice = Practice()


def save_sheet(
    history: History,
    exercises: Sequence[Exercise],
    order: SheetOrder,
    path: str | os.PathLike[str],
    marked: tuple[Exercise, Score] | None = None,
) -> None:
    """Write a trainee's sheet as a PDF; an existing file is untouched when anything fails.

    ``marked`` is the exercise and score of a drawing to be shown in full.

    Raises
    ------
    OutputError
        For a name that doesn't end in .pdf, or a place where nothing can be written.
    """
    if PurePath(path).suffix.lower() != ".pdf":
        raise OutputError(
            "A sheet is a PDF.", where=os.fspath(path), next_step="End the name in .pdf."
        )
    report = write_sheet(history, exercises, order, marked)
    words = wording_of(order.language)
    write_whole(path, typeset_pdf(report, words, order.written_on), private=True)


def write_sheet(
    history: History,
    exercises: Sequence[Exercise],
    order: SheetOrder,
    marked: tuple[Exercise, Score] | None = None,
) -> Report:
    """Put a trainee's history into words."""
    words = wording_of(order.language)
    sections = [_overview(history, exercises, words)]
    if marked is not None:
        sections.append(_drawing(*marked, words))
    sections.append(_attempts(history, exercises, words))
    return Report(
        title=words.say("Practice sheet: scalp micropigmentation"),
        subject=(words.say("Trainee"), history.trainee),
        dates=((words.say("Date"), words.day(order.written_on)),),
        mark=words.say("Practice on a synthetic head — no client"),
        page_words=words.say("Page {page} of {pages}"),
        language=order.language,
        paper=order.paper,
        letterhead=Letterhead(name=order.practice.name, lines=order.practice.lines),
        sections=tuple(sections),
    )


def _overview(history: History, exercises: Sequence[Exercise], words: Wording) -> Section:
    skills = progress_by_skill(history, exercises)
    solved = sum(skill.solved for skill in skills)
    following = suggest_next(history, exercises)
    key_figures = Figures(
        items=(
            (words.number(len(history.attempts)), words.say("drawings marked")),
            (f"{solved} / {len(exercises)}", words.say("exercises passed")),
            (words.number(PASSED_POINTS), words.say("points of 100 to pass")),
        )
    )
    suggestion = Notice(
        title=words.say("Next: {title}", title=words.say(following.title)),
        text=words.say(following.goal),
    )
    return Section(
        title=words.say("How far"),
        blocks=(key_figures, suggestion, _skill_table(skills, words)),
    )


def _skill_table(skills: Sequence[SkillProgress], words: Wording) -> Table:
    head = ("Skill", "Passed", "Drawings", "Best", "Last", "Trend a drawing")
    return Table(
        head=tuple(words.say(title) for title in head),
        rows=tuple(_skill_row(skill, words) for skill in skills),
        widths=(3.0, 1.0, 1.2, 1.0, 1.0, 1.6),
        numeric=(1, 2, 3, 4, 5),
    )


def _skill_row(skill: SkillProgress, words: Wording) -> tuple[str, ...]:
    sign = "+" if (skill.trend or 0.0) > 0.0 else ""
    trend = "–" if skill.trend is None else f"{sign}{words.number(skill.trend, 1)}"
    seen = (words.number(skill.best), words.number(skill.last)) if skill.attempts else ("–", "–")
    return (
        words.say(SKILL_TITLES[skill.skill]),
        f"{skill.solved} / {skill.exercises}",
        words.number(skill.attempts),
        *seen,
        trend,
    )


def _drawing(exercise: Exercise, score: Score, words: Wording) -> Section:
    points = words.say("{points} of 100 points", points=words.number(score.points))
    blocks: list[Block] = [
        Notice(title=points, text=words.say(exercise.goal)),
        Table(
            head=tuple(words.say(title) for title in ("Mark", "Goal", "Points", "Why")),
            rows=tuple(_mark_row(mark, words) for mark in score.marks),
            widths=(2.2, 1.6, 0.8, 4.6),
            numeric=(2,),
        ),
        Paragraph(text=f"{words.say(exercise.rule)} {words.say(exercise.source)}", small=True),
    ]
    if exercise.disagreement:
        blocks.append(Paragraph(text=words.say(exercise.disagreement), small=True))
    return Section(title=words.say(exercise.title), blocks=tuple(blocks))


def _mark_row(mark: Mark, words: Wording) -> tuple[str, ...]:
    return (
        words.say(mark.title),
        worded_goal(mark.quantity, mark.low, mark.high),
        words.number(mark.points),
        words.tell(mark.sentence),
    )


def _attempts(history: History, exercises: Sequence[Exercise], words: Wording) -> Section:
    titles = {exercise.id: exercise.title for exercise in exercises}
    recent = history.attempts[-MOST_ATTEMPTS:][::-1]
    rows = tuple(_attempt_row(attempt, titles, words) for attempt in recent)
    table = Table(
        head=tuple(words.say(title) for title in ("Date", "Exercise", "Points", "Weakest mark")),
        rows=rows,
        widths=(1.4, 2.6, 0.8, 3.0),
        numeric=(2,),
    )
    empty = Paragraph(text=words.say("Nothing has been marked yet."))
    return Section(title=words.say("Every drawing"), blocks=(table if rows else empty,))


def _attempt_row(attempt: Attempt, titles: dict[str, str], words: Wording) -> tuple[str, ...]:
    quantity, points = min(attempt.marks, key=lambda mark: mark[1], default=(None, 0.0))
    weakest = "–"
    if quantity is not None and points < 100.0:
        weakest = f"{words.say(WORDINGS[quantity].title)}: {words.number(points)}"
    return (
        words.day(datetime.fromisoformat(attempt.done_at).date()),
        words.say(titles.get(attempt.exercise, attempt.exercise)),
        words.number(attempt.points),
        weakest,
    )
