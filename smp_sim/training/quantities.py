"""What can be measured on a drawing: its name, unit and the sentence for a good or a bad value."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from smp_sim.training.exercise import Quantity


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """A quantity in words, all templates.

    ``low`` and ``high`` are said below and above the goal; ``{value}`` is the measured value and
    ``{goal}`` the goal, both with their unit; ``missing`` is said where nothing could be measured.
    """

    title: str
    unit: str
    digits: int
    good: str
    low: str
    high: str
    missing: str = "There is too little drawn to measure this."


#: Every quantity, in the order in which marks are listed.
WORDINGS: MappingProxyType[Quantity, QuantityWords] = MappingProxyType(
    {
        "landmark-distance": QuantityWords(
            "Distance from the point",
            "mm",
            1,
            "Found, {value} from the true point.",
            "",
            "{value} away from the true point; {goal} was allowed. Feel for it on the bone first.",
            "This point was not marked.",
        ),
        "height": QuantityWords(
            "Height above the glabella",
            "mm",
            0,
            "The line begins {value} above the glabella, as asked for.",
            "The line lies {value} above the glabella, too low for {goal}: a low line looks drawn"
            " on, and it can't be raised later.",
            "The line lies {value} above the glabella, too high for {goal}: the forehead stays"
            " long.",
            "The line does not cross the middle of the forehead.",
        ),
        "asymmetry": QuantityWords(
            "Left against right",
            "mm",
            1,
            "Left and right differ by {value}, as natural lines do.",
            "Left and right differ by only {value}; {goal} was asked for, and no natural line is"
            " so even.",
            "Left and right differ by {value}; above {goal} the eye sees it at once.",
        ),
        "corner-offset": QuantityWords(
            "Temple corner off the eye line",
            "mm",
            1,
            "The temple corners stand over the outer corners of the eyes ({value}).",
            "A temple corner stands {value} inside the outer corner of the eye; {goal} was asked"
            " for: the front looks narrow.",
            "A temple corner stands {value} outside the outer corner of the eye; {goal} was asked"
            " for: the front looks too wide.",
            "No temple corner can be found on this line.",
        ),
        "temple-angle": QuantityWords(
            "Temple angle",
            "°",
            0,
            "The temple corner opens by {value}, as asked for.",
            "The temple corner has only {value}; {goal} was asked for: a filled, square temple"
            " looks like a helmet.",
            "The temple corner has {value}; {goal} was asked for: without a corner the front looks"
            " like a cap.",
            "No temple corner can be found on this line.",
        ),
        "straightness": QuantityWords(
            "Departure from a ruled edge",
            "mm",
            1,
            "The front departs {value} from a ruled edge.",
            "The front departs only {value} from a ruled edge; {goal} was asked for: straight"
            " lines are the commonest giveaway.",
            "The front swings {value} off a ruled edge; {goal} was asked for.",
            "The front is too short to judge.",
        ),
        "macro-irregularity": QuantityWords(
            "Macro irregularity",
            "mm",
            2,
            "The line swings in soft mounds of {value}.",
            "The mounds of the line are {value}; {goal} was asked for: let it swing two or three"
            " times.",
            "The mounds of the line are {value}; {goal} was asked for: it looks torn.",
            "The front is too short to judge.",
        ),
        "micro-irregularity": QuantityWords(
            "Micro irregularity",
            "mm",
            2,
            "The edge is broken finely, by {value}.",
            "The edge is broken by only {value}; {goal} was asked for: set small gaps and tufts.",
            "The edge is broken by {value}; {goal} was asked for: it looks frayed.",
            "The front is too short to judge.",
        ),
        "density": QuantityWords(
            "Density",
            "/cm²",
            0,
            "{value}, as dense as asked for.",
            "{value} is too thin for {goal}.",
            "{value} is too dense for {goal}: dots merge and lose their definition.",
            "There are no dots inside the patch.",
        ),
        "nearest-distance": QuantityWords(
            "Mean nearest distance",
            "mm",
            2,
            "Dots stand {value} apart.",
            "Dots stand only {value} apart; {goal} was asked for.",
            "Dots stand {value} apart; {goal} was asked for.",
        ),
        "clark-evans": QuantityWords(
            "Evenness (Clark-Evans ratio)",
            "",
            2,
            "Dots keep their distance ({value}; 1 is random).",
            "Dots fall as if thrown ({value}, 1 is random); {goal} was asked for: look where the"
            " last dots stand before you set the next.",
            "Dots are spread too evenly ({value}); {goal} was asked for.",
        ),
        "rows": QuantityWords(
            "Dots in rows",
            "%",
            0,
            "No rows: {value} of the dots keep step.",
            "",
            "{value} of the dots keep step in rows; {goal} is allowed: a grid is seen at once."
            " Change direction after every few dots.",
        ),
        "clumps": QuantityWords(
            "Dots in clumps",
            "%",
            1,
            "Nearly no dots touch ({value}).",
            "",
            "{value} of the dots touch a neighbour; {goal} is allowed: they heal into dark specks.",
        ),
        "holes": QuantityWords(
            "Largest bare spot",
            "mm",
            1,
            "No bare spots: the largest is {value} across.",
            "",
            "A bare spot is {value} across; {goal} is allowed: fill it before you go on.",
        ),
        "edge-density": QuantityWords(
            "Density at the front edge",
            "%",
            0,
            "The front edge has {value} of the full density.",
            "The front edge has only {value} of the full density; {goal} was asked for: it is"
            " bare, and the line begins too far back.",
            "The front edge has {value} of the full density; {goal} was asked for.",
        ),
        "edge-width": QuantityWords(
            "Width of the transition zone",
            "mm",
            1,
            "The edge fades in over {value}.",
            "The edge fades in over only {value}; {goal} was asked for: a hard edge looks stamped.",
            "The edge fades in over {value}; {goal} was asked for: it looks washed out.",
        ),
        "outside": QuantityWords(
            "Dots outside the patch",
            "%",
            1,
            "{value} of the dots lie outside.",
            "",
            "{value} of the dots lie outside the patch; {goal} is allowed.",
        ),
        "on-follicles": QuantityWords(
            "Dots on what is already there",
            "%",
            1,
            "{value} of the dots sit on a follicle or an earlier dot.",
            "",
            "{value} of the dots sit on a follicle or an earlier dot; {goal} is allowed: they are"
            " lost there, or heal as dark specks.",
        ),
        "dot-size": QuantityWords(
            "Dot size",
            "mm",
            2,
            "The middle dot is {value} across.",
            "The middle dot is only {value} across; {goal} was asked for: it fades early.",
            "The middle dot is {value} across; {goal} was asked for: it looks like a freckle, not"
            " like a hair.",
        ),
        "swollen": QuantityWords(
            "Blown-out dots",
            "%",
            1,
            "{value} of the dots are blown out.",
            "",
            "{value} of the dots are much larger than the rest; {goal} is allowed: pressed too"
            " hard or too long, pigment spreads.",
        ),
        "depth": QuantityWords(
            "Depth of the pigment",
            "mm",
            2,
            "The middle dot lies {value} deep.",
            "The middle dot lies only {value} deep; {goal} was asked for: it is shed within weeks.",
            "The middle dot lies {value} deep; {goal} was asked for: from there it looks blue.",
        ),
        "shade": QuantityWords(
            "Shade of the pigment",
            "",
            2,
            "The shade {value} suits this skin.",
            "The shade {value} is light; {goal} was asked for.",
            "The shade {value} is too dark; {goal} was asked for: go lighter until the healed tone"
            " is seen.",
        ),
    }
)


def worded(quantity: Quantity, value: float) -> str:
    """Give a value with its unit, as ``74 mm``."""
    wording = WORDINGS[quantity]
    number = f"{value:.{wording.digits}f}"
    gap = "" if wording.unit in ("°", "") else " "
    return f"{number}{gap}{wording.unit}"


def worded_goal(quantity: Quantity, low: float | None, high: float | None) -> str:
    """Give a goal with its unit, as ``65–75 mm``, ``± 12 mm``, ``≥ 1.25`` or ``≤ 3.0 %``."""
    if low is None:
        return f"≤ {worded(quantity, high or 0.0)}"
    if high is None:
        return f"≥ {worded(quantity, low)}"
    if low == high:
        return worded(quantity, low)
    if low == -high:
        return f"± {worded(quantity, high)}"
    return f"{low:.{WORDINGS[quantity].digits}f}–{worded(quantity, high)}"
