"""Proposes a whole case, dots like the client's own hair, scars, mixes: away from the window.

Each is one step of the history; what is said about it stays in the message bar until closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from smp_sim.document.progress_report import Progress
from smp_sim.model.case import Case
from smp_sim.model.sentence import Sentence, joined
from smp_sim.ui.overlays.hair_lines import HairOverlay
from smp_sim.ui.translation import spoken, tr, worded
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.document.proposal.hair_reading import ReadHair
    from smp_sim.document.proposal.view_reading import Note

#: So many sentences are shown, the least sure first: those are what to correct.
SHOWN_NOTES = 4

# The engine's imports happen in the task's thread.
# ruff: noqa: PLC0415

Proposed = tuple[Case, "tuple[Note, ...]"]

#: A changed case, and sentences on what was read.
Found = tuple[Case, tuple[str, ...]]

_Said = TypeVar("_Said")


def propose_everything(bench: Workbench) -> None:
    """Propose scale, head, hairline, area and shade from all photos."""

    def work(progress: Progress) -> Proposed:
        from smp_sim.document.proposal.case_proposal import propose_case
        from smp_sim.ui.engine_jobs import job_studio

        proposal = propose_case(dossier, job_studio(), progress=progress)
        return proposal.case, proposal.notes

    dossier = bench.session.dossier()
    _start(bench, tr("Propose everything"), tr("Reading the photos"), work)


def match_my_hair(bench: Workbench) -> None:
    """Give the dots the look of the client's own shaved hair."""

    def work(progress: Progress) -> Proposed:
        from smp_sim.document.proposal.own_hair import match_own_hair
        from smp_sim.ui.engine_jobs import job_studio

        matched = match_own_hair(dossier, job_studio(), progress)
        return matched.case, (matched.note,)

    dossier = bench.session.dossier()
    _start(bench, tr("Match my own hair"), tr("Matching the shaved hair"), work)


def show_hair(bench: Workbench) -> None:
    """Read how much hair is there from all photos of the head, and lay it over them; or hide it."""
    shelf = bench.overlays
    if shelf.is_on("hair"):
        shelf.switch("hair", on=False)
        return
    dossier = bench.session.dossier()

    def work(progress: Progress) -> ReadHair:
        from smp_sim.document.proposal.hair_reading import read_hair
        from smp_sim.ui.engine_jobs import job_studio

        return read_hair(job_studio(), dossier, progress)

    def take(hair: ReadHair) -> None:
        overlay = shelf["hair"]
        if not isinstance(overlay, HairOverlay):
            raise TypeError("the shelf keeps another overlay under this name")
        overlay.keep(hair.views, hair.lines)
        shelf.switch("hair", on=True)
        bench.messages.warn("\n".join(spoken(sentence) for sentence in hair.sentences))

    bench.tasks.start_watched(tr("Reading the hair"), work, take)


def find_scars(bench: Workbench) -> None:
    """Add the scars that the photos show."""

    def work(progress: Progress) -> Found:
        from smp_sim.document.proposal.scar_search import with_scars
        from smp_sim.ui.engine_jobs import job_studio

        case, names = with_scars(dossier, job_studio(), progress)
        return case, (_found_kinds(case, names),)

    dossier = bench.session.dossier()
    start_reading(bench, tr("Find scars"), tr("Looking for scars"), work)


def find_patches(bench: Workbench) -> None:
    """Add the bald patches within hair that the photos show."""

    def work(progress: Progress) -> Found:
        from smp_sim.document.proposal.patch_search import with_patches
        from smp_sim.ui.engine_jobs import job_studio

        case, names = with_patches(dossier, job_studio(), progress)
        return case, (_found_kinds(case, names),)

    dossier = bench.session.dossier()
    start_reading(bench, tr("Find bald patches"), tr("Looking for bald patches"), work)


