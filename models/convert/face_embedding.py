"""Builds the face-embedding network: a 29-layer residual network, 150x150 RGB to 128 numbers.

The package publishes weights alone (one file, tensors after each other, most of them quantised to 8 bits) with a
list of their names, shapes and scales; the layers follow from the names and the package's code. Quantised
filters stay bytes in the ONNX file, with the factors of the batch normalisation behind them: the runtime folds
them into ordinary filters while it loads the model.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
import onnx
from onnx import TensorProto

from onnx_builder import NHWC_TO_NCHW, Builder

INPUT_SIZE = 150
EMBEDDING = 128
MEAN_RGB = (122.782, 117.001, 104.298)
"""Subtracted from 0..255 before division by 255."""
BLOCKS = (
    *("conv32_1", "conv32_2", "conv32_3", "conv64_down", "conv64_1", "conv64_2", "conv64_3"),
    *("conv128_down", "conv128_1", "conv128_2", "conv256_down", "conv256_1", "conv256_2", "conv256_down_out"),
)
"""Residual blocks in order; those with `down` halve the picture's sides."""


@dataclass(frozen=True)
class Stored:
    """A tensor as the package stores it: value = data * scale + low."""

    data: np.ndarray
    scale: float = 1.0
    low: float = 0.0

    def value(self) -> np.ndarray:
        return self.data.astype(np.float32) * np.float32(self.scale) + np.float32(self.low)


def read_weights(listing: bytes, data: bytes) -> dict[str, Stored]:
    """All tensors by name. Raises ValueError when list and file do not belong together."""
    tensors: dict[str, Stored] = {}
    at = 0
    for entry in chain.from_iterable(group["weights"] for group in json.loads(listing)):
        quantised = entry.get("quantization")
        kind = np.dtype(quantised["dtype"] if quantised else entry["dtype"]).newbyteorder("<")
        count = int(np.prod(entry["shape"]))
        values = np.frombuffer(data, kind, count, at).reshape(entry["shape"])
        at += values.nbytes
        tensors[entry["name"]] = Stored(values, quantised["scale"], quantised["min"]) if quantised else Stored(values)
    if at != len(data):
        raise ValueError(f"the list of weights describes {at} bytes, the file has {len(data)}")
    return tensors


class Network:
    """Adds the network's layers to a builder; activations are NCHW."""

    def __init__(self, builder: Builder, tensors: dict[str, Stored]) -> None:
        self.b = builder
        self.tensors = tensors

    def constant(self, value: object, stem: str) -> str:
        return self.b.constant(np.asarray(value, np.float32), stem)

    def _filters(self, name: str, factors: np.ndarray) -> str:
        """[out, in, height, width] from the package's [height, width, in, out], times a factor per output."""
        stored = self.tensors[name]
        data = stored.data.transpose(3, 2, 0, 1)
        if stored.data.dtype == np.float32:
            return self.constant(data * factors[:, None, None, None], name)
        wide = self.b.op("Cast", [self.b.constant(data, name)], to=TensorProto.FLOAT)
        scaled = self.b.op("Mul", [wide, self.constant(stored.scale, "scale")])
        whole = self.b.op("Add", [scaled, self.constant(stored.low, "low")])
        return self.b.op("Mul", [whole, self.constant(factors[:, None, None, None], "factors")])

    def conv(self, x: str, name: str, stride: int, pad: int, relu: bool) -> str:
        """Convolution, bias, batch normalisation (one factor and one summand a channel), perhaps ReLU."""
        bias, factors, summands = (
            self.tensors[f"{name}/{part}"].value() for part in ("conv/bias", "scale/weights", "scale/biases")
        )
        filters = self._filters(f"{name}/conv/filters", factors)
        shift = self.constant(bias * factors + summands, f"{name}/shift")
        out = self.b.op("Conv", [x, filters, shift], strides=[stride, stride], pads=[pad] * 4)
        return self.b.op("Relu", [out]) if relu else out

    def residual(self, x: str, name: str) -> str:
        out = self.conv(x, f"{name}/conv1", 1, 1, relu=True)
        out = self.conv(out, f"{name}/conv2", 1, 1, relu=False)
        return self.b.op("Relu", [self.b.op("Add", [x, out])])

    def residual_down(self, x: str, name: str, side: int) -> tuple[str, int]:
        """A block from side x side to half of it. The convolution without border may come out one row and
        column smaller than the pooled input: zeros fill them, and the channels that the input lacks."""
        inner, channels = (int(n) for n in self.tensors[f"{name}/conv1/conv/filters"].data.shape[2:])
        out = self.conv(x, f"{name}/conv1", 2, 0, relu=True)
        out = self.conv(out, f"{name}/conv2", 1, 1, relu=False)
        conv_side, pooled_side = (side - 3) // 2 + 1, side // 2
        out = self._pad(out, 0, pooled_side - conv_side)
        pooled = self.b.op("AveragePool", [x], kernel_shape=[2, 2], strides=[2, 2])
        pooled = self._pad(pooled, channels - inner, 0)
        return self.b.op("Relu", [self.b.op("Add", [pooled, out])]), pooled_side

    def _pad(self, x: str, channels: int, sides: int) -> str:
        if channels == sides == 0:
            return x
        return self.b.op("Pad", [x, self.b.constant(np.array([0, 0, 0, 0, 0, channels, sides, sides], np.int64))])


def _layers(network: Network, image: str) -> Iterator[str]:
    b = network.b
    mean = b.constant(np.asarray(MEAN_RGB, np.float32) / np.float32(255), "mean")
    centred = b.op("Sub", [image, mean])
    x = b.op("Transpose", [centred], perm=list(NHWC_TO_NCHW))
    x = network.conv(x, "conv32_down", 2, 0, relu=True)  # 72 x 72
    x = b.op("MaxPool", [x], kernel_shape=[3, 3], strides=[2, 2])
    side = 35
    for name in BLOCKS:
        if "down" in name:
            x, side = network.residual_down(x, name, side)
        else:
            x = network.residual(x, name)
    x = b.op("Flatten", [b.op("GlobalAveragePool", [x])])
    yield b.op("MatMul", [x, network.constant(network.tensors["fc"].value(), "fc")])


def build_embedding(listing: bytes, data: bytes, description: str) -> onnx.ModelProto:
    """The ONNX model from the package's list of weights and its weights file.
    Input `image` [1, 150, 150, 3] 0..1, output `embedding` [1, 128]."""
    builder = Builder("face-embedding")
    image = builder.add_input(
        "image", (1, INPUT_SIZE, INPUT_SIZE, 3), ("batch", "height", "width", "channel")
    )
    network = Network(builder, read_weights(listing, data))
    for output in _layers(network, image):
        builder.add_output(output, "embedding", (1, EMBEDDING), ("batch", "feature"))
    return builder.model(description)
