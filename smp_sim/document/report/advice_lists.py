"""What a client is told of risks, health, care and questions, by the part that is treated.

Put together from clinics' and manuals' lists in words of our own (domain figures section 8; lips:
section 7); none of it is medical advice. White and skin-coloured pigment that darkens under a
laser: Anderson et al. 1993, Arch Dermatol 129:1010.
"""

from __future__ import annotations

from dataclasses import dataclass

from smp_sim.document.export.wording import phrase
from smp_sim.document.report.treated_part import TreatedPart

Texts = tuple[str, ...]

#: Days after each session, what to do, what to leave.
CareDays = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class AdviceLists:
    """The lists of one treated part, in the order of the report."""

    risks: Texts
    conditions: Texts
    before: Texts
    aftercare: CareDays
    questions: Texts


_INFECTION = phrase(
    "Infection, where tools, pigment or aftercare are not clean; through blood in the worst case."
)
_ALLERGY = phrase("Allergic reaction or lumps in the skin, rarely, also years later.")
_KELOID = phrase("Raised or spreading scars in people who are prone to them.")
_UNEVEN = phrase("Uneven or fast fading, so that further sessions and touch-ups are needed.")
_LYMPH = phrase(
    "Pigment is carried to the lymph nodes, as with any tattoo; what that means is not known."
)
_SCANNER = phrase(
    "Slight warmth in an MRI scanner with pigments that hold metal oxides. Tell the staff."
)
_LASER_DARKENS = phrase(
    "Removal by laser is hard: white and skin-coloured pigment can turn dark under it at once."
)

_HEALTH = (
    phrase("Pregnant or breast-feeding"),
    phrase("Tendency to keloid or thick scars"),
)
_BLOOD_AND_NERVES = (
    phrase("Allergy to pigment, ink, latex or numbing cream"),
    phrase("Bleeding disorder, or blood thinners"),
    phrase("Diabetes that is not well controlled"),
    phrase("High blood pressure or heart disease"),
    phrase("Epilepsy or fainting"),
    phrase("Weak immune system or an autoimmune disease"),
    phrase("Isotretinoin, retinoids or steroids, now or lately"),
    phrase("Chemotherapy: in the last 12 months, or planned"),
)
_LAST = (
    phrase("Hepatitis, HIV or another disease carried by blood"),
    phrase("Vitiligo, albinism, or skin that reacts to injury"),
    phrase("Alcohol or drugs in the last 24 hours"),
)
_MOLES = phrase("Moles or spots there that change or are not known")
_WOUNDS = phrase("Infection, herpes, warts, wounds or sunburn there")

_PATCH_TEST = phrase("Patch test for pigment and numbing cream, 24 to 48 hours ahead.")
_NO_ALCOHOL = phrase("No alcohol, and as little caffeine as you can, for 24 hours.")
_MEDICINES = phrase(
    "Ask your doctor about aspirin and other medicines; never stop one on your own."
)

_HEALED_WORK = (
    phrase("May I see healed work, months and years old, in daylight and close up?"),
    phrase("Were any of those pictures edited, or taken right after the session?"),
)
_STUDIO = (
    phrase(
        "Is the studio registered and inspected, are needles single-use, how are tools cleaned?"
    ),
    phrase(
        "Which pigment do you use, what is in it, and is it allowed here? May I have the batch"
        " number?"
    ),
    phrase("How deep do you work, and what do you do when it bleeds?"),
)
_TERMS = (
    phrase("What happens if I don’t like it: what is put right, by whom, at what cost?"),
    phrase("What does it cost in all, sessions and touch-ups included?"),
    phrase("Are you insured, and whom do I call if something goes wrong?"),
)

_SCALP = AdviceLists(
    risks=(
        phrase("Redness, swelling and tenderness for hours to three days, then scabs. Expected."),
        _INFECTION,
        _ALLERGY,
        _KELOID,
        _UNEVEN,
        phrase(
            "Dots that spread or merge, or turn bluish: mostly from working too deep or too often."
        ),
        phrase(
            "A shade, height or shape that no longer fits as hair greys, recedes or the face ages."
        ),
        _LYMPH,
        _SCANNER,
        phrase(
            "Removal by laser is possible but costs time and money, may scar, and may not take all."
        ),
    ),
    conditions=(
        *_HEALTH,
        phrase("Psoriasis, eczema, dermatitis or acne on the scalp"),
        _WOUNDS,
        _MOLES,
        *_BLOOD_AND_NERVES,
        phrase("Laser removal on the scalp in the last 90 days"),
        phrase("Hair transplant less than 12 months ago"),
        phrase("Scar on the scalp younger than 12 months"),
        phrase("Hair loss that is new, sudden or may come back"),
        *_LAST,
    ),
    before=(
        _PATCH_TEST,
        _NO_ALCOHOL,
        _MEDICINES,
        phrase("No sunbathing and no strong skin products on the scalp for a week."),
        phrase("Photographs in even light, hair trimmed as agreed. Come rested and fed."),
    ),
    aftercare=(
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
            phrase(
                "Mild shampoo and sport again. A razor only once no scab is left, about day 10."
            ),
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
    ),
    questions=(
        *_HEALED_WORK,
        phrase(
            "Where were you trained in scalp work, for how long, and how many heads have you done?"
        ),
        *_STUDIO,
        phrase("Why this hairline on me, and how will it look when I am older or lose more hair?"),
        phrase("How do you choose the shade, and why not one step lighter?"),
        *_TERMS,
    ),
)

