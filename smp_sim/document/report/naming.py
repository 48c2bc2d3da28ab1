"""The model's own words as a client reads them: sides, kinds of area, tissues, skin, scale."""

from __future__ import annotations

from smp_sim.document.export.wording import Wording, phrase
from smp_sim.model.area_kind import AreaKind, Tissue
from smp_sim.model.camera import Scale, ScaleSource, Side
from smp_sim.model.client import HairColour, SkinType, SunHabit
from smp_sim.model.hair_growth import HairCurl
from smp_sim.model.plan import HairlinePreset, Pigment, Retention

SIDE_NAMES: dict[Side, str] = {
    "front": phrase("Front"),
    "front-high": phrase("Front, from above"),
    "left": phrase("Left side"),
    "right": phrase("Right side"),
    "threequarter-left": phrase("Three-quarter, left"),
    "threequarter-right": phrase("Three-quarter, right"),
    "top": phrase("Top"),
    "back": phrase("Back of the head"),
    "back-high": phrase("Back, from above"),
    "flat": phrase("Close-up"),
}

#: As the window names them too.
AREA_NAMES: dict[AreaKind, str] = {
    "behind-hairline": phrase("Behind the hairline"),
    "crown": phrase("Crown"),
    "whole-scalp": phrase("Whole scalp"),
    "patch": phrase("Patch"),
    "flat-patch": phrase("Patch in a close-up"),
    "between-hair": phrase("Between hairs"),
    "alopecia-patch": phrase("Alopecia patch"),
    "scar-line": phrase("Scar line"),
    "scar-dots": phrase("Dot scars"),
    "burn": phrase("Burn scar"),
    "transplant": phrase("After a transplant"),
    "vitiligo": phrase("Vitiligo patch"),
    "lips": phrase("Lips"),
    "placed": phrase("Dots placed by hand"),
}

TISSUE_NAMES: dict[Tissue, str] = {
    "normal": phrase("normal skin"),
    "scar": phrase("scar"),
    "burn": phrase("burnt skin"),
    "vitiligo": phrase("vitiligo skin"),
    "lip": phrase("lip"),
}

RETENTION_NAMES: dict[Retention, str] = {
    "light": phrase("light retention"),
    "typical": phrase("typical retention"),
    "strong": phrase("strong retention"),
}

#: As dots go without saying, only a wash is named.
WASH_NAME = phrase("as a wash")

PIGMENT_NAMES: dict[Pigment, str] = {
    "carbon": phrase("neutral carbon"),
    "carbon-cool": phrase("cool carbon"),
    "mixed": phrase("mixed colour"),
}

#: Inks of the palette.
INK_NAMES: dict[str, str] = {
    "lip-nude": phrase("lip nude"),
    "lip-rose": phrase("lip rose"),
    "lip-coral": phrase("lip coral"),
    "lip-red": phrase("lip red"),
    "lip-berry": phrase("lip berry"),
    "lip-corrector": phrase("orange corrector"),
    "lip-corrector-coral": phrase("coral corrector"),
    "lip-corrector-yellow": phrase("yellow corrector"),
}

PRESET_NAMES: dict[HairlinePreset, str] = {
    "soft": phrase("soft"),
    "broken": phrase("broken"),
    "natural": phrase("natural"),
    "straight": phrase("straight edge-up"),
    "widows-peak": phrase("widow’s peak"),
    "receded": phrase("receded"),
    "garg": phrase("by average proportions"),
    "rounded": phrase("rounded"),
}

SKIN_TYPES: dict[SkinType, str] = {
    "normal": phrase("normal to dry"),
    "combination": phrase("combination"),
    "oily": phrase("oily"),
}

SUN_HABITS: dict[SunHabit, str] = {
    "low": phrase("little sun"),
    "typical": phrase("average sun"),
    "high": phrase("much sun"),
}

HAIR_COLOURS: dict[HairColour, str] = {
    "black": phrase("black"),
    "dark-brown": phrase("dark brown"),
    "brown": phrase("brown"),
    "light-brown": phrase("light brown"),
    "blond": phrase("blond"),
    "red": phrase("red"),
    "salt-and-pepper": phrase("salt and pepper"),
    "grey": phrase("grey"),
    "white": phrase("white"),
}

HAIR_CURLS: dict[HairCurl, str] = {
    "unknown": phrase("curl not given"),
    "straight": phrase("straight"),
    "wavy": phrase("wavy"),
    "curly": phrase("curly"),
    "coiled": phrase("coiled"),
}

#: By the names that ``case_summary.skin_class`` gives.
SKIN_CLASSES: dict[str, str] = {
    "very light": phrase("very light skin"),
    "light": phrase("light skin"),
    "intermediate": phrase("intermediate skin"),
    "tan": phrase("tanned skin"),
    "brown": phrase("brown skin"),
    "dark": phrase("dark skin"),
}

_SOURCES: dict[ScaleSource, str] = {
    "marker": phrase("from a marker of known size in the photo"),
    "ruler": phrase("from a length measured in the photo"),
    "camera": phrase("from a known camera"),
    "given": phrase("as entered by the practitioner"),
    "iris": phrase("from the width of the iris"),
    "pupils": phrase("from the distance of the pupils"),
    "head-breadth": phrase("from the breadth of the head"),
    "uncalibrated": phrase("UNKNOWN: sizes and counts in this photo are a guess"),
}


def scale_sentence(words: Wording, scale: Scale) -> str:
    """Say where a view's scale comes from and how far it may be off."""
    source = words.say(_SOURCES[scale.source])
    if scale.source == "uncalibrated" or not scale.error_percent:
        return words.say("Scale: {source}.", source=source)
    error = words.number(scale.error_percent, 0 if scale.error_percent >= 1 else 1)
    return words.say("Scale: {source}, about ± {error} %.", source=source, error=error)


def sized(words: Wording, value: float, unit: str, decimals: int, error: float | None) -> str:
    """Say a measure with how far it may be off; ``error`` a share, None where nobody knows."""
    measure = words.measure(value, unit, decimals)
    if error is None:
        return words.say("{measure} (scale unknown)", measure=measure)
    return f"{measure} ± {words.measure(max(100.0 * error, 1.0), '%')}" if error else measure
