"""Consent for photo, treatment and marketing apart, and the signatures of both."""

from __future__ import annotations

from datetime import date

from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Paragraph, Section, Signatures
from smp_sim.document.report.case_figures import CaseFigures
from smp_sim.document.report.history_pages import ANSWERS_ARE_RIGHT, has_questions
from smp_sim.model.client import Consent

#: By the fields of ``Consent``: heading and what is agreed to.
CONSENT_WORDS: dict[str, tuple[str, str]] = {
    "photo": (
        phrase("Photographs"),
        phrase(
            "Photos of my head may be taken and kept with my case, to plan and follow the"
            " treatment. They stay with the practice."
        ),
    ),
    "treatment": (
        phrase("Treatment"),
        phrase(
            "I want the treatment as planned here. Risks, healing, touch-ups and other ways were"
            " explained to me, and my questions were answered."
        ),
    ),
    "marketing": (
        phrase("Marketing"),
        phrase(
            "My pictures may be shown to others, in print or online. This is my free choice and"
            " has nothing to do with the treatment."
        ),
    ),
}

_APART = phrase(
    "Each consent stands alone, may be left out, and can be taken back at any time for the future."
)
_SEEN = phrase(
    "I have seen the preview with its light, typical and strong end. I understand that it is a"
    " simulation, that skin heals differently, and that the healed look may differ from all three."
)
_EXPLAINED = phrase(
    "I have explained the plan, the expected range, risks and aftercare, and I have checked the"
    " list of conditions together with the client."
)


def consent_sections(figures: CaseFigures, words: Wording) -> tuple[Section, ...]:
    """Write the lines to sign."""
    consent = figures.case.client.consent
    given = tuple(_consent_lines(consent, purpose, words) for purpose in CONSENT_WORDS)
    place, name = words.say("Place and date"), words.say("Name")
    asked = has_questions(figures.case.plan.areas)
    answers = (Paragraph(text=words.say(ANSWERS_ARE_RIGHT)),) if asked else ()
    practice = figures.order.practice.name
    return (
        Section(
            title=words.say("Consent"),
            blocks=(Paragraph(text=words.say(_APART)), *given),
            new_page=True,
        ),
        Section(
            title=words.say("Signatures"),
            blocks=(
                *answers,
                Signatures(
                    text=words.say(_SEEN), labels=(place, words.say("Signature of the client"))
                ),
                Signatures(
                    text=words.say(_EXPLAINED),
                    labels=(place, name, words.say("Signature of the practitioner")),
                    filled=("", practice, ""),
                ),
            ),
        ),
    )


def _consent_lines(consent: Consent, purpose: str, words: Wording) -> Signatures:
    heading, text = (words.say(part) for part in CONSENT_WORDS[purpose])
    noted: str = getattr(consent, purpose)
    when = words.day(date.fromisoformat(noted)) if noted else ""
    said = words.say("noted in the case on {day}", day=when) if when else words.say("not yet given")
    labels = (words.say("Yes or no"), words.say("Date"), words.say("Signature of the client"))
    title = f"{heading} ({said})"
    return Signatures(title=title, text=text, labels=labels, filled=("", when, ""))
