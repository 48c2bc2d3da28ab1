"""What the ready plans are called in the window, by the use that they serve."""

from __future__ import annotations

from smp_sim.ui.translation import mark

#: Titles by the plan's name, by the title of their menu.
TEMPLATE_GROUPS: dict[str, dict[str, str]] = {
    mark("Plain areas"): {
        "behind-hairline": mark("Behind the hairline"),
        "whole-scalp": mark("Whole scalp"),
        "crown": mark("Crown"),
    },
    mark("Male pattern loss"): {
        "norwood-2": mark("Norwood II"),
        "norwood-3": mark("Norwood III"),
        "norwood-3v": mark("Norwood III vertex"),
        "norwood-3a": mark("Norwood IIIa"),
        "norwood-4": mark("Norwood IV"),
        "norwood-4a": mark("Norwood IVa"),
        "norwood-5": mark("Norwood V"),
        "norwood-5a": mark("Norwood Va"),
        "norwood-6": mark("Norwood VI"),
        "norwood-7": mark("Norwood VII"),
    },
    mark("Women, and thinning"): {
        "ludwig-1": mark("Ludwig I"),
        "ludwig-2": mark("Ludwig II"),
        "ludwig-3": mark("Ludwig III"),
        "sinclair-2": mark("Sinclair 2"),
        "sinclair-3": mark("Sinclair 3"),
        "sinclair-4": mark("Sinclair 4"),
        "sinclair-5": mark("Sinclair 5"),
        "diffuse": mark("Diffuse thinning"),
        "thinning": mark("Thinning, between hairs"),
    },
    mark("Alopecia"): {
        "alopecia-areata": mark("Alopecia areata"),
        "alopecia-totalis": mark("Alopecia totalis"),
    },
    mark("Scars"): {
        "fut-scar": mark("Strip scar (FUT)"),
        "fue-scars": mark("Punch scars (FUE)"),
        "injury-scar": mark("Scar of an injury"),
        "burn": mark("Burn scar"),
    },
    mark("Repair"): {"transplant": mark("After a transplant")},
    mark("Skin"): {"vitiligo": mark("Vitiligo patch")},
}
