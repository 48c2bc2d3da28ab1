"""How well cameras are proposed on sample heads: run it to print the table.

    python -m tests.camera_report [heads]

Each head is drawn with a camera turned away from its side's preset by up to 12 degrees. Columns:
``preset`` how far it is off; ``rotation``, scale, centre and normals with the side given;
``handle`` the rotation after one landmark was put right, to 2 mm; ``right``, ``sure``, ``guessed``
whether the side is guessed rightly, how surely, and the rotation with it. Every third head is a
phone's photo: near, blurred, noisy, before a cluttered room.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, get_args

import numpy as np

from smp_sim.document.proposal.handle_refit import (
    TELLING_HANDLE,
    refit_camera,
    with_landmark,
)
from smp_sim.document.proposal.head_camera import (
    HeadFinding,
    find_head_camera,
    find_landmarks,
    handles_of,
    manual_camera,
)
from smp_sim.document.proposal.side_guess import guess_side
from smp_sim.document.proposal.side_presets import Turn
from smp_sim.model.camera import HeadCamera, Side
from smp_sim.model.case import LandmarkName
from smp_sim.model.head import LANDMARKS_MM
from smp_sim.render.camera_geometry import (
    axes_of,
    head_centre_px,
    hit_skin,
    mean_px_per_mm,
    project_places,
)
from smp_sim.render.head_geometry import normal_at, place_on_head
from smp_sim.render.products import Floats, Photo
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample, sample_camera
from smp_sim.render.sample_head.head import shape_of
from tests.document.proposal.phone_photos import phone_photo

SIDES: tuple[Side, ...] = tuple(side for side in get_args(Side) if side != "flat")

#: How far a preset may be off, degrees.
WORST_TURN_DEG = 12.0

WIDTH, HEIGHT = 500, 620

#: How far a hand puts a landmark off, mm; and how near a phone is held, mm.
HAND_MISS_MM = 2.0
PHONE_MM = 480.0


class CameraMiss(NamedTuple):
    """How far a proposed camera is off: degrees, %, mm, degrees; and whether a face was found."""

    turned_deg: float
    rotation_deg: float
    scale_percent: float
    centre_mm: float
    normal_deg: float
    handle_deg: float
    has_face: bool


class SideMiss(NamedTuple):
    """What became of a guessed side: right or not, how sure, and the rotation taken with it."""

    side: Side | None
    confidence: float
    rotation_deg: float


def turned_sample(
    head: SampleHead, side: Side, rng: np.random.Generator, *, distance_mm: float | None = None
) -> SampleView:
    """Draw a head from a side, its camera up to 12 degrees off the preset."""
    axis = rng.standard_normal(3)
    turn = axis / np.linalg.norm(axis) * rng.uniform(3.0, WORST_TURN_DEG)
    usual = handles_of(sample_camera(side, WIDTH, HEIGHT, head=head), side)
    handles = replace(
        usual,
        turn=Turn(*(float(v) for v in turn)),
        distance_mm=distance_mm or usual.distance_mm,
    )
    camera = manual_camera((WIDTH, HEIGHT), handles)
    return render_sample(head, side, width=WIDTH, height=HEIGHT, camera=camera)


def measure_camera(
    view: SampleView, side: Side, head: SampleHead, photo: Photo | None = None
) -> CameraMiss:
    """Propose the camera of a drawn head of known side, and compare it with the true one.

    ``photo`` is looked at instead of the view's own.
    """
    true, photo = view.camera, photo or view.photo
    landmarks = find_landmarks(photo, side)
    finding = find_head_camera(photo, side, landmarks=landmarks)
    found = finding.camera
    off_px = np.subtract(head_centre_px(found), head_centre_px(true))
    return CameraMiss(
        turned_deg=float(np.linalg.norm(handles_of(true, side).turn)),
        rotation_deg=off_deg(found, true),
        scale_percent=100.0 * (mean_px_per_mm(found) / mean_px_per_mm(true) - 1.0),
        centre_mm=float(np.hypot(*off_px)) / mean_px_per_mm(true),
        normal_deg=_normal_miss(view, found),
        handle_deg=off_deg(_handled(finding, TELLING_HANDLE[side], true, head), true),
        has_face=len(landmarks) > 0,
    )


def _handled(
    finding: HeadFinding, name: LandmarkName, true: HeadCamera, head: SampleHead
) -> HeadCamera:
    """Put one landmark where this head truly has it, as a hand does: to 2 mm."""
    place = np.asarray(LANDMARKS_MM[name]) - np.asarray(shape_of(head).offset_mm)
    x, y = project_places(true, place[None])[0]
    # The hand's own error: always the same one, so that figures can be compared.
    slip = HAND_MISS_MM * mean_px_per_mm(true)
    marks = with_landmark(finding.landmarks, name, (float(x) + 0.8 * slip, float(y) - 0.6 * slip))
    return refit_camera(finding.camera, marks, holds_scale=False)


def measure_guess(view: SampleView, photo: Photo | None = None) -> SideMiss:
    """Guess the side of a drawn head, and propose its camera with what was guessed."""
    photo = photo or view.photo
    guess = guess_side(photo)
    if guess.side is None:
        return SideMiss(None, 0.0, 180.0)
    found = find_head_camera(photo, guess.side).camera
    return SideMiss(guess.side, guess.confidence, off_deg(found, view.camera))


def off_deg(one: HeadCamera, other: HeadCamera) -> float:
    """Give the angle between two cameras."""
    return _angle_deg(_rotation(one) @ _rotation(other).T)


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
    """Give a line a photo, then the means and the worst by side."""
    rng = np.random.default_rng(11)
    yield HEADER
    rows: dict[Side, list[tuple[float, ...]]] = {side: [] for side in SIDES}
    for number, head in enumerate(sample_heads(count)):
        for side in SIDES:
            row = _row_of(head, side, rng, phone=number % 3 == 2)
            rows[side].append(row)
            yield _line(side, str(head.skin_tone), row)
    for side, found in rows.items():
        yield _line(side, "mean", tuple(np.mean(np.abs(np.array(found)), axis=0)))
        yield _line(side, "most", tuple(np.max(np.abs(np.array(found)), axis=0)))


def _row_of(
    head: SampleHead, side: Side, rng: np.random.Generator, *, phone: bool
) -> tuple[float, ...]:
    view = turned_sample(head, side, rng, distance_mm=PHONE_MM if phone else None)
    photo = phone_photo(view, rng) if phone else view.photo
    miss, guess = measure_camera(view, side, head, photo), measure_guess(view, photo)
    told = (float(guess.side == side), guess.confidence, guess.rotation_deg)
    return (*miss, *told)


HEADER = (
    "side               tone  preset  rotation  scale%  centre  normal  handle  face"
    "  right  sure  guessed"
)


def _line(side: str, tone: str, row: tuple[float, ...]) -> str:
    turned, rotation, scale, centre, normal, handle, face, right, sure, guessed = row
    return (
        f"{side:18s} {tone:>4s}  {turned:6.1f}  {rotation:8.1f}  {scale:+6.1f}  {centre:6.1f}"
        f"  {normal:6.1f}  {handle:6.1f}  {face:4.1f}  {right:5.2f}  {sure:4.2f}  {guessed:7.1f}"
    )


if __name__ == "__main__":
    for line in table_lines(int(sys.argv[1]) if len(sys.argv) > 1 else 3):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
