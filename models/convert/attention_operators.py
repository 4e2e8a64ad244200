"""The three custom operators of the attention face mesh (version 2), as plain ONNX subgraphs.

Geometry: the model finds 468 points in the 192-pixel crop, fits a rotated rectangle around the points of
the lips or of one eye, samples an early feature map through that rectangle, and maps the points it then
finds inside the rectangle back to the crop.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from tflite_reader import Operator

if TYPE_CHECKING:
    from onnx_builder import Builder
    from translate import Translator


def _f32(b: Builder, *values: float) -> str:
    return b.constant(np.array(values, np.float32), "value")


def _turn(b: Builder, x: str, y: str, target: float) -> tuple[str, str]:
    """sin and cos of target - atan2(y, x), without trigonometry at run time: GPUs compute sin, cos and atan
    with errors that move landmarks by tenths of a pixel. A line of no length counts as pointing along x."""
    tiny = _f32(b, 1e-12)
    length = b.op("Sqrt", [b.op("Add", [b.op("Mul", [x, x]), b.op("Mul", [y, y])])])
    has_length = b.op("Greater", [length, tiny])
    safe = b.op("Max", [length, tiny])
    cos = b.op("Where", [has_length, b.op("Div", [x, safe]), _f32(b, 1.0)])
    sin = b.op("Div", [y, safe])
    if target == 0:
        return b.op("Neg", [sin]), cos
    ct, st = _f32(b, math.cos(target)), _f32(b, math.sin(target))
    return (
        b.op("Sub", [b.op("Mul", [st, cos]), b.op("Mul", [ct, sin])]),
        b.op("Add", [b.op("Mul", [ct, cos]), b.op("Mul", [st, sin])]),
    )


def _landmarks_to_matrix(t: Translator, op: Operator) -> None:
    """Points [1, n, 3] -> the 4x4 matrix from output pixels to the points' coordinates:
    translate(centre) * rotate(-r) * scale(size * scale / output) * translate(-output / 2), where r turns
    the line left -> right to the target angle and size is that of the turned subset's bounding box."""
    b, p = t.builder, op.custom
    points = b.op("Slice", [t.plain(op.inputs[0]), *(b.constant(np.array([v], np.int64)) for v in (0, 2, 2))])

    def pick(indices: list[int]) -> str:
        return b.op("Gather", [points, b.constant(np.array(indices, np.int64), "indices")], axis=1)

    def column(source: str, k: int) -> str:  # [1, n, 2] -> [1, n]
        return b.op("Gather", [source, b.constant(np.array(k, np.int64), "column")], axis=2)

    line = b.op("Sub", [pick([p["right_rotation_idx"]]), pick([p["left_rotation_idx"]])])
    sin, cos = _turn(b, column(line, 0), column(line, 1), p["target_rotation_radians"])  # [1, 1]

    subset = pick([int(i) for i in p["subset_idxs"]])
    x, y = column(subset, 0), column(subset, 1)
    turned_x = b.op("Sub", [b.op("Mul", [x, cos]), b.op("Mul", [y, sin])])
    turned_y = b.op("Add", [b.op("Mul", [x, sin]), b.op("Mul", [y, cos])])
    half = _f32(b, 0.5)
    size, middle = [], []
    for turned in (turned_x, turned_y):
        low, high = (b.op(kind, [turned], axes=[1], keepdims=1) for kind in ("ReduceMin", "ReduceMax"))
        size.append(b.op("Sub", [high, low]))
        middle.append(b.op("Mul", [b.op("Add", [high, low]), half]))
    # rotate the centre back by -r
    centre_x = b.op("Add", [b.op("Mul", [middle[0], cos]), b.op("Mul", [middle[1], sin])])
    centre_y = b.op("Sub", [b.op("Mul", [middle[1], cos]), b.op("Mul", [middle[0], sin])])
    out_w, out_h = p["output_width"], p["output_height"]
    step_x = b.op("Mul", [size[0], _f32(b, p["scale_x"] / out_w)])
    step_y = b.op("Mul", [size[1], _f32(b, p["scale_y"] / out_h)])

    # rotate(-r) = [[cos, sin], [-sin, cos]]
    m00, m01 = b.op("Mul", [cos, step_x]), b.op("Mul", [sin, step_y])
    m10, m11 = b.op("Neg", [b.op("Mul", [sin, step_x])]), b.op("Mul", [cos, step_y])

    def shift(centre: str, mx: str, my: str) -> str:
        half_output = b.op(
            "Add", [b.op("Mul", [mx, _f32(b, out_w / 2)]), b.op("Mul", [my, _f32(b, out_h / 2)])]
        )
        return b.op("Sub", [centre, half_output])

    zero = b.constant(np.zeros((1, 1), np.float32), "zero")
    rows = [m00, m01, zero, shift(centre_x, m00, m01), m10, m11, zero, shift(centre_y, m10, m11)]
    tail = b.constant(np.array([[0, 0, 1, 0, 0, 0, 0, 1]], np.float32), "tail")
    flat = b.op("Concat", [*rows, tail], axis=1)
    t.set(op.outputs[0], b.op("Reshape", [flat, b.constant(np.array([1, 4, 4], np.int64), "shape")]), False)


