"""The report's section on what is special about the areas of a plan."""

from __future__ import annotations

from smp_sim.document.advice.area_advice import notes_of
from smp_sim.document.export.wording import Wording
from smp_sim.document.report.blocks import Bullets, Section
from smp_sim.document.report.case_figures import CaseFigures


def area_note_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write what is special about the areas of this plan; nothing where nothing is."""
    found = notes_of(figures.case.plan.areas)
    if not found:
        return ()
    notes = Bullets(items=tuple(words.say(note) for note in found))
    return (Section(title=words.say("Special to your areas"), blocks=(notes,)),)
