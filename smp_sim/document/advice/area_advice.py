"""What is special about some kinds of area, and how they heal.

From clinics' pages and studies, in our own words. Report, guard rails and window say the same; when
a place is ready is asked for each area, see ``history_questions``.
"""

from __future__ import annotations

from smp_sim.document.advice.history_questions import is_alopecia
from smp_sim.model.area_kind import AreaKind
from smp_sim.model.plan import Area

#: Kinds whose pigment is mixed like the skin around.
PALE_KINDS: tuple[AreaKind, ...] = ("vitiligo", "scar-line", "burn")

_SCAR = "Scars take pigment unevenly, keep less of it and fade faster; one more session is usual."

#: By the kind of area, in the order in which they are told.
NOTES_BY_KIND: dict[AreaKind, str] = {
    "scar-line": _SCAR,
    "scar-dots": _SCAR,
    "burn": (
        "Burnt skin reddens easily and stays red for longer; two to four sessions, often more."
    ),
    "transplant": (
        "Dots between grafts lower the contrast of skin and hair, and soften a ruled front; they"
        " keep off every graft that is known, for a needle can harm one."
    ),
    "between-hair": (
        "Dots between hairs lower the contrast of skin and hair; they are no hair. If more hair is"
        " lost, they will show as dots."
    ),
    "alopecia-patch": (
        "Bald patches may grow back, and new ones may come. Hair that grows back stands between the"
        " dots, and the place is darker than the rest until they fade."
    ),
    "vitiligo": (
        "Fresh colour is darker than it will be, some of it may be shed, and any injury of the skin"
        " can bring new patches."
    ),
    "lips": (
        "Lips swell for hours to two days, peel on days 3 to 7, look pale and frosty until about"
        " day 14, and get their colour back in weeks 2 to 4; healed after four to six weeks. Ask a"
        " doctor beforehand if you get cold sores."
    ),
}


def is_shaded(area: Area) -> bool:
    """Say whether an area is shaded, not dotted: mixed dots are meant to merge into a colour."""
    return area.technique == "wash" or area.pigment == "mixed"


def notes_of(areas: tuple[Area, ...]) -> tuple[str, ...]:
    """Give the notes that some areas call for, each once."""
    kinds = {"alopecia-patch" if is_alopecia(area) else area.kind for area in areas}
    notes = [note for kind, note in NOTES_BY_KIND.items() if kind in kinds]
    if any(area.tissue == "scar" for area in areas):
        notes.insert(0, _SCAR)
    return tuple(dict.fromkeys(notes))
