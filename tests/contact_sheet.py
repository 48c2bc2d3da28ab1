"""Contact sheets of real portraits, for a person to look at.

    python tests/contact_sheet.py sheets

Each person of the photo folder gets a sheet: five views across; down, the photo, the head's cap
with its 10 mm grid, the masks (skin red, hair green, mirrored light blue) and the treated picture.
The sheets stay out of the repository, as the photos do.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import cv2
import numpy as np

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import set_density
from smp_sim.document.intake.new_case import PhotoOrder, new_case
from smp_sim.document.studio import Studio
from smp_sim.model.camera import HeadCamera, Side
from smp_sim.model.case import View
from smp_sim.model.head import LANDMARKS_MM
from smp_sim.render.camera_geometry import (
    frame_skin,
    head_centre_px,
    mean_px_per_mm,
    project_places,
)
from smp_sim.render.head_geometry import place_on_head, unit
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8, Floats, Surface

PEOPLE = ("021", "061", "105", "172")
VIEWS: dict[str, Side] = {
    "front": "front",
    "left_3quarter": "threequarter-left",
    "left_profile": "left",
    "right_3quarter": "threequarter-right",
    "right_profile": "right",
}
TILE_PX = 420
#: Half the width of a tile, mm on the head, and how far it reaches up and down from its centre.
REACH_MM = 105.0
HEALED_DAY = 90.0


def cap_lines(semi_axes_mm: tuple[float, float, float]) -> list[Floats]:
    """Give lines (N, 3) of unit directions: rings 10 mm apart, meridians 15 degrees."""
    axes = np.asarray(semi_axes_mm)
    around = np.linspace(0.0, 2.0 * np.pi, 181)
    lines = []
    for height in np.arange(0.0, axes[1], 10.0):
        ring = np.sqrt(1.0 - (height / axes[1]) ** 2)
        sphere = np.stack(
            [ring * np.cos(around), np.full(181, height / axes[1]), ring * np.sin(around)], axis=-1
        )
        lines.append(unit(sphere * axes))
    over = np.linspace(0.0, np.pi, 91)
    for azimuth in np.radians(np.arange(0.0, 180.0, 15.0)):
        flat = np.cos(over)
        sphere = np.stack([flat * np.cos(azimuth), np.sin(over), flat * np.sin(azimuth)], axis=-1)
        lines.append(unit(sphere * axes))
    return lines


def draw_cap(picture: Bytes8, camera: HeadCamera) -> Bytes8:
    """Draw the head's cap and its landmarks over a picture."""
    drawn = picture.copy()
    for number, line in enumerate(cap_lines(camera.semi_axes_mm)):
        frames = frame_skin(camera, line)
        colour = (220, 30, 30) if number == 0 else (40, 200, 90)
        _draw_visible(drawn, frames.centre_px, frames.cos_tilt > 0.0, colour)
    for place in LANDMARKS_MM.values():
        x, y = project_places(camera, np.array([place]))[0]
        cv2.circle(drawn, (round(x), round(y)), 6, (255, 165, 0), 2, cv2.LINE_AA)
    x, y = mid_frontal_px(camera)
    cv2.circle(drawn, (round(x), round(y)), 9, (0, 220, 255), 3, cv2.LINE_AA)
    return drawn


def _draw_visible(
    drawn: Bytes8, pixels: Floats, visible: np.ndarray, colour: tuple[int, int, int]
) -> None:
    spots = np.rint(pixels * 16).astype(np.int32)
    for index in np.flatnonzero(visible[:-1] & visible[1:]):
        start, stop = spots[index].tolist(), spots[index + 1].tolist()
        cv2.line(drawn, start, stop, colour, 2, cv2.LINE_AA, 4)


def mid_frontal_px(camera: HeadCamera) -> tuple[float, float]:
    """Give the pixel 80 mm above the glabella along the middle of the forehead."""
    rise = np.linspace(-0.1, 1.4, 600)
    line = np.stack([0 * rise, np.sin(rise), np.cos(rise)], axis=-1)
    places = place_on_head(line, camera.semi_axes_mm)
    steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
    above = np.concatenate([[0.0], np.cumsum(steps)])
    glabella = above[np.argmin(np.abs(places[:, 1] - LANDMARKS_MM["glabella"][1]))]
    x, y = project_places(camera, places[[np.argmin(np.abs(above - glabella - 80.0))]])[0]
    return float(x), float(y)


def paint_masks(picture: Bytes8, surface: Surface) -> Bytes8:
    """Tint a picture: skin red, hair green, mirrored light blue."""
    size = (picture.shape[1], picture.shape[0])
    maps = np.stack([surface.skin, surface.hair, surface.highlight], axis=-1)
    tint = cv2.resize(maps, size, interpolation=cv2.INTER_LINEAR)
    return np.clip(0.5 * picture + 127.0 * tint, 0.0, 255.0).astype(np.uint8)


def crop_head(picture: Bytes8, camera: HeadCamera) -> Bytes8:
    """Cut the head out and bring it to the size of a tile."""
    x, y = head_centre_px(camera)
    reach = REACH_MM * mean_px_per_mm(camera)
    top, left = max(0, round(y - reach)), max(0, round(x - reach))
    part = picture[top : round(y + 0.5 * reach), left : round(x + reach)]
    size = (TILE_PX, round(TILE_PX * part.shape[0] / part.shape[1]))
    small = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    tile = np.zeros((round(0.8 * TILE_PX), TILE_PX, 3), dtype=np.uint8)
    rows = min(len(tile), len(small))
    tile[:rows] = small[:rows]
    return tile


def draw_column(studio: Studio, dossier: Dossier, view: View) -> Bytes8:
    """Draw one view from the photo down to the treated picture."""
    camera = view.camera
    if not isinstance(camera, HeadCamera):
        raise TypeError("a portrait has a head camera")
    photo = np.asarray(studio.photo(dossier, view.id).srgb, dtype=np.uint8)
    treated = studio.render(dossier, view.id, Request(day=HEALED_DAY)).srgb
    masks = paint_masks(photo, studio.surface(dossier, view.id))
    rows = (photo, draw_cap(photo, camera), masks, treated)
    return np.concatenate([crop_head(row, camera) for row in rows])


def draw_sheet(studio: Studio, folder: Path, person: str, *, density: float) -> Bytes8:
    """Draw all views of one person, each a case of its own."""
    columns = []
    for name, side in VIEWS.items():
        order = PhotoOrder(folder / f"london_{person}_neutral_{name}.jpg", side)
        dossier = new_case([order], training=True)
        case = set_density(dossier.case, density)
        dossier = Dossier(case, dossier.photos)
        columns.append(draw_column(studio, dossier, case.views[0]))
    return np.concatenate(columns, axis=1)


def main() -> None:
    """Write one sheet a person into a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--density", type=float, default=180.0)
    parser.add_argument("--people", nargs="*", default=PEOPLE)
    options = parser.parse_args()
    beside = Path(__file__).resolve().parents[2] / "shared" / "photos"
    photos = Path(os.environ.get("SMP_SIM_PHOTOS", beside))
    options.folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(load_points())
    for person in options.people:
        sheet = draw_sheet(studio, photos, person, density=options.density)
        cv2.imwrite(str(options.folder / f"{person}.png"), cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))


if __name__ == "__main__":
    main()
