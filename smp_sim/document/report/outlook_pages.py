"""What may come after the treatment: loss that goes on, hair that grows back."""

from __future__ import annotations

from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Paragraph, PictureRow, Section
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.case_pictures import LossShot, ReturnShots
from smp_sim.document.report.naming import SIDE_NAMES, sized
from smp_sim.document.report.preview_pages import picture_of

#: Highest that the pictures get, mm.
_HIGH_MM, _LOSS_MM = 62.0, 92.0

_RETURN = phrase(
    "Alopecia can end, and hair then grows back. The right picture assumes that: your own shaved"
    " hair as dense and as dark as round the place, between the dots. Where it comes back the place"
    " is darker than the rest until the dots fade or are made lighter. Nobody can tell whether,"
    " where or in which colour it will."
)


_LOSS = phrase(
    "The picture shows the plan healed. Hatched is the skin that would be bare if loss went on to a"
    " Norwood VI: {bare} more, which this plan does not fill. The filled part would then stand as"
    " an island above the fringe, until it is joined to it by further sessions or taken off. Nobody"
    " can tell whether and when it comes; agree now what would be done."
)


def outlook_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write what may come; nothing where nothing is to be feared or hoped."""
    later, shots = figures.pictures.later, figures.pictures.returned
    sections = [] if later is None else [_loss_section(figures, later, words)]
    if shots is not None:
        sections.append(_return_section(shots, words))
    return tuple(sections)


def _loss_section(figures: CaseFigures, later: LossShot, words: Wording) -> Section:
    side = words.say(SIDE_NAMES[later.view.side])
    picture = picture_of(
        later.hatched,
        title=words.say("If loss goes on"),
        detail=words.say("simulation, healed; hatched: an outlook"),
        alt=words.say("{side}: simulation, the skin hatched that later loss would bare", side=side),
    )
    bare = sized(words, later.bare_cm2, "cm²", 0, figures.whole_area_error)
    blocks = (
        Paragraph(text=words.say(_LOSS, bare=bare)),
        PictureRow(pictures=(picture,), height_mm=_LOSS_MM),
    )
    return Section(title=words.say("If loss goes on"), blocks=blocks)


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
