"""Writes models/golden: what the ORIGINAL weights give, for the tests of the app.

Usage: python golden.py [--cache DIR]

`tensors.json`: per model, outputs for the pattern of `inputs.pattern` (every `stride`-th value).
`portraits.json`: per sample photo with a face, the crops and the original's results in photo pixels.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np

from build import DEFAULT_CACHE, MODELS
from expected import INPUT_RANGE, expected_outputs
from inputs import fill, pattern, pose_crop, read_photo
from original import run_original
from reference import Crop, decode_detections, face_crop, letterbox, place_landmarks
from sources import fetch
from specs import SPECS, ModelSpec

SAMPLES = MODELS.parent / "public" / "samples"
PORTRAITS = ("astronaut.jpg", "hopper.jpg")
MAX_VALUES = 4096
"""Values kept per tensor."""
MATTE_CELLS = 32
"""The golden matte is the mean over cells of a grid of this many cells a side."""
SHOULDERS = (11, 12)


def _rounded(values: np.ndarray, digits: int) -> list[object]:
    return np.round(np.asarray(values, np.float64), digits).tolist()


def _crop_entry(crop: Crop) -> dict[str, float]:
    return {
        "cx": round(float(crop.cx), 4),
        "cy": round(float(crop.cy), 4),
        "width": round(float(crop.width), 4),
        "height": round(float(crop.height), 4),
        "rotation": round(float(crop.rotation), 6),
    }


def _tensor_entry(values: np.ndarray) -> dict[str, object]:
    flat = values.ravel()
    stride = -(-flat.size // MAX_VALUES)
    return {"stride": stride, "values": [float(f"{v:.6g}") for v in flat[::stride]]}


def _tensors(spec: ModelSpec, weights: Path) -> dict[str, object]:
    picture = pattern(spec.input.shape[1])
    outputs = expected_outputs(spec, weights, picture)
    named = {p.name: _tensor_entry(v) for p, v in zip(spec.outputs, outputs, strict=True)}
    low, high = INPUT_RANGE[spec.id]
    return {"size": spec.input.shape[1], "low": low, "high": high, "outputs": named}


def _portrait(name: str, specs: dict[str, ModelSpec], weights: dict[str, Path]) -> dict[str, object]:
    photo = read_photo(SAMPLES / name)
    height, width, _ = photo.shape

    def outputs(model: str, crop: Crop) -> list[np.ndarray]:
        size = specs[model].input.shape[1]
        return expected_outputs(specs[model], weights[model], fill(photo, model, crop, size))

    picture = fill(photo, "face-detector", letterbox(photo), 128)
    regressors, logits = run_original(weights["face-detector"], picture, -1, 1, 2)
    face = decode_detections(photo, regressors.reshape(896, 16), logits)[0]
    # the crops are rounded as written, so that the file alone defines them
    crop = Crop(**_crop_entry(face_crop(face)))
    landmarks, presence = outputs("face-landmarks", crop)
    body = Crop(**_crop_entry(pose_crop(face)))
    pose, body_presence, _ = outputs("pose", body)
    (matte,) = outputs("person-matte", Crop(width / 2, height / 2, width, height, 0.0))
    cells = matte.reshape(MATTE_CELLS, 256 // MATTE_CELLS, MATTE_CELLS, 256 // MATTE_CELLS).mean((1, 3))
    return {
        "photo": name,
        "width": width,
        "height": height,
        "face": {
            "score": round(face.score, 6),
            "box": _rounded(face.box, 3),
            "points": _rounded(face.points, 3),
        },
        "faceCrop": _crop_entry(crop),
        "facePresence": round(float(presence[0, 0]), 6),
        "landmarks": _rounded(place_landmarks(landmarks[0], crop), 3),
        "poseCrop": _crop_entry(body),
        "posePresence": round(float(body_presence[0, 0]), 6),
        "shoulders": _rounded(body.to_photo(pose[0, list(SHOULDERS), :2] / 256), 3),
        "matteCells": _rounded(cells, 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    cache = parser.parse_args().cache
    folder = MODELS / "golden"
    folder.mkdir(exist_ok=True)
    specs = {spec.id: spec for spec in SPECS}
    with tempfile.TemporaryDirectory() as scratch:
        weights = {}
        for spec in SPECS:
            weights[spec.id] = Path(scratch) / spec.source.file
            weights[spec.id].write_bytes(fetch(spec.source, cache))
        tensors = {spec.id: _tensors(spec, weights[spec.id]) for spec in SPECS}
        portraits = [_portrait(name, specs, weights) for name in PORTRAITS]
    (folder / "tensors.json").write_text(json.dumps(tensors, separators=(",", ":")) + "\n")
    (folder / "portraits.json").write_text(json.dumps(portraits, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
