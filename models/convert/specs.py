"""What each embedded model takes and gives: names, shapes, meanings, and the last steps of its graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from onnx_builder import Builder
from sources import FACE_DETECTOR, FACE_EMBEDDING, FACE_LANDMARKS, PERSON_MATTE, POSE, Source
from tflite_reader import Graph
from translate import Translator


@dataclass(frozen=True)
class Port:
    """A named float32 tensor of the converted model."""

    name: str
    shape: tuple[int, ...]
    dimensions: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Contract:
    """What the manifest says of a model; `description` goes into the ONNX file."""

    id: str
    source: Source
    description: str
    input: Port
    outputs: tuple[Port, ...]


@dataclass(frozen=True)
class ModelSpec(Contract):
    """A model translated from TFLite and the way to finish its graph: `finish` returns, per output port,
    the ONNX tensor that becomes it."""

    finish: Callable[[Translator, Graph], list[str]]


def _picture(size: int, span: str) -> Port:
    return Port("image", (1, size, size, 3), ("batch", "height", "width", "channel"), f"sRGB, {span}")


def _by_name(t: Translator, graph: Graph, name: str) -> int:
    for index in graph.outputs:
        if graph.tensors[index].name == name:
            return index
    raise KeyError(f"the original has no output named {name}")


def _reshaped(b: Builder, name: str, shape: tuple[int, ...]) -> str:
    return b.op("Reshape", [name, b.constant(np.array(shape, np.int64), "shape")])


def _finish_detector(t: Translator, graph: Graph) -> list[str]:
    return [t.plain(_by_name(t, graph, name)) for name in ("regressors", "classificators")]


def _finish_matte(t: Translator, graph: Graph) -> list[str]:
    return [_reshaped(t.builder, t.plain(_by_name(t, graph, "activation_10")), (1, 256, 256))]


def _finish_pose(t: Translator, graph: Graph) -> list[str]:
    b = t.builder
    points, presence, mask = (
        t.plain(_by_name(t, graph, name)) for name in ("Identity", "Identity_1", "Identity_2")
    )
    heatmap = b.op("Sigmoid", [t.nchw(_by_name(t, graph, "Identity_3"))])  # [1, 39, 64, 64]
    refined = _refine_by_heatmap(b, _reshaped(b, points, (1, 39, 5)), heatmap)
    return [refined, presence, b.op("Sigmoid", [_reshaped(b, mask, (1, 256, 256))])]


HEATMAP_CELLS = 64
HEATMAP_REACH = 4
"""Cells to each side of a point's own cell that take part in its refinement (a 9x9 window)."""
HEATMAP_MIN_CONFIDENCE = 0.5
POSE_INPUT = 256


def _refine_by_heatmap(b: Builder, points: str, heatmap: str) -> str:
    """Replace x and y of each point [1, 39, 5] by the mean cell index of the window around its cell,
    weighted by the heatmap, as the original's last step does; points whose cell lies outside the map, or
    whose window is nowhere confident, stay."""

    def number(value: float) -> str:
        return b.constant(np.array(value, np.float32), "value")

    def one(value: int) -> str:
        return b.constant(np.array([value], np.int64), "axis")

    cell = number(POSE_INPUT / HEATMAP_CELLS)
    xy = b.op("Slice", [points, one(0), one(2), one(2)])
    rest = b.op("Slice", [points, one(2), one(5), one(2)])
    home = b.op("Cast", [b.op("Cast", [b.op("Div", [xy, cell])], to=6)], to=1)  # towards zero, as C does
    inside = b.op("Less", [b.op("Abs", [b.op("Sub", [home, number((HEATMAP_CELLS - 1) / 2)])]),
                           number(HEATMAP_CELLS / 2)])
    inside = b.op("ReduceMin", [b.op("Cast", [inside], to=1)], axes=[2], keepdims=1)  # [1, 39, 1]
    cells = np.arange(HEATMAP_CELLS, dtype=np.float32)
    reach = number(HEATMAP_REACH + 0.5)
    window, index = [], []
    for k, shape in ((0, (1, 1, 1, HEATMAP_CELLS)), (1, (1, 1, HEATMAP_CELLS, 1))):
        own = b.op("Slice", [home, one(k), one(k + 1), one(2)])
        own = _reshaped(b, own, (1, 39, 1, 1))
        index.append(b.constant(cells.reshape(shape), "cells"))
        near = b.op("Less", [b.op("Abs", [b.op("Sub", [index[k], own])]), reach])
        window.append(b.op("Cast", [near], to=1))
    weights = b.op("Mul", [b.op("Mul", [heatmap, window[0]]), window[1]])  # [1, 39, 64, 64]

    def total(tensor: str) -> str:
        return _reshaped(b, b.op("ReduceSum", [tensor, b.constant(np.array([2, 3], np.int64))]), (1, 39, 1))

    weight = b.op("Max", [total(weights), number(1e-12)])
    mean = [b.op("Div", [total(b.op("Mul", [weights, i])), weight]) for i in index]
    moved = b.op("Mul", [b.op("Concat", mean, axis=2), cell])
    peak = _reshaped(b, b.op("ReduceMax", [weights], axes=[2, 3]), (1, 39, 1))
    confident = b.op("GreaterOrEqual", [b.op("Mul", [peak, inside]), number(HEATMAP_MIN_CONFIDENCE)])
    return b.op("Concat", [b.op("Where", [confident, moved, xy]), rest], axis=2)


