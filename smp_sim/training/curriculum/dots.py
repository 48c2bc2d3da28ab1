"""Exercises that place dots: patches, between follicles, a second session, transition, touch."""

from __future__ import annotations

import math

from smp_sim.model.units import Vec3
from smp_sim.render.blue_noise import hexagonal_spacing
from smp_sim.training.curriculum.exercise_words import ExerciseWords
from smp_sim.training.curriculum.sources import KEENE, LIU, NGUYEN, TOUCH
from smp_sim.training.engine_dots import PatchWish, engine_task
from smp_sim.training.exercise import Exercise, Goal, PracticeHead, Skill

#: Where patches lie: on top beside the middle, at the front, on the crown. Unit directions.
_TOP: Vec3 = (0.1946, 0.9428, 0.2706)
_FRONT: Vec3 = (0.2077, 0.7788, 0.5919)
_CROWN: Vec3 = (-0.1494, 0.8218, -0.5499)


#: The patch of the transition zone.
TRANSITION_WISH = PatchWish(_FRONT, 24.0, 30.0, 120.0, soft=True, seed=8)


def dot_exercises() -> tuple[Exercise, ...]:
    """Give the dot exercises, from easy to hard."""
    return (
        _first_patch(),
        _dense_patch(),
        _touch(),
        _transition(),
        _between_follicles(),
        _second_session(),
    )


def pattern_goals(density_per_cm2: float) -> tuple[Goal, ...]:
    """Ask for an even, irregular field of a density.

    Evenness: 1 is random, the program's own fields have 1.3 to 1.45; rows: what a seeing eye picks
    out, assumed; a bare spot: 2.95 hexagonal spacings, the program's own have 2.1 to 3.4 (assumed).
    """
    spacing = float(hexagonal_spacing(density_per_cm2 / 100.0))
    slack = 0.08 * density_per_cm2
    return (
        Goal(
            quantity="density",
            low=density_per_cm2 - slack,
            high=density_per_cm2 + slack,
            tolerance=slack,
        ),
        Goal(quantity="clark-evans", low=1.27, tolerance=0.045),
        Goal(quantity="rows", high=12.0, tolerance=8.0),
        Goal(quantity="clumps", high=1.5, tolerance=2.5),
        Goal(quantity="holes", high=2.95 * spacing, tolerance=0.6 * spacing),
        Goal(quantity="outside", high=2.0, tolerance=3.0, weight=0.5),
    )


def distance_goal(density_per_cm2: float) -> Goal:
    """Ask for a mean nearest distance: what a Clark-Evans ratio of 1.27 makes of it, in mm."""
    apart = 1.27 * 0.5 / math.sqrt(density_per_cm2 / 100.0)
    return Goal(
        quantity="nearest-distance", low=round(apart, 2), tolerance=0.035 * apart, weight=0.5
    )


#: A good dot: 0.18 to 0.32 mm as seen (domain figures section 1.1 and the design's tone table).
DOT_SIZE = Goal(quantity="dot-size", low=0.18, high=0.32, tolerance=0.03)
#: Too deep and it looks blue, too shallow and it is shed (domain figures section 1.1, assumed).
DEPTH = Goal(quantity="depth", low=0.2, high=0.45, tolerance=0.08)
SWOLLEN = Goal(quantity="swollen", high=2.0, tolerance=4.0)


def shade_goal(skin_tone: int) -> Goal:
    """Ask for a shade that suits a skin: fair skin takes lighter ones (classes 1 to 6; assumed)."""
    high = (0.6, 0.65, 0.7, 0.75, 0.85, 0.95)[skin_tone - 1]
    return Goal(quantity="shade", low=0.3, high=high, tolerance=0.08)


def _dot_exercise(  # noqa: PLR0913 - one keyword for each part of an exercise
    name: str,
    words: ExerciseWords,
    wish: PatchWish,
    *,
    skill: Skill,
    difficulty: int,
    head: PracticeHead,
    more: tuple[Goal, ...] = (),
) -> Exercise:
    goals = pattern_goals(wish.density_per_cm2) + more
    return Exercise(
        id=name,
        **words._asdict(),
        skill=skill,
        difficulty=difficulty,
        head=head,
        task=engine_task(wish, head.head),
        goals=(*goals, DOT_SIZE, SWOLLEN, DEPTH, shade_goal(head.skin_tone)),
    )


