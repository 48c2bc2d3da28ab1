"""Make the views of a case agree on one head: its semi-axes, and a scale for each photo.

Each photo, read alone, sees two of the three axes well, in a scale of its own. All share three axes
L (logarithms), and view v's scale is off by d_v: its axes were read as L + d_v. Least squares:

    sum over v, i of w_vi (log a_vi - L_i - d_v)² / s²  +  sum d_v² / e_v²  +  sum (L_i - M_i)² / p²

with w_vi = sin² of the angle between axis i and the line of sight (what points at the camera is not
seen), e_v the view's own scale error, M the mean head.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smp_sim.model.camera import HeadCamera, Scale
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import axes_of
from smp_sim.render.products import Floats

#: How well one photo of known scale shows an axis, and how heads differ, in log units: the fit to
#: an outline with hair (measured, 3 to 4 %), and ANSUR II's 3.6 % twice, so that photos lead.
READ_SIGMA = 0.035
HEAD_SIGMA = 0.07


def agree_on_head(cameras: Sequence[tuple[HeadCamera, Scale]]) -> tuple[Vec3, Floats]:
    """Give the shared semi-axes in mm, and the factor (V,) for each view's px per mm.

    Raises
    ------
    ValueError
        Without a camera (a fault of the program).
    """
    if not cameras:
        raise ValueError("no view shows the head")
    count = len(cameras)
    rows, wanted = [], []
    for number, (camera, scale) in enumerate(cameras):
        sure = _axis_weights(camera)
        for axis in range(3):
            row = np.zeros(3 + count)
            row[axis] = row[3 + number] = sure[axis] / READ_SIGMA
            rows.append(row)
            wanted.append(np.log(camera.semi_axes_mm[axis]) * sure[axis] / READ_SIGMA)
        rows.append(np.eye(3 + count)[3 + number] / max(scale.error_percent / 100.0, 0.002))
        wanted.append(0.0)
    for axis in range(3):
        rows.append(np.eye(3 + count)[axis] / HEAD_SIGMA)
        wanted.append(np.log(DEFAULT_SEMI_AXES_MM[axis]) / HEAD_SIGMA)
    answer = np.linalg.lstsq(np.array(rows), np.array(wanted), rcond=None)[0]
    a, b, c = np.clip(np.exp(answer[:3]), 45.0, 150.0)
    # A scale is as far too large as the axes were read too small in its mm.
    return (float(a), float(b), float(c)), np.exp(answer[3:])


def _axis_weights(camera: HeadCamera) -> Floats:
    """Give (3,) the sine of the angle between each axis of the head and the line of sight."""
    toward = axes_of(camera).toward
    return np.asarray(np.sqrt(np.clip(1.0 - toward**2, 0.0, 1.0)))


def agreed_error(own: Scale, others: Sequence[Scale]) -> float:
    """Give the error in % of a view's scale once the others have been heard.

    What the others know reaches it by way of the head's axes, which are read to 3.5 %.
    """
    heard = [np.hypot(scale.error_percent, 100.0 * READ_SIGMA * np.sqrt(2.0)) for scale in others]
    weights = np.array([max(own.error_percent, 0.2), *heard]) ** -2.0
    return float(min(weights.sum() ** -0.5, own.error_percent))
