"""Exercises that design a hairline, from a given height to a line that is to be put right."""

from __future__ import annotations

from smp_sim.model.camera import Side
from smp_sim.training.curriculum.exercise_words import ExerciseWords
from smp_sim.training.curriculum.sources import (
    ASSUMED,
    FACES,
    GARG,
    KASHIYAMA,
    KOREAN_WOMEN,
    NORWOOD,
    PRACTICE,
    SHAPIRO,
)
from smp_sim.training.engine_lines import LineShape, engine_line
from smp_sim.training.exercise import Exercise, Goal, LineTask, PracticeHead, Skill
from smp_sim.training.head_shapes import HEAD_SHAPES

#: Sides on which a hairline is drawn, best first.
_SIDES: tuple[Side, ...] = ("front-high", "front", "left", "right", "top")

#: The line for a man of 25.
YOUNG_LINE = LineShape("natural", 70.0, macro_mm=1.3, lean_mm=0.8)


def line_exercises() -> tuple[Exercise, ...]:
    """Give the hairline exercises, from easy to hard."""
    return (
        *_first_lines(),
        *_ages(),
        *_faces(),
        _loss_goes_on(),
        _soften_edge_up(),
        *_corrections(),
        _womens_line(),
    )


def height_goal(middle: float, slack: float) -> Goal:
    """Ask for a height in mm; the tolerance of 3 mm is assumed."""
    return Goal(
        quantity="height", low=middle - slack, high=middle + slack, tolerance=3.0, weight=1.5
    )


def shape_goals(
    *, open_temples: tuple[float, float] = (115.0, 158.0), uneven: tuple[float, float] = (0.3, 3.0)
) -> tuple[Goal, ...]:
    """Ask for natural symmetry and temple corners.

    Asymmetry above 3 mm is noticed in faces; temple angles and the corner's slack are assumed, the
    slack being that of the program's own verdict.
    """
    return (
        Goal(quantity="asymmetry", low=uneven[0], high=uneven[1], tolerance=0.8, weight=1.5),
        Goal(quantity="corner-offset", low=-12.0, high=12.0, tolerance=3.0),
        Goal(quantity="temple-angle", low=open_temples[0], high=open_temples[1], tolerance=7.0),
    )


#: A front that is not ruled: at least a millimetre off a plane cut (the program's guard rail).
NOT_RULED = Goal(quantity="straightness", low=1.0, high=3.0, tolerance=0.25)
#: Irregularity: half of the amplitudes that are usual up to 1.2 times them, as RMS (domain figures
#: section 4: mounds of 2-4 mm, breaks of 1-1.5 mm; sizes assumed there).
IRREGULAR = (
    Goal(quantity="macro-irregularity", low=1.0, high=3.0, tolerance=0.35),
    Goal(quantity="micro-irregularity", low=0.3, high=1.0, tolerance=0.1),
)


def _line_exercise(  # noqa: PLR0913 - one keyword for each part of an exercise
    name: str,
    words: ExerciseWords,
    shape: LineShape,
    goals: tuple[Goal, ...],
    *,
    skill: Skill,
    difficulty: int,
    head: PracticeHead,
    given: LineShape | None = None,
) -> Exercise:
    return Exercise(
        id=name,
        **words._asdict(),
        skill=skill,
        difficulty=difficulty,
        head=head,
        sides=_SIDES,
        task=LineTask(
            reference=engine_line(shape, head.head),
            given=engine_line(given, head.head) if given else None,
        ),
        goals=goals,
    )