def _first_patch() -> Exercise:
    words = ExerciseWords(
        "A first patch",
        "Fill the patch with 80 dots per cm²: no two touching, no rows, no bare spot.",
        "Dots are set at random distances to avoid uniformity, each looking at its neighbours.",
        LIU,
        "Italian and Korean schools want dots uniform, British and American ones varied.",
    )
    wish = PatchWish(_TOP, 16.0, 12.0, 80.0, seed=2)
    head = PracticeHead(norwood="7", skin_tone=2)
    more = (distance_goal(wish.density_per_cm2),)
    return _dot_exercise(
        "first-patch", words, wish, skill="spacing", difficulty=1, head=head, more=more
    )


def _dense_patch() -> Exercise:
    words = ExerciseWords(
        "A dense patch",
        "Fill the patch with 160 dots per cm², edge to edge.",
        "Above this dots merge over the years: a dense field leaves no room for mistakes.",
        LIU,
        "60 to 200 per cm² are in use; no source measures it.",
    )
    wish = PatchWish(_CROWN, 18.0, 14.0, 160.0, seed=7)
    head = PracticeHead(norwood="6", skin_tone=5, hair_colour="black")
    more = (distance_goal(wish.density_per_cm2),)
    return _dot_exercise(
        "dense-patch", words, wish, skill="spacing", difficulty=3, head=head, more=more
    )


def _touch() -> Exercise:
    words = ExerciseWords(
        "A steady hand",
        "With the pen: fill the patch with 100 dots per cm², all 0.18 to 0.32 mm wide and 0.2 to"
        " 0.45 mm deep.",
        "Pressed too hard a dot swells and lies too deep; too lightly and it is shed.",
        TOUCH,
        "Clinics name anything from 0.25 to 2 mm; they mean the needle, not the pigment.",
    )
    wish = PatchWish(_TOP, 16.0, 12.0, 100.0, seed=8)
    head = PracticeHead(norwood="7", skin_tone=3)
    return _dot_exercise("steady-hand", words, wish, skill="touch", difficulty=2, head=head)


def _transition() -> Exercise:
    words = ExerciseWords(
        "The transition zone",
        "Fill the patch to 120 dots per cm² and let it thin out to a third toward its front edge,"
        " over 15 mm.",
        "A hairline has no edge: single hairs in front, the full density 10 to 15 mm behind.",
        KEENE,
        "Edge-ups are asked for and done; they look stamped in daylight.",
    )
    more = (
        Goal(quantity="edge-width", low=8.0, high=15.0, tolerance=1.5, weight=1.5),
        Goal(quantity="edge-density", low=15.0, tolerance=6.0),
    )
    head = PracticeHead(norwood="6", skin_tone=2)
    return _dot_exercise(
        "transition-zone",
        words,
        TRANSITION_WISH,
        skill="softness",
        difficulty=4,
        head=head,
        more=more,
    )


ON_GIVEN = Goal(quantity="on-follicles", high=1.5, tolerance=1.5, weight=1.5)


def _between_follicles() -> Exercise:
    words = ExerciseWords(
        "Between the follicles",
        "Hair is thin here. Set dots between the follicles, never on one: 110 per cm² in all.",
        "Dots between hairs take the skin's contrast away; a dot on a follicle is lost.",
        NGUYEN,
        "Some go darker between hair than on bare skin; some follow the hair's own colour.",
    )
    wish = PatchWish(_TOP, 20.0, 15.0, 110.0, given_share=0.55, seed=8)
    head = PracticeHead(norwood="7", skin_tone=1)
    return _dot_exercise(
        "between-follicles",
        words,
        wish,
        skill="fill",
        difficulty=4,
        head=head,
        more=(ON_GIVEN,),
    )


def _second_session() -> Exercise:
    words = ExerciseWords(
        "The second session",
        "The first session has healed. Set the second between its dots, up to 130 per cm² in all.",
        "Layers interleave: 30, 70, 100 % of the natural spacing over three sessions.",
        LIU,
        "7 to 30 days between sessions; some set all dots at once and only darken later.",
    )
    wish = PatchWish(_CROWN, 20.0, 15.0, 130.0, given_share=0.5, given_are="first-session", seed=4)
    head = PracticeHead(norwood="6", skin_tone=4)
    return _dot_exercise(
        "second-session", words, wish, skill="fill", difficulty=5, head=head, more=(ON_GIVEN,)
    )
