"""Translates a whole TFLite graph into ONNX, operator by operator."""

from __future__ import annotations

import numpy as np

from attention_operators import ATTENTION_CONVERTERS
from onnx_builder import NCHW_TO_NHWC, NHWC_TO_NCHW, Builder
from operators import CONVERTERS
from tflite_reader import Graph

_CONSTANT_OPERATORS = ("DEQUANTIZE", "DENSIFY")


class Translator:
    """Holds, for each TFLite tensor, its ONNX name in NHWC ("plain") and in NCHW order as they are needed."""

    def __init__(self, graph: Graph, builder: Builder) -> None:
        self.graph = graph
        self.builder = builder
        self._constants: dict[int, np.ndarray] = {
            t.index: t.data for t in graph.tensors if t.data is not None
        }
        self._names: dict[tuple[int, bool], str] = {}

    def shape(self, index: int) -> tuple[int, ...]:
        """The shape of a tensor in TFLite's order."""
        return self.graph.tensors[index].shape

    def constant(self, index: int) -> np.ndarray:
        """The value of a constant tensor, float16 where the file stores float16."""
        return self._constants[index]

    def set(self, index: int, name: str, is_nchw: bool) -> None:
        self._names[index, is_nchw] = name

    def set_nchw(self, index: int, name: str) -> None:
        self.set(index, name, True)

    def any_layout(self, index: int) -> tuple[str, bool]:
        """The name of a tensor in the order that exists, and whether that is NCHW."""
        is_nchw = (index, True) in self._names
        return self._names[index, is_nchw], is_nchw

    def nchw(self, index: int) -> str:
        return self._in_layout(index, True)

    def plain(self, index: int) -> str:
        return self._in_layout(index, False)

    def _in_layout(self, index: int, want_nchw: bool) -> str:
        if (index, want_nchw) in self._names:
            return self._names[index, want_nchw]
        permutation = NHWC_TO_NCHW if want_nchw else NCHW_TO_NHWC
        if index in self._constants:
            value = self._constants[index]
            if want_nchw:
                value = value.reshape((1,) * (4 - value.ndim) + value.shape).transpose(permutation)
            name = self.builder.weight(value, "weight")
        else:
            name = self.builder.op(
                "Transpose", [self._names[index, not want_nchw]], perm=list(permutation)
            )
        self._names[index, want_nchw] = name
        return name

    def run(self) -> None:
        """Translate every operator in order. The graph's inputs must have been set."""
        for op in self.graph.operators:
            if op.kind in _CONSTANT_OPERATORS and op.inputs[0] in self._constants:
                self._constants[op.outputs[0]] = self._constants[op.inputs[0]]
                continue
            convert = CONVERTERS.get(op.kind) or ATTENTION_CONVERTERS.get(op.kind)
            if convert is None:
                raise NotImplementedError(f"TFLite operator {op.kind}")
            convert(self, op)