def _first_lines() -> tuple[Exercise, ...]:
    height = ExerciseWords(
        "A line at a given height",
        "Draw a hairline from temple to temple whose middle lies 80 mm above the glabella.",
        "Height is the first thing that looks wrong, and the one that can't be taken back.",
        GARG,
        "7 cm is called bold, 10 cm careful; for SMP some go by the forehead's creases instead.",
    )
    even = ExerciseWords(
        "Even, but not a mirror",
        "Draw a hairline about 75 mm high whose sides differ by 0.6 to 2.5 mm on average.",
        "Above 3 mm the eye sees a difference; no difference at all looks stamped.",
        FACES,
        "Some studios measure both sides to the millimetre and leave the rest to the dots.",
    )
    wide = (0.0, 6.0)
    return (
        _line_exercise(
            "line-of-height",
            height,
            LineShape("natural", 80.0, macro_mm=0.6, lean_mm=0.5),
            (height_goal(80.0, 2.0), shape_goals(uneven=wide)[0], shape_goals()[1]),
            skill="height",
            difficulty=1,
            head=PracticeHead(norwood="6", skin_tone=1),
        ),
        _line_exercise(
            "even-line",
            even,
            LineShape("natural", 75.0, macro_mm=0.8, lean_mm=1.0),
            (height_goal(75.0, 4.0), *shape_goals(uneven=(0.6, 2.5))),
            skill="symmetry",
            difficulty=2,
            head=PracticeHead(norwood="4", skin_tone=3),
        ),
    )


def _ages() -> tuple[Exercise, ...]:
    rule = "A line that suits 25 looks pasted on at 50: it has to grow old with the face."
    differ = "Men's own lines are at 6.7 cm; surgeons keep to 8 cm whatever the age."
    young = ExerciseWords(
        "For a man of 25",
        "Design a line for a man of 25 without more loss in sight: 66 to 74 mm, gently uneven.",
        rule,
        KASHIYAMA,
        differ,
    )
    grey = ExerciseWords(
        "For a man of 60",
        "Design a line for a man of 60: 82 to 94 mm, temples well open, gently uneven.",
        rule,
        GARG,
        differ,
    )
    return (
        _line_exercise(
            "for-age-25",
            young,
            YOUNG_LINE,
            (height_goal(70.0, 4.0), *shape_goals(), NOT_RULED),
            skill="design",
            difficulty=2,
            head=PracticeHead(norwood="3", skin_tone=4, hair_colour="black"),
        ),
        _line_exercise(
            "for-age-60",
            grey,
            LineShape("receded", 88.0, macro_mm=1.3, lean_mm=0.8),
            (height_goal(88.0, 6.0), *shape_goals(open_temples=(110.0, 145.0)), NOT_RULED),
            skill="design",
            difficulty=3,
            head=PracticeHead(norwood="7", skin_tone=2, hair_colour="grey"),
        ),
    )


def _faces() -> tuple[Exercise, ...]:
    rule = "A line is a frame: set back it lengthens a face, brought forward it shortens it."
    round_face = ExerciseWords(
        "For a round face",
        "Design a line that lengthens a round face: 78 to 88 mm, with open temples.",
        rule,
        ASSUMED,
        "Facial thirds would set the height by the nose alone; others leave faces out of it.",
    )
    long_face = ExerciseWords(
        "For a long face",
        "Design a line that shortens a long face: 66 to 74 mm, gently curved.",
        rule,
        ASSUMED,
        "Facial thirds would set the height by the nose alone; others leave faces out of it.",
    )
    return (
        _line_exercise(
            "for-round-face",
            round_face,
            LineShape("receded", 83.0, macro_mm=1.3, lean_mm=0.8),
            (height_goal(83.0, 5.0), *shape_goals(), NOT_RULED),
            skill="design",
            difficulty=3,
            head=PracticeHead(
                norwood="5", skin_tone=5, semi_axes_mm=HEAD_SHAPES["round"], hair_colour="black"
            ),
        ),
        _line_exercise(
            "for-long-face",
            long_face,
            LineShape("soft", 70.0, macro_mm=1.3, lean_mm=0.8),
            (height_goal(70.0, 4.0), *shape_goals(), NOT_RULED),
            skill="design",
            difficulty=3,
            head=PracticeHead(norwood="6", skin_tone=2, semi_axes_mm=HEAD_SHAPES["long"]),
        ),
    )


