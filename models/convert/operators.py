"""TFLite operators as ONNX subgraphs, one function each.

`CONVERTERS` maps the TFLite operator name to a function `(translator, operator)` that adds the nodes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import tflite

from onnx_builder import NHWC_TO_NCHW
from tflite_reader import Operator

if TYPE_CHECKING:
    from translate import Translator

_SAME = tflite.Padding.SAME
_ACTIVATION = tflite.ActivationFunctionType


def _pads(padding: int, size: tuple[int, int], kernel: tuple[int, int], stride: tuple[int, int]) -> list[int]:
    """ONNX pads [top, left, bottom, right] of TFLite's SAME or VALID padding (the odd pixel goes last)."""
    if padding != _SAME:
        return [0, 0, 0, 0]
    total = [max((-(-n // s) - 1) * s + k - n, 0) for n, k, s in zip(size, kernel, stride, strict=True)]
    return [total[0] // 2, total[1] // 2, total[0] - total[0] // 2, total[1] - total[1] // 2]


def _activate(t: Translator, name: str, activation: int) -> str:
    if activation == _ACTIVATION.NONE:
        return name
    if activation == _ACTIVATION.RELU:
        return t.builder.op("Relu", [name])
    if activation == _ACTIVATION.RELU6:
        low, high = (t.builder.constant(np.float32(v), "bound") for v in (0, 6))
        return t.builder.op("Clip", [name, low, high])
    raise NotImplementedError(f"fused activation {activation}")


def _convolution(t: Translator, op: Operator, kernel: np.ndarray, group: int) -> None:
    """`kernel` is in ONNX order [out, in / group, height, width]."""
    o = op.options
    height, width = t.shape(op.inputs[0])[1:3]
    stride = (o.StrideH(), o.StrideW())
    dilation = (o.DilationHFactor(), o.DilationWFactor())
    extent = tuple((k - 1) * d + 1 for k, d in zip(kernel.shape[2:], dilation, strict=True))
    inputs = [t.nchw(op.inputs[0]), t.builder.weight(kernel, "kernel")]
    if len(op.inputs) > 2 and op.inputs[2] >= 0:
        inputs.append(t.builder.weight(t.constant(op.inputs[2]), "bias"))
    result = t.builder.op(
        "Conv",
        inputs,
        kernel_shape=list(kernel.shape[2:]),
        strides=list(stride),
        dilations=list(dilation),
        group=group,
        pads=_pads(o.Padding(), (height, width), extent, stride),
    )
    t.set_nchw(op.outputs[0], _activate(t, result, o.FusedActivationFunction()))


def _conv_2d(t: Translator, op: Operator) -> None:
    _convolution(t, op, t.constant(op.inputs[1]).transpose(NHWC_TO_NCHW), 1)


def _depthwise_conv_2d(t: Translator, op: Operator) -> None:
    kernel = t.constant(op.inputs[1])  # [1, height, width, channels]
    _convolution(t, op, kernel.transpose(3, 0, 1, 2), t.shape(op.inputs[0])[3])


def _transpose_conv_bias(t: Translator, op: Operator) -> None:
    """MediaPipe's `Convolution2DTransposeBias`: options are three int32 (padding, stride w, stride h),
    weights [out, height, width, in], bias [out]; output pixel = input pixel * stride - pad + tap."""
    padding, stride_w, stride_h = struct.unpack("<3i", op.options)
    kernel = t.constant(op.inputs[1])
    out_h, out_w = t.shape(op.outputs[0])[1:3]
    pads = [0, 0, 0, 0]
    if padding == 1:  # kTfLitePaddingSame
        pads = _pads(_SAME, (out_h, out_w), kernel.shape[1:3], (stride_h, stride_w))
    result = t.builder.op(
        "ConvTranspose",
        [
            t.nchw(op.inputs[0]),
            t.builder.weight(kernel.transpose(3, 0, 1, 2), "kernel"),
            t.builder.weight(t.constant(op.inputs[2]), "bias"),
        ],
        kernel_shape=list(kernel.shape[1:3]),
        strides=[stride_h, stride_w],
        dilations=[1, 1],
        group=1,
        pads=pads,
    )
    t.set_nchw(op.outputs[0], result)


def _pool(kind: str, **attributes: int) -> Callable[[Translator, Operator], None]:
    def convert(t: Translator, op: Operator) -> None:
        o = op.options
        kernel, stride = (o.FilterHeight(), o.FilterWidth()), (o.StrideH(), o.StrideW())
        pads = _pads(o.Padding(), t.shape(op.inputs[0])[1:3], kernel, stride)
        result = t.builder.op(
            kind, [t.nchw(op.inputs[0])], kernel_shape=list(kernel), strides=list(stride), pads=pads, **attributes
        )
        t.set_nchw(op.outputs[0], _activate(t, result, o.FusedActivationFunction()))

    return convert


def _unary(kind: str) -> Callable[[Translator, Operator], None]:
    def convert(t: Translator, op: Operator) -> None:
        name, is_nchw = t.any_layout(op.inputs[0])
        t.set(op.outputs[0], t.builder.op(kind, [name]), is_nchw)

    return convert


def _binary(kind: str) -> Callable[[Translator, Operator], None]:
    def convert(t: Translator, op: Operator) -> None:
        is_nchw = len(t.shape(op.outputs[0])) == 4
        names = [t.nchw(i) if is_nchw else t.plain(i) for i in op.inputs]
        result = t.builder.op(kind, names)
        t.set(op.outputs[0], _activate(t, result, op.options.FusedActivationFunction()), is_nchw)

    return convert


def _prelu(t: Translator, op: Operator) -> None:
    slope = t.constant(op.inputs[1]).reshape(-1, 1, 1)
    t.set_nchw(op.outputs[0], t.builder.op("PRelu", [t.nchw(op.inputs[0]), t.builder.weight(slope, "slope")]))


def _hard_swish(t: Translator, op: Operator) -> None:
    t.set_nchw(op.outputs[0], t.builder.op("HardSwish", [t.nchw(op.inputs[0])]))


def _pad(t: Translator, op: Operator) -> None:
    amounts = t.constant(op.inputs[1])[list(NHWC_TO_NCHW)]
    pads = t.builder.constant(amounts.T.reshape(-1).astype(np.int64), "pads")
    zero = t.builder.constant(np.float32(0), "zero")
    t.set_nchw(op.outputs[0], t.builder.op("Pad", [t.nchw(op.inputs[0]), pads, zero], mode="constant"))


def _reshape(t: Translator, op: Operator) -> None:
    shape = t.builder.constant(np.array(t.shape(op.outputs[0]), np.int64), "shape")
    t.set(op.outputs[0], t.builder.op("Reshape", [t.plain(op.inputs[0]), shape]), False)


def _concatenation(t: Translator, op: Operator) -> None:
    axis = op.options.Axis()
    rank = len(t.shape(op.outputs[0]))
    if rank == 4:
        result = t.builder.op("Concat", [t.nchw(i) for i in op.inputs], axis=NHWC_TO_NCHW.index(axis % 4))
        t.set_nchw(op.outputs[0], result)
        return
    t.set(op.outputs[0], t.builder.op("Concat", [t.plain(i) for i in op.inputs], axis=axis % rank), False)


def _resize_bilinear(t: Translator, op: Operator) -> None:
    o = op.options
    mode = "asymmetric"
    if o.HalfPixelCenters():
        mode = "half_pixel"
    elif o.AlignCorners():
        mode = "align_corners"
    _, height, width, channels = t.shape(op.outputs[0])
    sizes = t.builder.constant(np.array([1, channels, height, width], np.int64), "sizes")
    result = t.builder.op(
        "Resize",
        [t.nchw(op.inputs[0]), "", "", sizes],
        mode="linear",
        coordinate_transformation_mode=mode,
    )
    t.set_nchw(op.outputs[0], result)


def _depth_to_space(t: Translator, op: Operator) -> None:
    result = t.builder.op(
        "DepthToSpace", [t.nchw(op.inputs[0])], blocksize=op.options.BlockSize(), mode="DCR"
    )
    t.set_nchw(op.outputs[0], result)


def _strided_slice(t: Translator, op: Operator) -> None:
    """Only the slice that keeps everything occurs in these models."""
    if t.shape(op.inputs[0]) != t.shape(op.outputs[0]):
        raise NotImplementedError("STRIDED_SLICE that drops values")
    t.set(op.outputs[0], *t.any_layout(op.inputs[0]))


CONVERTERS: dict[str, Callable[[Translator, Operator], None]] = {
    "ADD": _binary("Add"),
    "AVERAGE_POOL_2D": _pool("AveragePool", count_include_pad=0),
    "CONCATENATION": _concatenation,
    "CONV_2D": _conv_2d,
    "Convolution2DTransposeBias": _transpose_conv_bias,
    "DEPTHWISE_CONV_2D": _depthwise_conv_2d,
    "DEPTH_TO_SPACE": _depth_to_space,
    "HARD_SWISH": _hard_swish,
    "LOGISTIC": _unary("Sigmoid"),
    "MAX_POOL_2D": _pool("MaxPool"),
    "MUL": _binary("Mul"),
    "PAD": _pad,
    "PRELU": _prelu,
    "RELU": _unary("Relu"),
    "RESHAPE": _reshape,
    "RESIZE_BILINEAR": _resize_bilinear,
    "STRIDED_SLICE": _strided_slice,
}
