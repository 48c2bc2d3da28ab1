"""The actions that open the sample client, also with a condition to treat."""

from __future__ import annotations

from smp_sim.ui.action_spec import ActionSpec
from smp_sim.ui.translation import mark

#: Titles by the sample's name, by the title of their menu.
SAMPLE_GROUPS: dict[str, dict[str, str]] = {
    mark("Male pattern loss"): {
        "norwood-2": mark("Sample client: Norwood II"),
        "norwood-3": mark("Sample client: Norwood III"),
        "norwood-3v": mark("Sample client: Norwood III vertex"),
        "norwood-3a": mark("Sample client: Norwood IIIa"),
        "norwood-4": mark("Sample client: Norwood IV"),
        "norwood-4a": mark("Sample client: Norwood IVa"),
        "norwood-5": mark("Sample client: Norwood V"),
        "norwood-5a": mark("Sample client: Norwood Va"),
        "norwood-6": mark("Sample client: Norwood VI"),
        "norwood-7": mark("Sample client: Norwood VII"),
        "loss-went-on": mark("Sample client: filled at III, loss went on"),
    },
    mark("Women, and thinning"): {
        "ludwig-1": mark("Sample client: Ludwig I"),
        "ludwig-2": mark("Sample client: Ludwig II"),
        "ludwig-3": mark("Sample client: Ludwig III"),
        "sinclair-3": mark("Sample client: Sinclair 3"),
        "diffuse": mark("Sample client: diffuse thinning"),
        "thinning": mark("Sample client: thinning"),
    },
    mark("Alopecia"): {
        "alopecia-areata": mark("Sample client: alopecia areata"),
        "areata-regrown": mark("Sample client: areata, hair grown back"),
        "alopecia-totalis": mark("Sample client: alopecia totalis"),
        "alopecia-universalis": mark("Sample client: alopecia universalis"),
    },
    mark("Scars and repair"): {
        "fut-scar": mark("Sample client: strip scar (FUT)"),
        "fue-scars": mark("Sample client: punch scars (FUE)"),
        "injury-scar": mark("Sample client: scar of an injury"),
        "burn": mark("Sample client: burn scar"),
        "transplant": mark("Sample client: after a transplant"),
    },
    mark("Hair and skin"): {
        "coiled-dark": mark("Sample client: coiled hair, dark skin"),
        "fair-blond": mark("Sample client: blond hair, fair skin"),
    },
    mark("Skin and lips"): {
        "vitiligo": mark("Sample client: vitiligo"),
        "vitiligo-beard": mark("Sample client: vitiligo in the beard"),
        "vitiligo-body": mark("Sample client: vitiligo on the forearm"),
        "lips": mark("Sample client: lips"),
        "lips-ombre": mark("Sample client: lips with ombré"),
        "lips-dark": mark("Sample client: dark lips"),
        "lips-cleft": mark("Sample client: lips with a closed cleft"),
    },
}


_MENU = mark("Sample client with a condition")


def sample_actions() -> list[ActionSpec]:
    """Give an action for the plain sample client, and one for each condition."""
    plain = ActionSpec(
        "sample", mark("Open the sample client"), "file", lambda w: w.files.open_sample()
    )
    return [
        plain,
        *(
            _condition_action(name, title, group)
            for group, titles in SAMPLE_GROUPS.items()
            for name, title in titles.items()
        ),
    ]


def _condition_action(name: str, title: str, group: str) -> ActionSpec:
    return ActionSpec(
        f"sample-{name}",
        title,
        "file",
        lambda w: w.files.open_condition(name),
        submenu=(_MENU, group),
    )