def _loss_goes_on() -> Exercise:
    words = ExerciseWords(
        "When the loss will go on",
        "His father is bald. Design a line that will still look right then: 84 to 96 mm, temples"
        " wide open.",
        "Plan for the loss to come: a low front with filled temples becomes an island.",
        f"{SHAPIRO}; {NORWOOD}",
        "Some fill low now and promise to extend later; others refuse under 30.",
    )
    return _line_exercise(
        "loss-goes-on",
        words,
        LineShape("receded", 90.0, macro_mm=1.3, lean_mm=0.8),
        (height_goal(90.0, 6.0), *shape_goals(open_temples=(110.0, 142.0)), NOT_RULED),
        skill="design",
        difficulty=4,
        head=PracticeHead(norwood="2", skin_tone=2, hair_colour="brown"),
    )


def _soften_edge_up() -> Exercise:
    words = ExerciseWords(
        "Soften an edge-up",
        "The line that is there was ruled. Draw over it anew: mounds of some 2 mm, and small gaps"
        " and tufts in front of them.",
        "Natural fronts are irregular twice: in slow mounds and in fine breaks.",
        f"{SHAPIRO}; sizes assumed",
        "Barbers and some clients want the sharp edge-up; it dates, and shows every grey hair.",
    )
    return _line_exercise(
        "soften-edge-up",
        words,
        LineShape("natural", 75.0, macro_mm=1.8, micro_mm=0.9, lean_mm=0.8),
        (height_goal(75.0, 5.0), *shape_goals(), *IRREGULAR),
        skill="softness",
        difficulty=4,
        head=PracticeHead(norwood="5", skin_tone=6, hair_colour="black"),
        given=LineShape("straight", 72.0),
    )


def _corrections() -> tuple[Exercise, ...]:
    low = ExerciseWords(
        "Put right: too low",
        "This line is at 54 mm. Draw where it should have been, 72 to 82 mm, before it is removed.",
        "A low line can't be covered: it must be lasered off, so the new one is planned first.",
        PRACTICE,
        "Some fade it with laser only in front; some add a softer zone behind and leave it.",
    )
    straight = ExerciseWords(
        "Put right: too straight",
        "This front was ruled. Draw it anew at its height so that it swings in soft mounds.",
        "Straight lines are the commonest giveaway: no hair grows to a ruler.",
        PRACTICE,
        "Dots can break a straight edge from in front: strays 2 to 4 a cm.",
    )
    filled = ExerciseWords(
        "Put right: filled temples",
        "These temples were filled square. Draw the line with its corners opened and set back.",
        "Never flatten or fill the frontotemporal angle in a man.",
        SHAPIRO,
        "In women, and for some ancestries, a closed temple is natural.",
    )
    tasks = (
        ("put-right-too-low", low, "natural", 77.0, LineShape("natural", 54.0)),
        ("put-right-too-straight", straight, "natural", 75.0, LineShape("straight", 75.0)),
        ("put-right-filled-temples", filled, "receded", 80.0, LineShape("garg", 70.0)),
    )
    return tuple(
        _line_exercise(
            name,
            words,
            LineShape(preset, height, macro_mm=1.5, lean_mm=0.8),  # type: ignore[arg-type]
            (height_goal(height, 5.0), *shape_goals(), NOT_RULED),
            skill="design",
            difficulty=4,
            head=PracticeHead(norwood="6", skin_tone=tone),
            given=given,
        )
        for tone, (name, words, preset, height, given) in enumerate(tasks, start=2)
    )


def _womens_line() -> Exercise:
    words = ExerciseWords(
        "A woman's hairline",
        "Design a woman's line: 58 to 66 mm, rounded, temples closed, with soft mounds.",
        "Women's lines lie lower and round, and their temples stay closed.",
        f"{KOREAN_WOMEN}; {KASHIYAMA}",
        "A widow's peak is found in 30 to 94 % of women, by country; some draw it, some never.",
    )
    return _line_exercise(
        "womens-line",
        words,
        LineShape("soft", 62.0, macro_mm=1.3, lean_mm=0.8),
        (
            height_goal(62.0, 4.0),
            *shape_goals(open_temples=(138.0, 172.0)),
            NOT_RULED,
        ),
        skill="design",
        difficulty=5,
        head=PracticeHead(norwood="ludwig-3", skin_tone=1, hair_colour="light-brown"),
    )