def _affine_rows(t: Translator, matrix: int) -> str:
    """The first two rows and the columns x, y, 1 of a [1, 4, 4] matrix, as [1, 2, 3]."""
    b = t.builder
    rows = b.op(
        "Slice", [t.plain(matrix), *(b.constant(np.array([v], np.int64)) for v in (0, 2, 1))]
    )
    return b.op("Gather", [rows, b.constant(np.array([0, 1, 3], np.int64), "columns")], axis=2)


def _transform_tensor(t: Translator, op: Operator) -> None:
    """Sample a picture through an affine matrix: pixel centres lie at +0.5, interpolation is bilinear, and
    a pixel whose source falls outside the centres of the border pixels is exactly 0."""
    b = t.builder
    _, height, width, _ = t.shape(op.inputs[0])
    out_h, out_w = op.custom["output_height"], op.custom["output_width"]
    ys, xs = np.mgrid[0:out_h, 0:out_w].astype(np.float32) + np.float32(0.5)
    centres = np.stack([xs.ravel(), ys.ravel(), np.ones(out_h * out_w, np.float32)])[None]  # [1, 3, n]
    source = b.op("MatMul", [_affine_rows(t, op.inputs[1]), b.constant(centres, "centres")])
    source = b.op("Sub", [source, _f32(b, 0.5)])  # [1, 2, n] in pixel indices
    limit = b.constant(np.array([[[width - 1], [height - 1]]], np.float32), "limit")
    half_limit = b.op("Mul", [limit, _f32(b, 0.5)])
    beyond = b.op("Sub", [b.op("Abs", [b.op("Sub", [source, half_limit])]), half_limit])
    beyond = b.op("ReduceMax", [beyond], axes=[1], keepdims=1)  # [1, 1, n]
    inside = b.op("Cast", [b.op("LessOrEqual", [beyond, _f32(b, 0.0)])], to=1)
    inside = b.op("Reshape", [inside, b.constant(np.array([1, 1, out_h, out_w], np.int64), "shape")])

    unit = b.op("Sub", [b.op("Div", [source, half_limit]), _f32(b, 1.0)])
    grid = b.op("Transpose", [unit], perm=[0, 2, 1])
    grid = b.op("Reshape", [grid, b.constant(np.array([1, out_h, out_w, 2], np.int64), "shape")])
    sampled = b.op(
        "GridSample", [t.nchw(op.inputs[0]), grid], mode="bilinear", padding_mode="zeros", align_corners=1
    )
    t.set_nchw(op.outputs[0], b.op("Mul", [sampled, inside]))


def _transform_landmarks(t: Translator, op: Operator) -> None:
    """Points [1, n, 2] through the first two rows of a [1, 4, 4] matrix."""
    b = t.builder
    if t.shape(op.inputs[0])[2] != 2:
        raise NotImplementedError("TransformLandmarks of points with z")
    rows = _affine_rows(t, op.inputs[1])
    count = t.shape(op.inputs[0])[1]
    ones = b.constant(np.ones((1, count, 1), np.float32), "ones")
    points = b.op("Concat", [t.plain(op.inputs[0]), ones], axis=2)
    t.set(op.outputs[0], b.op("MatMul", [points, b.op("Transpose", [rows], perm=[0, 2, 1])]), False)


ATTENTION_CONVERTERS: dict[str, Callable[[Translator, Operator], None]] = {
    "Landmarks2TransformMatrix": _landmarks_to_matrix,
    "TransformLandmarks": _transform_landmarks,
    "TransformTensorBilinear": _transform_tensor,
}
