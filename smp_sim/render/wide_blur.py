"""A wide Gaussian blur for the price of a narrow one: on a plane that was averaged before."""

from __future__ import annotations

import math

import cv2
import numpy as np

from smp_sim.render.products import Plane

#: Sigma left to blur on the reduced plane, at least, in its own px: below it the squares that
#: were averaged begin to show (measured at 2.5: no value of white noise is off by 1 % of its range,
#: none of a disc by 0.4 %).
_LEAST_SIGMA = 2.5


def wide_blur(plane: Plane, sigma_px: float) -> Plane:
    """Blur (h, w) or (h, w, 3) float32 with a Gaussian; beyond the rim it is mirrored.

    Averaging f x f px and reading them back linearly is itself a blur of variance (f/2)² px²; the
    rest is done on the reduced plane. For narrow blurs f is 1 and it is the plain Gaussian.
    """
    factor = 2 ** int(math.log2(max(sigma_px / _LEAST_SIGMA, 1.0)))
    if factor == 1:
        return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma_px), dtype=np.float32)
    rows, columns = plane.shape[:2]
    down, right = -rows % factor, -columns % factor
    even = cv2.copyMakeBorder(plane, 0, down, 0, right, cv2.BORDER_REFLECT_101)
    size = even.shape[1], even.shape[0]
    small = cv2.resize(even, (size[0] // factor, size[1] // factor), interpolation=cv2.INTER_AREA)
    rest = math.sqrt((sigma_px / factor) ** 2 - 0.25)
    soft = cv2.GaussianBlur(small, (0, 0), rest, borderType=cv2.BORDER_REFLECT)
    large = cv2.resize(soft, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(large[:rows, :columns], dtype=np.float32)
