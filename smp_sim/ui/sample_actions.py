"""The actions that open the sample client, also with a condition to treat."""

from __future__ import annotations

from smp_sim.ui.action_spec import ActionSpec
from smp_sim.ui.translation import mark

#: Conditions by the sample's name.
SAMPLE_TITLES = {
    "thinning": mark("Sample client: thinning"),
    "alopecia-areata": mark("Sample client: alopecia areata"),
    "areata-regrown": mark("Sample client: areata, hair grown back"),
    "alopecia-totalis": mark("Sample client: alopecia totalis"),
    "fut-scar": mark("Sample client: strip scar (FUT)"),
    "fue-scars": mark("Sample client: punch scars (FUE)"),
    "injury-scar": mark("Sample client: scar of an injury"),
    "burn": mark("Sample client: burn scar"),
    "transplant": mark("Sample client: after a transplant"),
    "vitiligo": mark("Sample client: vitiligo"),
    "lips": mark("Sample client: lips"),
}


def sample_actions() -> list[ActionSpec]:
    """Give an action for the plain sample client, and one for each condition."""
    plain = ActionSpec(
        "sample", mark("Open the sample client"), "file", lambda w: w.files.open_sample()
    )
    return [
        plain,
        *(
            ActionSpec(
                f"sample-{name}",
                title,
                "file",
                lambda w, name=name: w.files.open_condition(name),  # type: ignore[misc]  # bound now
                submenu=mark("Sample client with a condition"),
            )
            for name, title in SAMPLE_TITLES.items()
        ),
    ]
