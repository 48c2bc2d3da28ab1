"""What a day shows, sorted by absorber: one plane of optical density is drawn for each."""

from __future__ import annotations

from smp_sim.render.optics import (
    Absorber,
    absorption_of,
    return_powers,
    scab_absorption,
    unreached_share,
)
from smp_sim.render.pigment_planes import DotGroup, GroupDay

#: Each absorber of a day and the groups in it, each with its narrow and wide weight.
Mixture = dict[Absorber, list[tuple[int, float, float]]]


def mix_absorbers(groups: tuple[DotGroup, ...], days: tuple[GroupDay, ...]) -> Mixture:
    """Sort what a day shows by absorber: one plane of optical density is drawn for each."""
    mixture: Mixture = {}
    for number, (group, day) in enumerate(zip(groups, days, strict=True)):
        pigment, depth_mm = group.skin.pigment, group.skin.depth_mm
        key = Absorber(
            absorption_of(pigment, group.skin.mix),
            unreached_share(depth_mm),
            return_powers(pigment),
            group.skin.grey,
            group.skin.cover,
            group.bed,
        )
        if day.narrow > 0.0 or day.wide > 0.0:
            mixture.setdefault(key, []).append((number, day.narrow, day.wide))
        if day.scab > 0.0:
            crust = Absorber(scab_absorption())
            part = number, day.narrow * day.scab, day.wide * day.scab
            mixture.setdefault(crust, []).append(part)
    return mixture


def ink_weights(parts: list[tuple[int, float, float]]) -> dict[int, float]:
    """Give the weights by the number of the ink: two for each group, narrow and wide."""
    weights = {
        2 * number + layer: weight for number, *both in parts for layer, weight in enumerate(both)
    }
    return {ink: weight for ink, weight in weights.items() if weight > 0.0}
