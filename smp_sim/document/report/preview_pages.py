"""Each view: the photo and the healed preview, and the expected range close up."""

from __future__ import annotations

from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Block, Notice, Paragraph, Picture, PictureRow, Section
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.case_pictures import LostView, Shot, ViewShots
from smp_sim.document.report.naming import RETENTION_NAMES, SIDE_NAMES, scale_sentence
from smp_sim.model.plan import RETENTION_ORDER

#: Highest that pictures get, mm: all rows and their words stay on one page of either size.
_WHOLE_MM, _CLOSE_MM = 72.0, 52.0

_MISSING = phrase(
    "The photo of this view is missing in the case, so no preview can be shown. Add the photo again"
    " and make a new report."
)
_UNDRAWN = phrase(
    "This view can't be drawn as it stands, so no preview is shown. Open the case to see why."
)
_NO_VIEWS = phrase(
    "The case holds no photo yet, so there is no preview. The plan below is without pictures."
)
_SAME_ZOOM = phrase(
    "Close up, all at the same size: the photo, and the healed look at the light end, in the middle"
    " and at the strong end of the expected range. Please judge all of them, not the middle alone."
)


def preview_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write a page for every view."""
    shots = figures.pictures.views
    if not shots:
        notice = Notice(title=words.say("No photo"), text=words.say(_NO_VIEWS), tone="loud")
        return (Section(title=words.say("Preview"), blocks=(notice,)),)
    return tuple(_view_section(shot, number, words) for number, shot in enumerate(shots, start=1))


def _view_section(shot: ViewShots | LostView, number: int, words: Wording) -> Section:
    side = words.say(SIDE_NAMES[shot.view.side])
    title = words.say("Preview {number}: {side}", number=number, side=side)
    if isinstance(shot, LostView):
        text = words.say(_MISSING if shot.is_missing else _UNDRAWN)
        notice = Notice(title=words.say("No picture"), text=text, tone="loud")
        return Section(title=title, blocks=(notice,))
    return Section(title=title, blocks=tuple(_view_blocks(shot, words)), new_page=True)


def _view_blocks(shot: ViewShots, words: Wording) -> list[Block]:
    blocks: list[Block] = [whole_pair(shot, words, height_mm=_WHOLE_MM)]
    if shot.is_seen:
        blocks += [Paragraph(text=words.say(_SAME_ZOOM)), _range_row(shot, words)]
    else:
        blocks.append(Paragraph(text=words.say("The planned areas do not show in this view.")))
    scale = scale_sentence(words, shot.view.scale)
    if shot.view.scale.source == "uncalibrated":
        title = words.say("UNCALIBRATED: sizes are not known")
        blocks.append(Notice(title=title, text=scale, tone="loud"))
    else:
        blocks.append(Paragraph(text=scale, small=True))
    return blocks


def whole_pair(shot: ViewShots, words: Wording, *, height_mm: float) -> PictureRow:
    """Set the photo and the healed preview side by side."""
    side = words.say(SIDE_NAMES[shot.view.side])
    before = picture_of(
        shot.before,
        title=words.say("Before"),
        detail=words.say("the photo as it was taken"),
        alt=words.say("{side}: photo before", side=side),
    )
    healed = picture_of(
        shot.healed,
        title=words.say("Preview, healed"),
        detail=words.say("simulation, typical retention"),
        alt=words.say("{side}: simulation of the healed look, typical retention", side=side),
    )
    return PictureRow(pictures=(before, healed), height_mm=height_mm)


def _range_row(shot: ViewShots, words: Wording) -> PictureRow:
    side = words.say(SIDE_NAMES[shot.view.side])
    before = picture_of(
        shot.close_before,
        title=words.say("Before"),
        detail=words.say("photo"),
        alt=words.say("{side}, close up: photo before", side=side),
    )
    names = [words.say(RETENTION_NAMES[kind]) for kind in RETENTION_ORDER]
    range_pictures = tuple(
        picture_of(
            close,
            title=name[:1].upper() + name[1:],
            detail=words.say("simulation, healed"),
            alt=words.say("{side}, close up: simulation, {name}", side=side, name=name),
        )
        for close, name in zip(shot.close, names, strict=True)
    )
    return PictureRow(pictures=(before, *range_pictures), height_mm=_CLOSE_MM, columns=2)


def picture_of(shot: Shot, *, title: str, detail: str, alt: str) -> Picture:
    """Give a shot its words."""
    return Picture(
        data=shot.jpeg, width=shot.width, height=shot.height, alt=alt, title=title, detail=detail
    )
