"""The pre- and post-processing around the models, as README.md describes it. Used by the checks.

Pictures are uint8 arrays [height, width, 3]; coordinates are continuous photo pixels (a pixel's centre is
at +0.5).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

MIN_SCORE = 0.5
MERGE_OVERLAP = 0.3
FACE_CROP_SCALE = 1.5
_RIGHT_EYE, _LEFT_EYE = 0, 1
_MESH_RIGHT_EYE, _MESH_LEFT_EYE = 33, 263

Run = Callable[[np.ndarray], list[np.ndarray]]
"""A model: input tensor [1, height, width, 3] to its outputs."""


@dataclass(frozen=True)
class Crop:
    """A rotated rectangle of the photo; `rotation` in radians, clockwise on the screen."""

    cx: float
    cy: float
    width: float
    height: float
    rotation: float

    def to_photo(self, uv: np.ndarray) -> np.ndarray:
        """Crop coordinates [..., 2] (0..1) to photo pixels."""
        x, y = (uv[..., 0] - 0.5) * self.width, (uv[..., 1] - 0.5) * self.height
        c, s = math.cos(self.rotation), math.sin(self.rotation)
        return np.stack([self.cx + x * c - y * s, self.cy + x * s + y * c], -1)


@dataclass(frozen=True)
class Detection:
    """A found face: score 0..1, box (x, y, width, height) and six key points [6, 2]."""

    score: float
    box: np.ndarray
    points: np.ndarray


def sample(photo: np.ndarray, crop: Crop, size: int, *, black_outside: bool) -> np.ndarray:
    """The crop as uint8 [size, size, 3]: bilinear, one sample per pixel."""
    height, width, _ = photo.shape
    v, u = (np.mgrid[0:size, 0:size] + 0.5) / size
    xy = crop.to_photo(np.stack([u, v], -1)) - 0.5
    x0, y0 = np.floor(xy[..., 0]).astype(int), np.floor(xy[..., 1]).astype(int)
    fx, fy = (xy[..., 0] - x0)[..., None], (xy[..., 1] - y0)[..., None]

    def at(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        values = photo[y.clip(0, height - 1), x.clip(0, width - 1)].astype(np.float64)
        if black_outside:
            values[(x < 0) | (x >= width) | (y < 0) | (y >= height)] = 0
        return values

    top = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx
    bottom = at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx
    return np.rint(top * (1 - fy) + bottom * fy).astype(np.uint8)


def to_input(picture: np.ndarray, low: float, high: float) -> np.ndarray:
    """uint8 [h, w, 3] to float32 [1, h, w, 3] with 0 -> low and 255 -> high."""
    return (picture.astype(np.float32) * np.float32((high - low) / 255) + np.float32(low))[None]


def anchors() -> np.ndarray:
    """The detector's 896 anchor centres, 0..1, [896, 2]."""
    centres = []
    for cells, count in ((16, 2), (8, 6)):
        y, x = (np.mgrid[0:cells, 0:cells] + 0.5) / cells
        centres.append(np.repeat(np.stack([x, y], -1).reshape(-1, 2), count, 0))
    return np.concatenate(centres)


def letterbox(photo: np.ndarray) -> Crop:
    """The square around the whole photo."""
    height, width, _ = photo.shape
    side = max(height, width)
    return Crop(width / 2, height / 2, side, side, 0.0)


def _overlap(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Intersection over union of one box [4] (x0, y0, x1, y1) with many [n, 4]."""
    low, high = np.maximum(a[:2], b[:, :2]), np.minimum(a[2:], b[:, 2:])
    shared = np.prod((high - low).clip(0), 1)
    return shared / (np.prod(a[2:] - a[:2]) + np.prod(b[:, 2:] - b[:, :2], 1) - shared)


def decode_detections(photo: np.ndarray, regressors: np.ndarray, logits: np.ndarray) -> list[Detection]:
    """Detector outputs [896, 16] and [896] to faces in photo pixels, best first."""
    scores = 1 / (1 + np.exp(-logits.astype(np.float64).clip(-100, 100)))
    keep = scores >= MIN_SCORE
    scores, centre, raw = scores[keep], anchors()[keep], regressors[keep].astype(np.float64) / 128
    middle, size = centre + raw[:, :2], raw[:, 2:4]
    points = (raw[:, 4:].reshape(-1, 6, 2) + centre[:, None]).reshape(-1, 12)
    values = np.concatenate([middle - size / 2, middle + size / 2, points], 1)
    crop = letterbox(photo)
    found = []
    while scores.size:
        best = int(scores.argmax())
        near = _overlap(values[best, :4], values[:, :4]) > MERGE_OVERLAP
        near[best] = True
        mean = (values[near] * scores[near, None]).sum(0) / scores[near].sum()
        placed = crop.to_photo(mean.reshape(8, 2))
        box = np.concatenate([placed[0], placed[1] - placed[0]])
        found.append(Detection(float(scores[best]), box, placed[2:]))
        scores, values = scores[~near], values[~near]
    return found


def face_crop(face: Detection) -> Crop:
    """The landmark model's crop around a detected face."""
    x, y, width, height = face.box
    eyes = face.points[_LEFT_EYE] - face.points[_RIGHT_EYE]
    side = FACE_CROP_SCALE * max(width, height)
    return Crop(x + width / 2, y + height / 2, side, side, math.atan2(eyes[1], eyes[0]))


def detect(photo: np.ndarray, run: Run) -> list[Detection]:
    """All faces of a photo."""
    picture = sample(photo, letterbox(photo), 128, black_outside=True)
    regressors, logits = run(to_input(picture, -1, 1))
    return decode_detections(photo, regressors[0], logits[0, :, 0])


def place_landmarks(landmarks: np.ndarray, crop: Crop) -> np.ndarray:
    """Model landmarks [478, 3] in crop pixels to photo pixels (z on the same scale)."""
    xy = crop.to_photo(landmarks[:, :2].astype(np.float64) / 192)
    return np.concatenate([xy, landmarks[:, 2:] * (crop.width / 192)], 1)


def landmarks_crop(points: np.ndarray) -> Crop:
    """The crop of a second pass, from the points [478, 3] of the first."""
    eyes = points[_MESH_LEFT_EYE] - points[_MESH_RIGHT_EYE]
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    (cx, cy), side = (low + high) / 2, FACE_CROP_SCALE * float((high - low).max())
    return Crop(float(cx), float(cy), side, side, math.atan2(eyes[1], eyes[0]))
