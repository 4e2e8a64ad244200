"""Takes the canonical face mesh out of its published package: `python canonical_face.py [CACHE]`.

Writes models/canonical-face.json: 468 vertices in centimetres (x right as seen, y up, z toward the viewer),
triangles, and the weighted vertices with which a face is fitted to it.
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path

from sources import Source, fetch

FACE_GEOMETRY = Source(
    "@mediapipe/face_mesh",
    "0.4.1657299874",
    "geometry_pipeline_metadata_landmarks.binarypb",
    "bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4",
    "face_mesh_solution_packed_assets",
)
VERTEX_FLOATS = 5
"""x, y, z, u, v"""


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at += 1
        shift += 7
        if byte < 128:
            return value, at


def _fields(data: bytes) -> list[tuple[int, object]]:
    """Fields of one protocol-buffer message: (number, int | bytes)."""
    out: list[tuple[int, object]] = []
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _varint(data, at)
        elif wire == 5:
            value, at = data[at : at + 4], at + 4
        elif wire == 2:
            size, at = _varint(data, at)
            value, at = data[at : at + size], at + size
        else:
            raise ValueError(f"wire type {wire} is not used by this format")
        out.append((number, value))
    return out


def _floats(fields: list[tuple[int, object]], number: int) -> list[float]:
    raw = b"".join(v for n, v in fields if n == number)
    return list(struct.unpack(f"<{len(raw) // 4}f", raw))


def _integers(fields: list[tuple[int, object]], number: int) -> list[int]:
    out: list[int] = []
    for n, v in fields:
        if n != number:
            continue
        if isinstance(v, int):
            out.append(v)
            continue
        at = 0
        while at < len(v):
            value, at = _varint(v, at)
            out.append(value)
    return out


def main() -> None:
    root = Path(__file__).resolve().parents[1]
    cache = Path(sys.argv[1]) if len(sys.argv) > 1 else root / ".cache"
    message = _fields(fetch(FACE_GEOMETRY, cache))
    mesh = _fields(next(v for n, v in message if n == 1))
    buffer = _floats(mesh, 3)
    rows = [buffer[i : i + 3] for i in range(0, len(buffer), VERTEX_FLOATS)]
    basis = [_fields(v) for n, v in message if n == 2]
    data = {
        "source": f"{FACE_GEOMETRY.package}@{FACE_GEOMETRY.version} {FACE_GEOMETRY.file}",
        "licence": "Apache-2.0",
        "vertices": [round(v, 4) for row in rows for v in row],
        "triangles": _integers(mesh, 4),
        "basis": [
            [next((v for n, v in b if n == 1), 0), round(_floats(b, 2)[0], 5)] for b in basis
        ],
    }
    (root / "canonical-face.json").write_text(json.dumps(data, separators=(",", ":")) + "\n")
    print(len(rows), "vertices,", len(data["triangles"]) // 3, "triangles,", len(basis), "basis points")


if __name__ == "__main__":
    main()
