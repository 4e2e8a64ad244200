"""Compares the converted face-embedding model with the published package, run in Chromium on the same pictures,
and writes ../golden/face-embedding.json from the published numbers.

Usage: python check_embedding.py CHROMIUM [--cache DIR]
Exit status 1 when the difference is above its limit or the committed file differs from a new conversion.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image

from build import DEFAULT_CACHE, MODELS, convert_embedding
from face_embedding import INPUT_SIZE
from inputs import pattern, read_photo
from reference import Crop, sample
from sources import FACE_EMBEDDING, unpack

SAMPLES = MODELS.parent / "public" / "samples"
LIMIT = 1e-5
"""The largest allowed difference of a number; the embedding's length is about 1.4."""


def _chips() -> dict[str, tuple[np.ndarray, dict[str, object] | None]]:
    """The pictures of the comparison, each with the place in the photo that it shows."""
    chips: dict[str, tuple[np.ndarray, dict[str, object] | None]] = {"pattern": (pattern(INPUT_SIZE), None)}
    for portrait in json.loads((MODELS / "golden" / "portraits.json").read_text()):
        photo = read_photo(SAMPLES / portrait["photo"])
        crop = Crop(**portrait["faceCrop"])
        picture = sample(photo, crop, INPUT_SIZE, black_outside=False)
        chips[portrait["photo"].removesuffix(".jpg")] = (picture, portrait["faceCrop"])
    return chips


def _published(package: Path, chromium: str, pictures: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / f"{name}.png" for name in pictures}
        for name, picture in pictures.items():
            Image.fromarray(picture).save(files[name])
        script = Path(__file__).with_name("published-embedding.mjs")
        command = ["node", str(script), str(package), chromium, *map(str, files.values())]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return {name: np.array(found[file.name]) for name, file in files.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chromium", help="path of a Chromium")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    arguments = parser.parse_args()
    data = convert_embedding(arguments.cache).SerializeToString(deterministic=True)
    committed = hashlib.sha256((MODELS / "embedded" / "face-embedding.onnx").read_bytes()).hexdigest()
    good = committed == hashlib.sha256(data).hexdigest()
    print(f"{'ok  ' if good else 'FAIL'} committed file")
    session = ort.InferenceSession(data, providers=["CPUExecutionProvider"])
    chips = _chips()
    published = _published(
        unpack(FACE_EMBEDDING, arguments.cache), arguments.chromium, {n: p for n, (p, _) in chips.items()}
    )
    golden = []
    for name, (picture, crop) in chips.items():
        (found,) = session.run(None, {"image": picture[None].astype(np.float32) / np.float32(255)})
        error = float(np.abs(found[0] - published[name]).max())
        good &= error <= LIMIT
        print(f"{'ok  ' if error <= LIMIT else 'FAIL'} {name:12} {error:.1e}, length {np.linalg.norm(found):.3f}")
        golden.append({"picture": name, "crop": crop, "embedding": [float(f"{v:.7g}") for v in published[name]]})
    (MODELS / "golden" / "face-embedding.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