_SKIN = AdviceLists(
    risks=(
        phrase(
            "Redness, swelling and tenderness for hours to three days, then a thin crust. Expected."
        ),
        _INFECTION,
        _ALLERGY,
        _KELOID,
        phrase(
            "Any injury of the skin, this one too, can bring new white patches or make one grow."
        ),
        phrase("Colour may be shed unevenly, so that further sessions and touch-ups are needed."),
        phrase(
            "A match that holds in one season only: skin around tans and pales, pigment doesn’t."
        ),
        phrase("Colour that heals too dark, too orange or too grey, and is hard to take back."),
        _LYMPH,
        _SCANNER,
        _LASER_DARKENS,
    ),
    conditions=(
        *_HEALTH,
        phrase("Psoriasis, eczema, dermatitis or acne there"),
        _WOUNDS,
        _MOLES,
        *_BLOOD_AND_NERVES,
        phrase("Light or cream treatment of the patch, now or planned"),
        phrase("Patches that grew or came anew in the last 12 months"),
        phrase("Scars or burns that turned white where skin was hurt"),
        phrase("Hepatitis, HIV or another disease carried by blood"),
        phrase("Alcohol or drugs in the last 24 hours"),
    ),
    before=(
        _PATCH_TEST,
        phrase("A test spot of the mixed colour, judged when it has healed, in daylight."),
        _NO_ALCOHOL,
        _MEDICINES,
        phrase(
            "No sunbathing and no fake tan for four weeks: the colour is mixed to your own skin."
        ),
    ),
    aftercare=(
        (
            phrase("Day 0 to 3"),
            phrase("Keep the place dry and clean. Wash your hands first. Loose, clean clothes."),
            phrase("No touching, no water, no sweat, no sun, no make-up."),
        ),
        (
            phrase("Day 4 to 10"),
            phrase("Rinse lightly, pat dry; a thin light moisturiser."),
            phrase("No scratching, no pulling at flakes, no scrubs, no shaving over it."),
        ),
        (
            phrase("To day 28 after the last session"),
            phrase("Wash and moisturise as usual. Judge the match only at the end, in daylight."),
            phrase("No pool, sea, sauna, steam or sunbed; no exfoliant, no fake tan."),
        ),
        (
            phrase("Afterwards, for good"),
            phrase(
                "Sun cream SPF 50 on the patch and round it, every day: what tans stops matching."
            ),
            phrase("Review of the match after about 6 weeks, then once a year."),
        ),
    ),
    questions=(
        *_HEALED_WORK,
        phrase("How many white patches have you treated, and how many still match after a year?"),
        *_STUDIO,
        phrase("How do you mix the colour to my skin, and will you do a test spot first?"),
        phrase("What will it look like when I tan, and what if a patch grows?"),
        *_TERMS,
    ),
)

_LIPS = AdviceLists(
    risks=(
        phrase("Swelling and tenderness for hours to two days, then peeling. Expected."),
        phrase("Cold sores, in anybody who carries the virus, also without a sore so far."),
        _INFECTION,
        _ALLERGY,
        _KELOID,
        phrase("Colour that heals darker, cooler or greyer than meant, on dark lips above all."),
        phrase("An outline beyond the lip that blurs, or that no longer fits as lips change."),
        phrase("Lips bleed easily, and bleeding washes pigment out: uneven or fast fading."),
        _LYMPH,
        _SCANNER,
        _LASER_DARKENS,
    ),
    conditions=(
        *_HEALTH,
        phrase("Cold sores, now or ever: a doctor can prescribe something against them"),
        phrase("Cracked, inflamed or sunburnt lips"),
        _MOLES,
        *_BLOOD_AND_NERVES,
        phrase("Filler or surgery of the lips in the last months, or planned"),
        phrase("Scar on the lips younger than 12 months"),
        phrase("Laser removal on the lips in the last 90 days"),
        *_LAST,
    ),
    before=(
        _PATCH_TEST,
        _NO_ALCOHOL,
        _MEDICINES,
        phrase("Balm every day for a week; no scrubs, acids or plumping products on the lips."),
        phrase("Photographs in even light, lips bare and closed. Come rested and fed."),
    ),
    aftercare=(
        (
            phrase("Day 0 to 2"),
            phrase("Cool them, blot them, keep a thin coat of balm on. Drink through a straw."),
            phrase("No hot, sharp or salty food, no kissing, no make-up, no sun."),
        ),
        (
            phrase("Day 3 to 7"),
            phrase("Lips peel: keep the balm on and let the flakes fall by themselves."),
            phrase("No licking, no pulling at flakes, no toothpaste on them, no pool."),
        ),
        (
            phrase("Day 8 to 14"),
            phrase("They look pale and frosty; the colour comes back. Balm as often as you like."),
            phrase("No judging of the colour, no scrubs, no lipstick before the skin has closed."),
        ),
        (
            phrase("To week 6 after the last session"),
            phrase("Wash and care as usual. Judge the colour only at the end, in daylight."),
            phrase("No acids, no scrubs, no sunbed."),
        ),
        (
            phrase("Afterwards, for good"),
            phrase("Balm with a sun filter every day: sun fades lip colour fastest."),
            phrase("Review of the colour after about 6 weeks, then once a year."),
        ),
    ),
    questions=(
        *_HEALED_WORK,
        phrase("Where were you trained in lip work, and how many lips like mine have you done?"),
        *_STUDIO,
        phrase("Which colour will heal on lips as dark as mine, and is a corrector needed first?"),
        phrase("Do you stay within my own border, and what happens to it as I age?"),
        *_TERMS,
    ),
)

ADVICE_LISTS: dict[TreatedPart, AdviceLists] = {"scalp": _SCALP, "skin": _SKIN, "lips": _LIPS}
