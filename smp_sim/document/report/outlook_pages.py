"""What may come after the treatment: hair that grows back."""

from __future__ import annotations

from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Paragraph, PictureRow, Section
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.case_pictures import ReturnShots
from smp_sim.document.report.naming import SIDE_NAMES
from smp_sim.document.report.preview_pages import picture_of

#: Highest that the pictures get, mm.
_HIGH_MM = 62.0

_RETURN = phrase(
    "Alopecia can end, and hair then grows back. The right picture assumes that: your own shaved"
    " hair as dense and as dark as round the place, between the dots. Where it comes back the place"
    " is darker than the rest until the dots fade or are made lighter. Nobody can tell whether,"
    " where or in which colour it will."
)


def outlook_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write what may come; nothing where nothing is to be feared or hoped."""
    shots = figures.pictures.returned
    return () if shots is None else (_return_section(shots, words),)


def _return_section(shots: ReturnShots, words: Wording) -> Section:
    side = words.say(SIDE_NAMES[shots.view.side])
    healed = picture_of(
        shots.healed,
        title=words.say("Preview, healed"),
        detail=words.say("simulation, typical retention"),
        alt=words.say("{side}, close up: simulation of the healed look", side=side),
    )
    returned = picture_of(
        shots.returned,
        title=words.say("If hair grows back"),
        detail=words.say("simulation, an assumption"),
        alt=words.say("{side}, close up: simulation with hair grown back", side=side),
    )
    row = PictureRow(pictures=(healed, returned), height_mm=_HIGH_MM)
    return Section(
        title=words.say("If hair grows back"), blocks=(Paragraph(text=words.say(_RETURN)), row)
    )
