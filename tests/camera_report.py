"""How well cameras are proposed on sample heads: run it to print the table.

    python -m tests.camera_report [heads]

Each head is drawn with a camera turned away from its side's preset by up to 12 degrees; the side is
given, nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from smp_sim.document.proposal.head_camera import (
    find_head_camera,
    find_landmarks,
    handles_of,
    manual_camera,
)
from smp_sim.document.proposal.side_presets import Turn
from smp_sim.model.camera import HeadCamera, Side
from smp_sim.render.camera_geometry import axes_of, head_centre_px, hit_skin, mean_px_per_mm
from smp_sim.render.head_geometry import normal_at, place_on_head
from smp_sim.render.products import Floats
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample, sample_camera

SIDES: tuple[Side, ...] = ("front", "front-high", "threequarter-left", "left", "top", "back-high")

#: How far a preset may be off, degrees.
WORST_TURN_DEG = 12.0

WIDTH, HEIGHT = 500, 620


class CameraMiss(NamedTuple):
    """How far a proposed camera is off: degrees, %, mm, degrees; and whether a face was found."""

    turned_deg: float
    rotation_deg: float
    scale_percent: float
    centre_mm: float
    normal_deg: float
    has_face: bool


def turned_sample(head: SampleHead, side: Side, rng: np.random.Generator) -> SampleView:
    """Draw a head from a side, its camera up to 12 degrees off the preset."""
    axis = rng.standard_normal(3)
    turn = axis / np.linalg.norm(axis) * rng.uniform(3.0, WORST_TURN_DEG)
    usual = handles_of(sample_camera(side, WIDTH, HEIGHT, head=head), side)
    handles = replace(usual, turn=Turn(*(float(v) for v in turn)))
    camera = manual_camera((WIDTH, HEIGHT), handles)
    return render_sample(head, side, width=WIDTH, height=HEIGHT, camera=camera)


def measure_camera(view: SampleView, side: Side) -> CameraMiss:
    """Propose the camera of a drawn head of known side, and compare it with the true one."""
    true = view.camera
    landmarks = find_landmarks(view.photo, side)
    found = find_head_camera(view.photo, side, landmarks=landmarks).camera
    off_px = np.subtract(head_centre_px(found), head_centre_px(true))
    return CameraMiss(
        turned_deg=float(np.linalg.norm(handles_of(true, side).turn)),
        rotation_deg=_angle_deg(_rotation(found) @ _rotation(true).T),
        scale_percent=100.0 * (mean_px_per_mm(found) / mean_px_per_mm(true) - 1.0),
        centre_mm=float(np.hypot(*off_px)) / mean_px_per_mm(true),
        normal_deg=_normal_miss(view, found),
        has_face=len(landmarks) > 0,
    )


def _rotation(camera: HeadCamera) -> Floats:
    return np.stack(axes_of(camera))


def _angle_deg(rotation: Floats) -> float:
    return float(np.degrees(np.arccos(np.clip((np.trace(rotation) - 1.0) / 2.0, -1.0, 1.0))))


def _normal_miss(view: SampleView, found: HeadCamera) -> float:
    """Give the median angle between true and proposed normals over the scalp, as the eye sees."""
    rows, columns = np.nonzero(view.scalp_mask)
    rows, columns = rows[::7], columns[::7]
    true = view.normals[rows, columns] @ _rotation(view.camera).T
    directions, hit = hit_skin(found, np.stack([columns, rows], axis=-1) + 0.5)
    places = place_on_head(directions[hit], found.semi_axes_mm)
    seen = normal_at(places, found.semi_axes_mm) @ _rotation(found).T
    cosine = np.einsum("ij,ij->i", true[hit], seen)
    return float(np.median(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))))


def sample_heads(count: int) -> Iterator[SampleHead]:
    """Give heads of all skin tones in turn, each of another shape, axes and loss."""
    rng = np.random.default_rng(7)
    for number in range(count):
        a, b, c = np.array([77.6, 76.3, 102.1]) * (1.0 + 0.035 * rng.standard_normal(3))
        yield SampleHead(
            skin_tone=number % 6 + 1,
            norwood=("3", "6", "5", "4", "2", "7")[number % 6],
            seed=number + 1,
            semi_axes_mm=(float(a), float(b), float(c)),
        )


def table_lines(count: int) -> Iterator[str]:
    """Give a line a photo, then the means by side."""
    rng = np.random.default_rng(11)
    yield "side               tone  preset  rotation  scale%  centre  normal  face"
    rows: dict[Side, list[tuple[float, ...]]] = {side: [] for side in SIDES}
    for head in sample_heads(count):
        for side in SIDES:
            view = turned_sample(head, side, rng)
            miss = measure_camera(view, side)
            rows[side].append(miss)
            yield _line(side, str(head.skin_tone), rows[side][-1])
    for side, found in rows.items():
        yield _line(side, "mean", tuple(np.mean(np.abs(np.array(found, dtype=float)), axis=0)))


def _line(side: str, tone: str, row: tuple[float, ...]) -> str:
    turned, rotation, scale, centre, normal, face = row
    return (
        f"{side:18s} {tone:>4s}  {turned:6.1f}  {rotation:8.1f}  {scale:+6.1f}  {centre:6.1f}"
        f"  {normal:6.1f}  {face:4.1f}"
    )


if __name__ == "__main__":
    for line in table_lines(int(sys.argv[1]) if len(sys.argv) > 1 else 2):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