def _finish_landmarks(t: Translator, graph: Graph) -> list[str]:
    """Join the mesh with the refined parts: each refined point replaces x and y of its mesh point, z stays
    the mesh's; the irises follow as points 468-477 with the mean z of their eye's lids.

    Which mesh points a part refines is what the model itself says: the subset whose bounding box steers
    the part's crop, in the order of the part's own points.
    """
    b = t.builder
    parts = {
        name: _reshaped(b, t.plain(_by_name(t, graph, f"output_{name}")), (1, count, 2))
        for name, count in (
            ("lips", 80),
            ("left_eye", 71),
            ("right_eye", 71),
            ("left_iris", 5),
            ("right_iris", 5),
        )
    }
    mesh = _reshaped(b, t.plain(_by_name(t, graph, "output_mesh_identity")), (1, 468, 3))
    subsets = [
        [int(i) for i in op.custom["subset_idxs"]]
        for op in graph.operators
        if op.kind == "Landmarks2TransformMatrix"
    ]

    source = list(range(468))
    start = 468
    for subset in subsets:  # lips, left eye, right eye
        for k, point in enumerate(subset):
            source[point] = start + k
        start += len(subset)
    source += list(range(start, start + 10))

    def index(values: list[int]) -> str:
        return b.constant(np.array(values, np.int64), "indices")

    axes = [b.constant(np.array([v], np.int64)) for v in (0, 2, 3)]
    mesh_xy, mesh_z = (
        b.op("Slice", [mesh, axes[0], axes[1], axes[1]]),
        b.op("Slice", [mesh, axes[1], axes[2], axes[1]]),
    )
    xy = b.op("Gather", [b.op("Concat", [mesh_xy, *parts.values()], axis=1), index(source)], axis=1)
    five = b.constant(np.ones((1, 5, 1), np.float32), "five")
    iris_z = []
    for subset in subsets[1:]:
        lids = b.op("Gather", [mesh_z, index(subset[:LID_POINTS])], axis=1)
        iris_z.append(b.op("Mul", [b.op("ReduceMean", [lids], axes=[1], keepdims=1), five]))
    z = b.op("Concat", [mesh_z, *iris_z], axis=1)
    presence = _reshaped(b, t.plain(_by_name(t, graph, "conv_faceflag")), (1, 1))
    return [b.op("Concat", [xy, z], axis=2), b.op("Sigmoid", [presence])]


LID_POINTS = 16
"""The first points of an eye's subset are its lid contour (9 below, 7 above)."""

SPECS = (
    ModelSpec(
        "face-detector",
        FACE_DETECTOR,
        "Finds faces and six key points of each in a 128-pixel picture; 896 anchors.",
        _picture(128, "-1..1"),
        (
            Port(
                "regressors",
                (1, 896, 16),
                ("batch", "anchor", "coordinate"),
                "per anchor, in input pixels relative to the anchor's centre: box centre x, y, width, height; "
                "then x, y of right eye, left eye, nose tip, mouth centre, right ear, left ear",
            ),
            Port("logits", (1, 896, 1), ("batch", "anchor", "score"), "face score before the sigmoid"),
        ),
        _finish_detector,
    ),
    ModelSpec(
        "face-landmarks",
        FACE_LANDMARKS,
        "478 points of a face in an upright 192-pixel crop: mesh, refined lips and eyes, irises.",
        _picture(192, "0..1"),
        (
            Port(
                "landmarks",
                (1, 478, 3),
                ("batch", "point", "coordinate"),
                "x, y in crop pixels (0..192, pixel edges), z on the same scale, smaller is nearer",
            ),
            Port("presence", (1, 1), ("batch", "score"), "probability 0..1 that the crop shows a face"),
        ),
        _finish_landmarks,
    ),
    ModelSpec(
        "person-matte",
        PERSON_MATTE,
        "How much each pixel belongs to a person.",
        _picture(256, "0..1"),
        (Port("matte", (1, 256, 256), ("batch", "height", "width"), "person 0..1"),),
        _finish_matte,
    ),
    ModelSpec(
        "pose",
        POSE,
        "33 body points and 6 helper points in an upright 256-pixel crop, with a body mask.",
        _picture(256, "0..1"),
        (
            Port(
                "landmarks",
                (1, 39, 5),
                ("batch", "point", "coordinate"),
                "x, y in crop pixels (0..256, refined), z on the same scale from the hips' middle, visibility and "
                "presence before the sigmoid; points 11 and 12 are the left and right shoulder",
            ),
            Port("presence", (1, 1), ("batch", "score"), "probability 0..1 that the crop shows a body"),
            Port("mask", (1, 256, 256), ("batch", "height", "width"), "body 0..1"),
        ),
        _finish_pose,
    ),
)

FACE_EMBEDDING_CONTRACT = Contract(
    "face-embedding",
    FACE_EMBEDDING,
    "128 numbers of an aligned face, alike for pictures of one face: to measure how far a clip drifts from its photo.",
    _picture(150, "0..1"),
    (Port("embedding", (1, 128), ("batch", "feature"), "the face as 128 numbers, length about 1.4"),),
)