def _found_kinds(case: Case, names: tuple[str, ...]) -> str:
    """Say of which kinds the areas are that were found."""
    from smp_sim.ui.panels.area_choice import KIND_TITLES

    kinds = dict.fromkeys(area.kind for area in case.plan.areas if area.id in names)
    return tr("Found: {names}.", names=", ".join(tr(KIND_TITLES[kind]) for kind in kinds))


def match_skin_around(bench: Workbench) -> None:
    """Mix the pigment of pale patches to the skin around them."""

    def work(progress: Progress) -> Found:
        from smp_sim.document.proposal.skin_match import match_patches
        from smp_sim.ui.engine_jobs import job_studio

        case, matches = match_patches(dossier, job_studio(), progress)
        told = [match_words(name, match.mix, match.notes) for name, match in matches.items()]
        return case, tuple(told)

    dossier = bench.session.dossier()
    start_reading(bench, tr("Match the skin around"), tr("Mixing pigment"), work)


def read_client_hair(bench: Workbench) -> None:
    """Read the client's hair into the plan, so that dots only fill what lacks."""

    def work(progress: Progress) -> Found:
        from smp_sim.document.proposal.client_hair import take_hair
        from smp_sim.ui.engine_jobs import job_studio

        return take_hair(dossier, job_studio(), progress)

    dossier = bench.session.dossier()
    start_reading(bench, tr("Read the client's hair"), tr("Reading the hair"), work)


def read_hair_direction(bench: Workbench) -> None:
    """Read which way hair lies round the areas of close-ups, so that their dots follow it."""

    def work(progress: Progress) -> Found:
        from smp_sim.document.proposal.hair_direction import take_directions
        from smp_sim.ui.engine_jobs import job_studio

        return take_directions(dossier, job_studio(), progress)

    dossier = bench.session.dossier()
    start_reading(bench, tr("Read the hair's direction"), tr("Reading the hair"), work)


def match_words(area: str, mix: tuple[float, float, float], notes: tuple[str, ...]) -> str:
    """Say what a mixed pigment absorbs, and what there is to mind."""
    red, green, blue = (round(100 * share) for share in mix)
    sentence = Sentence(
        "{area}: takes {red} % of red, {green} % of green and {blue} % of blue, where carbon takes"
        " 100 %.",
        area=area,
        red=red,
        green=green,
        blue=blue,
    )
    return joined(sentence, *notes)


def start_reading(
    bench: Workbench, label: str, title: str, work: Callable[[Progress], Found]
) -> None:
    """Read something from the photos as one step of the history, and say what was read."""

    def shown(sentences: tuple[str, ...]) -> str:
        return "\n".join(spoken(sentence) for sentence in sentences)

    _run(bench, label, title, work, shown)


def _start(bench: Workbench, label: str, title: str, work: Callable[[Progress], Proposed]) -> None:
    _run(bench, label, title, work, worded_notes)


def _run(
    bench: Workbench,
    label: str,
    title: str,
    work: Callable[[Progress], tuple[Case, _Said]],
    words_of: Callable[[_Said], str],
) -> None:
    """Change the case by what a task gives, as one step of the history, and say what it found."""
    session = bench.session
    if session.is_empty:
        return
    before = session.case

    def take(given: tuple[Case, _Said]) -> None:
        case, said = given
        if session.case is not before:
            bench.messages.warn(tr("The case was changed meanwhile, so nothing was proposed."))
            return
        session.begin_gesture()
        session.edit(label, lambda _case: case)
        bench.messages.warn(words_of(said))

    bench.tasks.start_watched(title, work, take)


def worded_notes(notes: tuple[Note, ...]) -> str:
    """Give the least sure sentences of a proposal, each with its percentage."""
    first = sorted(notes, key=lambda note: note.confidence)[:SHOWN_NOTES]
    lines = [f"{worded(note.confidence, '.0%')}  {spoken(note.sentence)}" for note in first]
    return "\n".join([tr("Proposed. How sure, the least sure first:"), *lines])
