"""Before, during and after: risks, when to ask a doctor, aftercare by day, questions to ask.

Put together from clinics' and manuals' lists in words of our own; none of it is medical advice.
"""

from __future__ import annotations

from smp_sim.document.export.wording import Wording, phrase
from smp_sim.document.report.blocks import Bullets, Notice, Paragraph, Section, Table

RISKS = (
    phrase("Redness, swelling and tenderness for hours to three days, then scabs. Expected."),
    phrase(
        "Infection, where tools, pigment or aftercare are not clean; through blood in the worst"
        " case."
    ),
    phrase("Allergic reaction or lumps in the skin, rarely, also years later."),
    phrase("Raised or spreading scars in people who are prone to them."),
    phrase("Uneven or fast fading, so that further sessions and touch-ups are needed."),
    phrase("Dots that spread or merge, or turn bluish: mostly from working too deep or too often."),
    phrase("A shade, height or shape that no longer fits as hair greys, recedes or the face ages."),
    phrase(
        "Pigment is carried to the lymph nodes, as with any tattoo; what that means is not known."
    ),
    phrase("Slight warmth in an MRI scanner with pigments that hold metal oxides. Tell the staff."),
    phrase(
        "Removal by laser is possible but costs time and money, may scar, and may not take all."
    ),
)

CONDITIONS = (
    phrase("Pregnant or breast-feeding"),
    phrase("Tendency to keloid or thick scars"),
    phrase("Psoriasis, eczema, dermatitis or acne on the scalp"),
    phrase("Infection, herpes, warts, wounds or sunburn there"),
    phrase("Moles or spots there that change or are not known"),
    phrase("Allergy to pigment, ink, latex or numbing cream"),
    phrase("Bleeding disorder, or blood thinners"),
    phrase("Diabetes that is not well controlled"),
    phrase("High blood pressure or heart disease"),
    phrase("Epilepsy or fainting"),
    phrase("Weak immune system or an autoimmune disease"),
    phrase("Isotretinoin, retinoids or steroids, now or lately"),
    phrase("Chemotherapy: in the last 12 months, or planned"),
    phrase("Laser removal on the scalp in the last 90 days"),
    phrase("Hair transplant less than 12 months ago"),
    phrase("Scar on the scalp younger than 12 months"),
    phrase("Hair loss that is new, sudden or may come back"),
    phrase("Hepatitis, HIV or another disease carried by blood"),
    phrase("Vitiligo, albinism, or skin that reacts to injury"),
    phrase("Alcohol or drugs in the last 24 hours"),
)

BEFORE = (
    phrase("Patch test for pigment and numbing cream, 24 to 48 hours ahead."),
    phrase("No alcohol, and as little caffeine as you can, for 24 hours."),
    phrase("Ask your doctor about aspirin and other medicines; never stop one on your own."),
    phrase("No sunbathing and no strong skin products on the scalp for a week."),
    phrase("Photographs in even light, hair trimmed as agreed. Come rested and fed."),
)

#: Days after each session, what to do, what to leave.
AFTERCARE = (
    (
        phrase("Day 0 to 3"),
        phrase("Keep the scalp dry and clean. Wash your hands first. Only a loose, clean hat."),
        phrase("No touching, no water, no sweat, no sun, no pillow that isn’t fresh."),
    ),
    (
        phrase("Day 4 to 6"),
        phrase("Rinse lightly, pat dry; a thin light moisturiser. Gentle exercise."),
        phrase("No scratching, no shampoo; a foil shaver only away from scabs."),
    ),
    (
        phrase("Day 7 to 10"),
        phrase("Mild shampoo and sport again. A razor only once no scab is left, about day 10."),
        phrase("No pulling at flakes, no scrubs, no direct sun."),
    ),
    (
        phrase("To day 28 after the last session"),
        phrase("Wash and moisturise as usual. Judge the tone only at the end."),
        phrase("No pool, sea, sauna, steam or sunbed; no exfoliant, no fake tan."),
    ),
    (
        phrase("Afterwards, for good"),
        phrase("Sun cream SPF 30 to 50 every day, moisturiser, a matte product against shine."),
        phrase("Review of the tone after about 6 weeks, then once a year."),
    ),
)

QUESTIONS = (
    phrase("May I see healed work, months and years old, in daylight and close up?"),
    phrase("Were any of those pictures edited, or taken right after the session?"),
    phrase("Where were you trained in scalp work, for how long, and how many heads have you done?"),
    phrase(
        "Is the studio registered and inspected, are needles single-use, how are tools cleaned?"
    ),
    phrase(
        "Which pigment do you use, what is in it, and is it allowed here? May I have the batch"
        " number?"
    ),
    phrase("How deep do you work, and what do you do when it bleeds?"),
    phrase("Why this hairline on me, and how will it look when I am older or lose more hair?"),
    phrase("How do you choose the shade, and why not one step lighter?"),
    phrase("What happens if I don’t like it: what is put right, by whom, at what cost?"),
    phrase("What does it cost in all, sessions and touch-ups included?"),
    phrase("Are you insured, and whom do I call if something goes wrong?"),
)

_NOT_ADVICE = phrase(
    "These lists are collected from clinics, manuals and studies. They are not medical advice, not"
    " complete, and don’t replace a doctor or the rules of your country."
)
_TICKS = phrase(
    "Please tick what is true of you. A tick is no refusal: it means asking a doctor first, and"
    " often waiting. The decision is the doctor’s and yours, not this paper’s."
)
_AFTER_EACH = phrase("Days count from each session. What your practitioner tells you comes first.")


def advice_sections(words: Wording) -> tuple[Section, ...]:
    """Write the lists."""
    notice = Notice(title=words.say("Not medical advice"), text=words.say(_NOT_ADVICE))
    return (
        Section(
            title=words.say("Risks"),
            blocks=(notice, _bullets(RISKS, words)),
            new_page=True,
        ),
        Section(
            title=words.say("Ask a doctor first"),
            blocks=(
                Paragraph(text=words.say(_TICKS)),
                _bullets(CONDITIONS, words, boxed=True, columns=2),
            ),
        ),
        Section(title=words.say("Before a session"), blocks=(_bullets(BEFORE, words),)),
        Section(
            title=words.say("Aftercare by day"),
            blocks=(Paragraph(text=words.say(_AFTER_EACH)), _aftercare_table(words)),
        ),
        Section(
            title=words.say("Questions to ask before you decide"),
            blocks=(_bullets(QUESTIONS, words, boxed=True),),
        ),
    )


def _bullets(
    texts: tuple[str, ...], words: Wording, *, boxed: bool = False, columns: int = 1
) -> Bullets:
    return Bullets(items=tuple(words.say(text) for text in texts), boxed=boxed, columns=columns)


def _aftercare_table(words: Wording) -> Table:
    head = (words.say("Days"), words.say("Do"), words.say("Leave"))
    rows = tuple(tuple(words.say(text) for text in row) for row in AFTERCARE)
    return Table(head=head, rows=rows, widths=(1.2, 2.6, 2.6))
