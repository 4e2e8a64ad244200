"""The model inputs that the checks use: crops of a photo, and a pattern that needs no file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from reference import Crop, Detection, Run, detect, face_crop, letterbox, sample

POSE_CROP_SIDE = 12.5
"""Side of the pose crop, in face sides."""
POSE_CROP_DROP = 3.8
"""How far the pose crop's centre lies below the face's, in face sides."""


def read_photo(path: Path) -> np.ndarray:
    """uint8 [height, width, 3] in sRGB."""
    return np.asarray(Image.open(path).convert("RGB"))


def pattern(size: int) -> np.ndarray:
    """uint8 [size, size, 3] with value (x (c + 2) + y (5 - c) + floor(x y / 16)) mod 256."""
    y, x, c = np.meshgrid(np.arange(size), np.arange(size), np.arange(3), indexing="ij")
    return ((x * (c + 2) + y * (5 - c) + x * y // 16) % 256).astype(np.uint8)


def pose_crop(face: Detection) -> Crop:
    """The pose model's crop from a face box."""
    x, y, width, height = (float(v) for v in face.box)
    s = max(width, height)
    return Crop(x + width / 2, y + height / 2 + POSE_CROP_DROP * s, POSE_CROP_SIDE * s, POSE_CROP_SIDE * s, 0)


def crops_of(photo: np.ndarray, run_detector: Run) -> dict[str, Crop]:
    """Per model id, the crop of the photo that it gets; face and pose only where a face is found."""
    height, width, _ = photo.shape
    crops = {
        "face-detector": letterbox(photo),
        "person-matte": Crop(width / 2, height / 2, width, height, 0.0),
    }
    faces = detect(photo, run_detector)
    if faces:
        best = max(faces, key=lambda face: face.box[2] * face.box[3])
        crops["face-landmarks"] = face_crop(best)
        crops["pose"] = pose_crop(best)
    return crops


def fill(photo: np.ndarray, model: str, crop: Crop, size: int) -> np.ndarray:
    """The uint8 picture [size, size, 3] that a model gets for a crop."""
    return sample(photo, crop, size, black_outside=model == "face-detector")
