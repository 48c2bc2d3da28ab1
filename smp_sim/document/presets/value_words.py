"""What the values of presets are called, and how each is said: for the window and the lists."""

from __future__ import annotations

from smp_sim.document.presets.library_entry import LibraryEntry, LibraryValue
from smp_sim.document.presets.own_presets import Preset, PresetPart
from smp_sim.model.sentence import Sentence
from smp_sim.render.tissue import Trust

#: How far a value is to be trusted.
TRUST_WORDS: dict[Trust, str] = {
    "found-A": "peer-reviewed",
    "found-B": "textbook or surgeon's site",
    "found-C": "clinic or school page",
    "found-D": "forum",
    "found-code": "public source code",
    "computed": "computed",
    "assumed": "assumed",
}

#: What a preset of one's own holds.
PART_WORDS: dict[PresetPart, str] = {
    "area": "Filling of the areas",
    "hairline": "Hairline",
    "needle": "Needle",
    "habits": "Skin and sun",
}

#: What values are called, by the names that files give them.
VALUE_TITLES: dict[str, str] = {
    "absorbs_blue": "Absorbs blue",
    "absorbs_green": "Absorbs green",
    "absorbs_red": "Absorbs red",
    "area_kind": "Kind of area",
    "density_per_cm2": "Density",
    "depth_mm": "Pigment depth",
    "dot_mm": "Dot size",
    "edge_density": "Edge density",
    "edge_size": "Edge dot size",
    "edge_tone": "Edge tone",
    "fade": "Yearly fading",
    "fade_per_year": "Fading in a year",
    "feather_mm": "Feather",
    "gap_days": "Days between sessions",
    "grey_return": "Grey sheen",
    "hairline": "Shape",
    "height_mm": "Height above the glabella",
    "hex": "Swatch",
    "ita_of_swatch_deg": "ITA of the swatch",
    "kept": "Pigment kept",
    "lab": "Colour (L*a*b*)",
    "macro_mm": "Macro irregularity",
    "micro_mm": "Micro irregularity",
    "monk_tone": "Monk skin tone",
    "needle": "Needle",
    "needle_kept": "Kept by the needle",
    "needle_mm": "Needle diameter",
    "particle_um": "Size of a particle",
    "pigment": "Pigment",
    "powder_percent": "Pigment powder",
    "returns_blue": "Blue that comes back",
    "returns_green": "Green that comes back",
    "returns_red": "Red that comes back",
    "sessions": "Sessions",
    "shade": "Shade",
    "skin_ita_deg": "Skin tone (ITA)",
    "skin_type": "Skin",
    "stray_reach_mm": "Reach of stray dots",
    "strays_per_cm": "Stray dots",
    "sun": "Sun",
    "temples_mm": "Temples set back",
    "technique": "Technique",
    "template": "Treatment",
    "tone_left": "Light left of the skin's",
    "transition_mm": "Transition zone",
    "uptake_scatter": "Uneven uptake",
    "variety": "Variety",
    "wait_days": "Days to wait",
    "water_parts": "Dilution",
}

#: Values that are names, in words.
NAMED_VALUES: dict[str, str] = {
    "alopecia-areata": "Alopecia areata",
    "alopecia-patch": "Alopecia patch",
    "alopecia-totalis": "Alopecia totalis",
    "behind-hairline": "Behind the hairline",
    "between-hair": "Between hairs",
    "broken": "Broken",
    "burn": "Burn scar",
    "carbon": "neutral carbon",
    "carbon-cool": "cool carbon",
    "combination": "Combination",
    "crown": "Crown",
    "dots": "single dots",
    "flat-patch": "Patch in a close-up",
    "fue-scars": "Punch scars",
    "fut-scar": "Strip scar",
    "garg": "Garg 8 cm",
    "high": "Much",
    "injury-scar": "Injury scar",
    "lip-berry": "Lip berry",
    "lip-coral": "Lip coral",
    "lip-corrector": "Lip corrector",
    "lip-corrector-coral": "Lip corrector, coral",
    "lip-corrector-yellow": "Lip corrector, yellow",
    "lip-nude": "Lip nude",
    "lip-red": "Lip red",
    "lip-rose": "Lip rose",
    "lips": "Lips",
    "low": "Little",
    "mixed": "mixed colour",
    "natural": "Natural",
    "normal": "Normal or dry",
    "oily": "Oily",
    "patch": "Patch",
    "receded": "Receded",
    "rounded": "Rounded",
    "scar-dots": "Dot scars",
    "scar-line": "Scar line",
    "soft": "Soft",
    "straight": "Straight edge-up",
    "thinning": "Thinning",
    "transplant": "After a transplant",
    "typical": "Typical",
    "vitiligo": "Vitiligo",
    "wash": "wash of colour",
    "whole-scalp": "Whole scalp",
    "widows-peak": "Widow's peak",
}


def value_title(name: str) -> str:
    """Give what a value is called; the file's own name where nothing better is known."""
    return VALUE_TITLES.get(name, name)


def value_words(held: LibraryValue) -> Sentence:
    """Say a value with its unit."""
    value, unit = held.value, held.unit
    if isinstance(value, str):
        return Sentence(NAMED_VALUES.get(value, value))
    if isinstance(value, tuple):
        first, second, third = value
        return Sentence(
            "{first:g} / {second:g} / {third:g}", first=first, second=second, third=third
        )
    if not unit:
        return Sentence("{number:g}", number=value)
    return Sentence("{number:g} {unit}", number=value, unit=Sentence(unit))


def colour_of(entry: LibraryEntry) -> str | tuple[float, float, float] | None:
    """Give the colour an entry stands for: a hex code or L*, a*, b*; None where it has none."""
    held = entry.values.get("hex") or entry.values.get("lab")
    value = held.value if held is not None else None
    return value if isinstance(value, str | tuple) else None


def preset_values(preset: Preset) -> dict[str, Sentence]:
    """Say what a preset of one's own holds: its values by what they are called."""
    said = {}
    if preset.fill is not None:
        fill = preset.fill
        for name, unit in _FILL_UNITS.items():
            said[value_title(name)] = _said(getattr(fill, name), unit)
    if preset.hairline is not None:
        said[value_title("hairline")] = _said(preset.hairline.preset, "")
    if preset.needle:
        said[value_title("needle")] = Sentence(preset.needle)
    if preset.habits is not None:
        said[value_title("skin_type")] = _said(preset.habits.skin_type, "")
        said[value_title("sun")] = _said(preset.habits.sun, "")
    return said


def _said(value: float | str, unit: str) -> Sentence:
    return value_words(LibraryValue(value=value, unit=unit, source="-", trust="assumed"))


_FILL_UNITS = {
    "density_per_cm2": "/cm²",
    "dot_mm": "mm",
    "shade": "",
    "variety": "",
    "depth_mm": "mm",
    "pigment": "",
    "grey_return": "",
}
