"""Compares every converted model with its original, from a fresh download, and prints the largest errors.

Usage: python check.py [--cache DIR] [PHOTO...]     (default: the bundled samples)
Exit status 1 when an error is above its limit or a committed file differs from a new conversion.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort

from build import MODELS, convert
from expected import INPUT_RANGE, expected_outputs
from inputs import crops_of, fill, pattern, read_photo
from reference import to_input
from sources import fetch
from specs import SPECS, ModelSpec

SAMPLES = MODELS.parent / "public" / "samples"
LIMITS = {
    "face-detector": (5e-2, 1e-1),  # input pixels, logit; flat areas magnify rounding
    "face-landmarks": (2e-3, 1e-4),  # input pixels, probability
    "person-matte": (1e-3,),
    "pose": (2e-2, 1e-4, 2e-2),  # input pixels and logits, probability, mask
}
"""The largest allowed difference per output."""


class Pair:
    """A converted model with its original beside it."""

    def __init__(self, spec: ModelSpec, folder: Path, cache: Path) -> None:
        self.spec = spec
        original = fetch(spec.source, cache)
        self.weights = folder / spec.source.file
        self.weights.write_bytes(original)
        self.data = convert(spec, original).SerializeToString(deterministic=True)
        self._session = ort.InferenceSession(self.data, providers=["CPUExecutionProvider"])

    def run(self, tensor: np.ndarray) -> list[np.ndarray]:
        return self._session.run(None, {self.spec.input.name: tensor})

    def errors(self, picture: np.ndarray) -> list[float]:
        """The largest absolute difference per output for a uint8 picture of the input's size."""
        wanted = expected_outputs(self.spec, self.weights, picture)
        found = self.run(to_input(picture, *INPUT_RANGE[self.spec.id]))
        return [float(np.abs(a - b).max()) for a, b in zip(wanted, found, strict=True)]


def _report(name: str, pair: Pair, picture: np.ndarray) -> bool:
    errors = pair.errors(picture)
    good = all(e <= limit for e, limit in zip(errors, LIMITS[pair.spec.id], strict=True))
    text = ", ".join(
        f"{port.name} {error:.1e}" for port, error in zip(pair.spec.outputs, errors, strict=True)
    )
    print(f"{'ok  ' if good else 'FAIL'} {pair.spec.id:15} {name:24} {text}")
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="where packages are kept; default: download afresh")
    parser.add_argument("photos", nargs="*", type=Path)
    arguments = parser.parse_args()
    photos = arguments.photos or sorted(SAMPLES.glob("*.jpg"))
    good = True
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        pairs = {s.id: Pair(s, folder, arguments.cache or folder) for s in SPECS}
        for entry in json.loads((MODELS / "manifest.json").read_text())["models"]:
            committed = hashlib.sha256((MODELS / entry["file"]).read_bytes()).hexdigest()
            converted = hashlib.sha256(pairs[entry["id"]].data).hexdigest()
            same = committed == converted == entry["sha256"]
            print(f"{'ok  ' if same else 'FAIL'} {entry['id']:15} committed file and manifest")
            good &= same
        for pair in pairs.values():
            good &= _report("(pattern)", pair, pattern(pair.spec.input.shape[1]))
        for path in photos:
            photo = read_photo(path)
            for model, crop in crops_of(photo, pairs["face-detector"].run).items():
                pair = pairs[model]
                good &= _report(path.name, pair, fill(photo, model, crop, pair.spec.input.shape[1]))
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
