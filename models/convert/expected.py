"""The converted models' outputs computed from the originals' raw outputs, in numpy and independently of
the ONNX graphs: what the comparison holds each conversion against."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from original import run_original
from specs import ModelSpec
from tflite_reader import Graph, read_graph

INPUT_RANGE = {
    "face-detector": (-1.0, 1.0),
    "face-landmarks": (0.0, 1.0),
    "person-matte": (0.0, 1.0),
    "pose": (0.0, 1.0),
}
_LIDS = 16


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x.astype(np.float64).clip(-500, 500)))


def _landmarks(raw: dict[str, np.ndarray], graph: Graph) -> list[np.ndarray]:
    subsets = [o.custom["subset_idxs"] for o in graph.operators if o.kind == "Landmarks2TransformMatrix"]
    points = np.zeros((478, 3))
    points[:468] = raw["output_mesh_identity"].reshape(468, 3)
    for name, subset in zip(("lips", "left_eye", "right_eye"), subsets, strict=True):
        points[subset, :2] = raw[f"output_{name}"].reshape(-1, 2)
    for k, name in enumerate(("left_iris", "right_iris")):
        iris = slice(468 + 5 * k, 473 + 5 * k)
        points[iris, :2] = raw[f"output_{name}"].reshape(5, 2)
        points[iris, 2] = points[subsets[1 + k][:_LIDS], 2].mean()
    return [points[None], _sigmoid(raw["conv_faceflag"]).reshape(1, 1)]


def _refined(points: np.ndarray, heatmap: np.ndarray) -> np.ndarray:
    """The original's refinement of pose points [39, 5] by its heatmap [64, 64, 39] of logits."""
    points = points.astype(np.float64)
    height, width, _ = heatmap.shape
    for k, point in enumerate(points):
        column, row = int(point[0] / 256 * width), int(point[1] / 256 * height)
        if not (0 <= column < width and 0 <= row < height):
            continue
        rows, columns = slice(max(0, row - 4), row + 5), slice(max(0, column - 4), column + 5)
        weights = _sigmoid(heatmap[rows, columns, k])
        if weights.max() < 0.5:
            continue
        y, x = np.mgrid[0:height, 0:width][:, rows, columns]
        point[0] = (weights * x).sum() / weights.sum() / width * 256
        point[1] = (weights * y).sum() / weights.sum() / height * 256
    return points


def _pose(raw: dict[str, np.ndarray]) -> list[np.ndarray]:
    points = _refined(raw["Identity"].reshape(39, 5), raw["Identity_3"].reshape(64, 64, 39))
    mask = _sigmoid(raw["Identity_2"]).reshape(1, 256, 256)
    return [points[None], raw["Identity_1"].reshape(1, 1), mask]


def expected_outputs(spec: ModelSpec, weights: Path, picture: np.ndarray) -> list[np.ndarray]:
    """What the converted model must give for a uint8 picture of its input size, by the original file."""
    graph = read_graph(weights.read_bytes())
    values = run_original(weights, picture, *INPUT_RANGE[spec.id], len(graph.outputs))
    raw = {graph.tensors[i].name: v for i, v in zip(graph.outputs, values, strict=True)}
    if spec.id == "face-landmarks":
        return _landmarks(raw, graph)
    if spec.id == "pose":
        return _pose(raw)
    return [v.reshape(port.shape) for v, port in zip(raw.values(), spec.outputs, strict=True)]
