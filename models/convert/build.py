"""Converts every embedded model and writes the `.onnx` files and the manifest.

Usage: python build.py [--cache DIR]
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import onnx

from face_embedding import build_embedding
from onnx_builder import Builder
from sources import FACE_EMBEDDING_LIST, Source, fetch
from specs import FACE_EMBEDDING_CONTRACT, SPECS, Contract, ModelSpec, Port
from tflite_reader import read_graph
from translate import Translator

MODELS = Path(__file__).resolve().parent.parent
DEFAULT_CACHE = Path(__file__).resolve().parent / ".cache"
LICENCES = {
    "@mediapipe/": "Apache-2.0",
    "@vladmandic/": "MIT",
}
"""Licence of the packages by the scope that publishes them."""


def convert(spec: ModelSpec, original: bytes) -> onnx.ModelProto:
    """The ONNX model of one specification from the bytes of the original file."""
    graph = read_graph(original)
    builder = Builder(spec.id)
    translator = Translator(graph, builder)
    if graph.tensors[graph.inputs[0]].shape != spec.input.shape:
        raise ValueError(f"{spec.id}: the original's input shape differs from the specification")
    name = builder.add_input(spec.input.name, spec.input.shape, spec.input.dimensions)
    translator.set(graph.inputs[0], name, False)
    translator.run()
    for port, tensor in zip(spec.outputs, spec.finish(translator, graph), strict=True):
        builder.add_output(tensor, port.name, port.shape, port.dimensions)
    return builder.model(spec.description)


def convert_embedding(cache: Path) -> onnx.ModelProto:
    """The face-embedding model from its package."""
    contract = FACE_EMBEDDING_CONTRACT
    return build_embedding(
        fetch(FACE_EMBEDDING_LIST, cache), fetch(contract.source, cache), contract.description
    )


def _licence(source: Source) -> str:
    return next(licence for scope, licence in LICENCES.items() if source.package.startswith(scope))


def _port_entry(port: Port) -> dict[str, object]:
    return {"name": port.name, "type": "float32", "shape": list(port.shape), "meaning": port.meaning}


def manifest_entry(spec: Contract, data: bytes) -> dict[str, object]:
    """The manifest entry of a converted model with the given file contents."""
    source = spec.source
    return {
        "id": spec.id,
        "file": f"embedded/{spec.id}.onnx",
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "licence": _licence(source),
        "source": {
            "package": source.package,
            "version": source.version,
            "file": source.file,
            "sha256": source.sha256,
        },
        "inputs": [_port_entry(spec.input)],
        "outputs": [_port_entry(port) for port in spec.outputs],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="where the packages are kept")
    cache = parser.parse_args().cache
    path = MODELS / "manifest.json"
    manifest = json.loads(path.read_text())
    models: list[tuple[Contract, onnx.ModelProto]] = [(s, convert(s, fetch(s.source, cache))) for s in SPECS]
    models.append((FACE_EMBEDDING_CONTRACT, convert_embedding(cache)))
    entries = []
    (MODELS / "embedded").mkdir(exist_ok=True)
    for contract, model in models:
        data = model.SerializeToString(deterministic=True)
        entry = manifest_entry(contract, data)
        (MODELS / str(entry["file"])).write_bytes(data)
        entries.append(entry)
        print(f"{contract.id}: {len(data)} bytes")
    written = {entry["id"] for entry in entries}
    others = [entry for entry in manifest["models"] if entry["id"] not in written]  # made elsewhere, by training
    manifest["models"] = entries + others
    path.write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
