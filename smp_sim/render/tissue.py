"""Every constant of the healing and skin model, once: value, unit, spread, source and trust.

Trust says how far a figure carries: ``found-A`` peer-reviewed or official data, ``found-B``
textbook or surgeon's manual, ``found-C`` clinic or training-school page, ``found-D`` forum,
``found-code`` public source code, ``computed`` arithmetic on found values, ``assumed`` a design
default that no source gives. Where a source gives only the direction, the size is ``assumed``.
No source measures how much pigment one session of scalp micropigmentation keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Trust = Literal["found-A", "found-B", "found-C", "found-D", "found-code", "computed", "assumed"]


@dataclass(frozen=True, slots=True)
class Constant:
    """One figure of the model.

    ``low`` and ``high`` bracket what the sources say, or what is plausible where they are silent.
    """

    name: str
    value: float
    unit: str
    low: float
    high: float
    trust: Trust
    source: str


_LIU = "Liu et al. 2025, J Cosmet Dermatol 24(9):e70375"
_LIU_FIT = "solved for the drop to month 6 in " + _LIU
_TATTOO = "Baeumler 2015, Curr Probl Dermatol 48: a third of tattoo pigment is lost in weeks"
_CLINICS = "clinic pages on aftercare, days as they report them"
_DIRECTION = "clinic pages give the direction; the size is assumed"
_YEARS = "fit, in rendered fields, to 50-60 % seen at 4 years and 15-20 % at 10 (clinic reports)"
_SILENT = "no source gives it"
_THIRD = "clinics say larger (to twice); more than 1.1 would lose over a third of the tone"
_DEPTH_BAND = "training manuals disagree (0.25 to 2 mm of needle); centroid of pigment assumed"
_DEEP_BLUE = "form after Kienle et al. 1996, Appl. Opt. 35:1151 (why veins look blue)"
_GREYER = "nearest to shaved hair beside bare skin on eight views of four men (ΔE2000, measured)"
_SEVEN = (
    "7-needle clusters fade significantly less than 3-needle ones (Traquina 2001, Dermatol Surg"
    " 27:123); size assumed"
)
_CAMOUFLAGE = "skin-coloured pigment: touched up after 1-5 years (clinic pages); size assumed"
_LIP_BLUSH = "30-60 % lighter at 5-6 weeks (lip clinics), over the typical kept share"
_LIP_LASTS = "lasts 1.5-3 years (lip clinics), over the typical fade rate"
_FROSTY = "lip clinics: pale from day 3 to 14, about 35 % seen on day 8, back within 4 weeks"
_WHORLS = "after how whorls look; no source gives it"
_STUBBLE_AXES = (
    "fit to stubble's axes at 355 places on both sides of one man: middle miss 14°, 27° without the"
    " sweep behind the ears"
)
_SWELL = "lip clinics: lips swell for hours to two days"
_GLOSS = "swollen lips are taut and shine; how much of what is lighter gets lighter is assumed"
_WASH = "colour is shaded in strokes that merge, not set as single dots; size assumed"
_BROWN = "dried blood and serum are brown; the size is assumed"
_BLOOD = "haemoglobin 70 % oxygenated at 630, 540, 460 nm (Prahl, omlc.org)"
_GREY_BESIDE = "share at which grain and hue both keep to shaved hair's on two profiles of one man"
_MELANIN = "melanin absorbs 315, 526, 897 per cm at 630, 540, 460 nm (Jacques 2013)"
_PALE = "reflectance of the light class of skin; what is darker in red is held for melanin"
_LIGHTNESS = "fit to six classes of skin, within 1.5 L* but the darkest; ITA is 0 at L* 50"
_AROUND = "wide enough to see bare skin round lips, near enough to lie in the same light"
_SCATTER = "d'Eon and Luebke 2007, GPU Gems 3 ch. 14; widths chosen by eye in a trial"

# Healing of one session, by days since it.
HEALED_DAY = Constant(
    "healed-day", 28.0, "d", 28.0, 45.0, "found-C", "epidermal turnover, " + _CLINICS
)
FRESH_DENSITY = Constant(
    "fresh-optical-density", 1.5, "x healed", 1.2, 2.0, "computed", "inverse of the kept share"
)
KEPT_TYPICAL = Constant("kept-share-typical", 2.0 / 3.0, "", 0.62, 0.80, "found-A", _TATTOO)
KEPT_LIGHT = Constant("kept-share-light", 0.50, "", 0.40, 0.62, "assumed", _SILENT)
KEPT_STRONG = Constant("kept-share-strong", 0.80, "", 0.70, 0.90, "assumed", _SILENT)
SHED_DAY = Constant("shedding-day", 5.0, "d", 3.0, 6.0, "found-C", _CLINICS)
SHED_WIDTH = Constant("shedding-width", 1.0, "d", 0.5, 1.5, "assumed", _SILENT)
SCAB_START = Constant("scab-start", 0.25, "d", 0.1, 1.0, "found-C", _CLINICS)
SCAB_FULL = Constant("scab-full", 2.0, "d", 1.0, 4.0, "found-C", _CLINICS)
SCAB_LOOSE = Constant("scab-loosening", 4.0, "d", 3.0, 5.0, "found-C", _CLINICS)
SCAB_GONE = Constant("scab-gone", 6.5, "d", 6.0, 10.0, "found-C", _CLINICS)
SCAB_SHARE = Constant("scab-share", 0.6, "", 0.2, 0.9, "assumed", _SILENT)
DIP_SHARE = Constant("dip-share", 0.05, "", 0.0, 0.15, "assumed", _DIRECTION)
DIP_START = Constant("dip-start", 7.0, "d", 7.0, 10.0, "assumed", _SILENT)
DIP_FULL = Constant("dip-full", 10.0, "d", 7.0, 14.0, "found-C", _CLINICS)
DIP_LIFT = Constant("dip-lifting", 21.0, "d", 14.0, 28.0, "found-C", _CLINICS)
LIP_DIP_SHARE = Constant("lip-dip-share", 0.364, "", 0.2, 0.5, "computed", _FROSTY)
LIP_DIP_START = Constant("lip-dip-start", 3.0, "d", 3.0, 5.0, "found-C", _FROSTY)
LIP_DIP_FULL = Constant("lip-dip-full", 8.0, "d", 5.0, 10.0, "found-C", _FROSTY)
LIP_DIP_LIFT = Constant("lip-dip-lifting", 14.0, "d", 10.0, 14.0, "found-C", _FROSTY)
SWELLING_FALLS = Constant("lip-swelling-falls", 0.25, "d", 0.1, 0.5, "found-C", _SWELL)
SWELLING_GONE = Constant("lip-swelling-gone", 2.0, "d", 1.0, 3.0, "found-C", _SWELL)
LIP_GLOSS = Constant("lip-gloss", 0.5, "x", 0.0, 1.5, "assumed", _GLOSS)
SHINE_AROUND = Constant("shine-around", 2.0, "mm", 1.0, 4.0, "assumed", _GLOSS)
REDNESS_HALF_LIFE = Constant("redness-half-life", 0.8, "d", 0.3, 1.5, "found-C", _CLINICS)
REDNESS_GONE = Constant("redness-gone", 4.0, "d", 2.0, 5.0, "found-C", _CLINICS)
REDNESS_LIGHT = Constant("redness-light-skin", 6.0, "a*", 3.0, 10.0, "assumed", _SILENT)
REDNESS_MIDDLE = Constant("redness-middle-skin", 4.0, "a*", 2.0, 8.0, "assumed", _SILENT)
REDNESS_DARK = Constant("redness-dark-skin", 2.0, "a*", 0.0, 4.0, "assumed", _SILENT)
REDNESS_FULL = Constant("redness-full-at", 90.0, "/cm²", 50.0, 150.0, "assumed", _SILENT)
REDNESS_EDGE = Constant("redness-edge", 4.5, "mm", 3.0, 6.0, "assumed", _SILENT)

# Skin classes by individual typology angle.
ITA_LIGHT = Constant("ita-light-skin", 41.0, "°", 41.0, 41.0, "found-code", "Chardon 1991 classes")
ITA_DARK = Constant("ita-dark-skin", 10.0, "°", 10.0, 10.0, "found-code", "Chardon 1991 classes")

# What changes the share that is kept.
KEPT_OILY = Constant("kept-oily-skin", 0.90, "x", 0.8, 1.0, "assumed", _DIRECTION)
KEPT_COMBINATION = Constant("kept-combination-skin", 0.95, "x", 0.9, 1.0, "assumed", _DIRECTION)
KEPT_SCAR = Constant("kept-scar", 0.75, "x", 0.6, 1.1, "assumed", "direction: " + _LIU)
KEPT_SEVEN = Constant("kept-seven-needles", 1.1, "x", 1.0, 1.3, "assumed", _SEVEN)
KEPT_VITILIGO = Constant("kept-vitiligo", 0.825, "x", 0.7, 1.0, "assumed", _CAMOUFLAGE)
KEPT_LIP = Constant("kept-lip", 0.825, "x", 0.6, 1.05, "computed", _LIP_BLUSH)
KEPT_SHALLOW = Constant(
    "kept-share-shallow", 0.15, "", 0.0, 0.3, "assumed", "manual: too shallow is gone in 2-4 weeks"
)

# Depth of the pigment's centroid.
NOMINAL_DEPTH = Constant("nominal-depth", 0.30, "mm", 0.2, 0.5, "assumed", _DEPTH_BAND)
SHALLOW_DEPTH = Constant("shallow-depth", 0.15, "mm", 0.1, 0.2, "assumed", _DEPTH_BAND)
HOLDING_DEPTH = Constant("holding-depth", 0.25, "mm", 0.2, 0.3, "assumed", _DEPTH_BAND)
SPREADING_DEPTH = Constant("spreading-depth", 0.50, "mm", 0.4, 1.0, "assumed", _DEPTH_BAND)
DEEP_DEPTH = Constant("deep-depth", 0.80, "mm", 0.6, 1.5, "assumed", _DEPTH_BAND)

# After healing: settling to month 6, then fading over years. Fitted so that what the eye sees of a
# rendered field (1 - treated/untreated luminance) keeps to the published figures; the optical
# density itself has to fall faster, since a spreading dot takes more light of the same pigment.
SETTLED_DAY = Constant(
    "settled-day", 182.6, "d", 90.0, 182.6, "found-C", "ink settles in 3-6 months, clinic pages"
)
SETTLING = Constant("settling-normal", 0.08, "", 0.04, 0.10, "computed", _LIU_FIT)
SETTLING_SCAR = Constant("settling-scar", 0.14, "", 0.08, 0.18, "computed", _LIU_FIT)
FADE_RATE = Constant("fade-rate-typical", 0.183, "/yr", 0.15, 0.21, "computed", _YEARS)
FADE_LIGHT = Constant("fade-rate-light", 0.21, "/yr", 0.18, 0.27, "computed", _YEARS)
FADE_STRONG = Constant("fade-rate-strong", 0.155, "/yr", 0.12, 0.18, "computed", _YEARS)
FADE_FLOOR = Constant("fade-floor", 0.08, "", 0.0, 0.15, "assumed", "old dots stay hardly visible")
FADE_SUN_LOW = Constant("fade-sun-low", 0.7, "x", 0.5, 0.9, "assumed", _DIRECTION)
FADE_SUN_HIGH = Constant("fade-sun-high", 1.6, "x", 1.2, 2.0, "assumed", _DIRECTION)
FADE_OILY = Constant("fade-oily-skin", 1.25, "x", 1.0, 1.5, "assumed", _DIRECTION)
FADE_COMBINATION = Constant("fade-combination-skin", 1.12, "x", 1.0, 1.25, "assumed", _SILENT)
FADE_DARK = Constant("fade-dark-skin", 0.85, "x", 0.7, 1.0, "assumed", _DIRECTION)
FADE_SCAR = Constant("fade-scar", 1.5, "x", 1.2, 2.0, "assumed", "direction: " + _LIU)
FADE_VITILIGO = Constant("fade-vitiligo", 1.9, "x", 1.0, 3.0, "assumed", _CAMOUFLAGE)
FADE_LIP = Constant("fade-lip", 2.5, "x", 1.8, 3.5, "computed", _LIP_LASTS)

# Of the healed tone as seen: what is left once a touch-up is worth talking about.
TOUCH_UP_SHARE = Constant(
    "touch-up-share",
    0.55,
    "",
    0.50,
    0.60,
    "computed",
    "what is seen at 4 years, when clinics renew",
)

# Size of the dot.
FRESH_DIAMETER = Constant("fresh-diameter", 1.1, "x healed", 1.0, 2.0, "assumed", _THIRD)
SCAR_DIAMETER = Constant("scar-diameter", 1.25, "x", 1.0, 1.5, "assumed", _DIRECTION)
WASH_DIAMETER = Constant("wash-diameter", 1.7, "x", 1.2, 2.5, "assumed", _WASH)
WASH_STROKE = Constant("wash-stroke", 0.9, "mm", 0.6, 1.5, "assumed", _WASH)
SPREAD_SHARE = Constant("first-year-spread", 0.08, "", 0.0, 0.15, "assumed", "forum: slight spread")
SPREAD_TIME = Constant("first-year-spread-time", 180.0, "d", 90.0, 365.0, "assumed", _SILENT)
SPREAD_RATE = Constant(
    "later-spread", 0.02, "/yr", 0.0, 0.04, "assumed", "anatomy pages give the direction only"
)
DEEP_SPREAD_MONTH_3 = Constant("deep-spread-3-months", 0.5, "", 0.2, 1.0, "assumed", _DIRECTION)
DEEP_SPREAD_MONTH_24 = Constant("deep-spread-24-months", 1.0, "", 0.5, 1.5, "assumed", _DIRECTION)

HAIR_CLEARANCE = Constant(
    "hair-clearance", 0.25, "mm", 0.1, 0.5, "assumed", "practice: dots between hairs, not over them"
)

# How hair grows, which dots that sit in it follow.
DOT_STRETCH = Constant(
    "dot-stretch-in-hair", 1.4, "", 1.0, 1.4, "assumed", "shaved stubs look 1.0-1.4:1; reasoned"
)
EXIT_FRONT = Constant(
    "hair-exit-front", 52.5, "°", 45.0, 60.0, "found-B", "surgeons set grafts at 45-60° in front"
)
EXIT_SIDE = Constant(
    "hair-exit-side", 30.0, "°", 15.0, 45.0, "assumed", "flatter to the sides; size assumed"
)
WHORL_SPIRAL = Constant("whorl-spiral", 62.0, "°", 30.0, 80.0, "assumed", _WHORLS)
WHORL_REACH = Constant("whorl-reach", 24.0, "mm", 15.0, 40.0, "assumed", _WHORLS)
HAIR_FALL = Constant("hair-fall", 1.4, "", 1.0, 2.0, "assumed", _STUBBLE_AXES)
HAIR_SWEEP = Constant("hair-sweep", 3.5, "", 2.0, 4.0, "assumed", _STUBBLE_AXES)

# Light.
FOOTPRINT_SIGMA = Constant(
    "footprint-sigma", 0.33, "x diameter", 0.25, 0.42, "assumed", "soft dot; calibrated as a field"
)
PEAK_DENSITY = Constant(
    "healed-peak-density", 1.3863, "OD (ln)", 0.7, 2.0, "assumed", "peak transmission 0.25, trial"
)
SCATTER_RED = Constant("scatter-sigma-red", 1.0, "mm", 0.4, 1.2, "assumed", _SCATTER)
SCATTER_GREEN = Constant("scatter-sigma-green", 0.35, "mm", 0.1, 0.5, "assumed", _SCATTER)
SCATTER_BLUE = Constant("scatter-sigma-blue", 0.22, "mm", 0.06, 0.35, "assumed", _SCATTER)
CARBON_RED = Constant("carbon-absorption-red", 1.0, "x", 0.98, 1.0, "assumed", _SILENT)
CARBON_GREEN = Constant("carbon-absorption-green", 1.0, "x", 1.0, 1.0, "assumed", _SILENT)
CARBON_BLUE = Constant("carbon-absorption-blue", 1.02, "x", 1.0, 1.1, "assumed", _SILENT)
COOL_RED = Constant("cool-return-red", 2.6, "layers", 1.0, 3.0, "computed", _GREYER)
COOL_GREEN = Constant("cool-return-green", 1.0, "layers", 1.0, 1.0, "computed", _GREYER)
COOL_BLUE = Constant("cool-return-blue", 0.5, "layers", 0.0, 1.0, "computed", _GREYER)
GREY_BESIDE = Constant("grey-return-beside", 0.5, "", 0.0, 1.0, "assumed", _GREY_BESIDE)
MELANIN_GREEN = Constant("melanin-green", 1.67, "x red", 1.5, 1.8, "computed", _MELANIN)
MELANIN_BLUE = Constant("melanin-blue", 2.85, "x red", 2.5, 3.1, "computed", _MELANIN)
PALE_RED = Constant("pale-skin-red", 0.51, "", 0.45, 0.56, "assumed", _PALE)
PALE_GREEN = Constant("pale-skin-green", 0.33, "", 0.27, 0.39, "assumed", _PALE)
PALE_BLUE = Constant("pale-skin-blue", 0.24, "", 0.18, 0.31, "assumed", _PALE)
LIGHTNESS_PER_ITA = Constant("lightness-per-ita", 0.35, "L*/°", 0.3, 0.4, "computed", _LIGHTNESS)
SKIN_AROUND = Constant("skin-around", 8.0, "mm", 5.0, 15.0, "assumed", _AROUND)
SKIN_BESIDE = Constant("skin-beside", 3.0, "mm", 2.0, 6.0, "assumed", _AROUND)
REACH_RED = Constant("depth-reach-red", 1.2, "mm", 0.8, 2.0, "assumed", _DEEP_BLUE)
REACH_GREEN = Constant("depth-reach-green", 0.5, "mm", 0.3, 0.8, "assumed", _DEEP_BLUE)
REACH_BLUE = Constant("depth-reach-blue", 0.35, "mm", 0.2, 0.6, "assumed", _DEEP_BLUE)
DEPTH_BLUR = Constant("depth-blur", 0.25, "mm/mm", 0.1, 0.5, "assumed", _SILENT)
SCAB_DARKER = Constant("scab-density", 0.15, "x", 0.0, 0.4, "assumed", _DIRECTION)
SCAB_WIDER = Constant("scab-diameter", 0.10, "x", 0.0, 0.3, "assumed", _DIRECTION)
SCAB_RED = Constant("scab-absorption-red", 0.0, "x", 0.0, 0.1, "assumed", _BROWN)
SCAB_GREEN = Constant("scab-absorption-green", 0.25, "x", 0.1, 0.5, "assumed", _BROWN)
SCAB_BLUE = Constant("scab-absorption-blue", 0.50, "x", 0.2, 1.0, "assumed", _BROWN)
BLOOD_RED = Constant("blood-absorption-red", 0.04, "x green", 0.03, 0.10, "computed", _BLOOD)
BLOOD_BLUE = Constant("blood-absorption-blue", 0.74, "x green", 0.6, 0.9, "computed", _BLOOD)

#: All of them, in the order above.
CONSTANTS: tuple[Constant, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Constant)
)
