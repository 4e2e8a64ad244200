"""Where the original weights come from, and how to fetch them.

Every file is taken from a package of the npm registry, pinned to an exact version, and its SHA-256 is
checked before anything reads it.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """One file of weights inside one published package."""

    package: str
    version: str
    file: str
    sha256: str
    packed_in: str | None = None
    """The packed-assets archive that holds the file, when it is not a plain file of the package."""


FACE_DETECTOR = Source(
    "@mediapipe/face_detection",
    "0.4.1657300184",
    "face_detection_short_range.tflite",
    "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633",
)
FACE_LANDMARKS = Source(
    "@mediapipe/face_mesh",
    "0.4.1657299874",
    "face_landmark_with_attention.tflite",
    "883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d",
    "face_mesh_solution_packed_assets",
)
FACE_LANDMARKS_PLAIN = Source(
    "@mediapipe/face_mesh",
    "0.4.1657299874",
    "face_landmark.tflite",
    "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1",
    "face_mesh_solution_packed_assets",
)
PERSON_MATTE = Source(
    "@mediapipe/selfie_segmentation",
    "0.1.1675465747",
    "selfie_segmentation.tflite",
    "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27",
)
POSE = Source(
    "@mediapipe/pose",
    "0.5.1675469404",
    "pose_landmark_lite.tflite",
    "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
)
POSE_DETECTOR = Source(
    "@mediapipe/pose",
    "0.5.1675469404",
    "pose_detection.tflite",
    "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
    "pose_solution_packed_assets",
)

FACE_EMBEDDING = Source(
    "@vladmandic/face-api",
    "1.7.15",
    "model/face_recognition_model.bin",
    "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589",
)
FACE_EMBEDDING_LIST = Source(
    "@vladmandic/face-api",
    "1.7.15",
    "model/face_recognition_model-weights_manifest.json",
    "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b",
)
"""Names, shapes and scales of the weights in `FACE_EMBEDDING`."""


def unpack(source: Source, cache: Path) -> Path:
    """Download the package of `source` once into `cache` and return the folder of its files."""
    folder = cache / f"{source.package.replace('/', '-').lstrip('@')}-{source.version}"
    if not (folder / "package").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "pack", "--silent", f"{source.package}@{source.version}"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        for archive in folder.glob("*.tgz"):
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")
            archive.unlink()
    return folder / "package"


def _packed_range(loader: str, name: str) -> tuple[int, int]:
    """Byte range of the file `name` in a packed-assets archive, from its JavaScript loader."""
    match = re.search(r'loadPackage\((\{"files".*?\})\);', loader, re.S)
    if match is None:
        raise ValueError("the packed-assets loader has no list of files")
    for entry in json.loads(match.group(1))["files"]:
        if entry["filename"].rsplit("/", 1)[-1] == name:
            return entry["start"], entry["end"]
    raise ValueError(f"{name} is not in the packed assets")


def fetch(source: Source, cache: Path) -> bytes:
    """The bytes of one original file. Raises ValueError when its SHA-256 is not the pinned one."""
    package = unpack(source, cache)
    if source.packed_in is None:
        data = (package / source.file).read_bytes()
    else:
        start, end = _packed_range((package / f"{source.packed_in}_loader.js").read_text(), source.file)
        data = (package / f"{source.packed_in}.data").read_bytes()[start:end]
    found = hashlib.sha256(data).hexdigest()
    if found != source.sha256:
        raise ValueError(f"{source.file}: SHA-256 is {found}, expected {source.sha256}")
    return data
