"""Reads a TFLite file into plain Python objects: tensors, constants and operators."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import tflite
from flatbuffers import flexbuffers

_OPERATOR_NAMES = {v: k for k, v in vars(tflite.BuiltinOperator).items() if isinstance(v, int)}
_NUMPY_TYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
    tflite.TensorType.INT64: np.int64,
    tflite.TensorType.UINT8: np.uint8,
    tflite.TensorType.INT8: np.int8,
}
_DENSE, _SPARSE_CSR = 0, 1


@dataclass
class Tensor:
    """A tensor of the graph. `data` is set for constants (dense, in the file's own type)."""

    index: int
    name: str
    shape: tuple[int, ...]
    dtype: type
    data: np.ndarray | None


@dataclass
class Operator:
    """One step of the graph. `options` is the generated options table, or a dict for custom operators."""

    kind: str
    inputs: list[int]
    outputs: list[int]
    options: Any
    custom: dict[str, Any] = field(default_factory=dict)


@dataclass
class Graph:
    """The first subgraph of a TFLite file."""

    tensors: list[Tensor]
    operators: list[Operator]
    inputs: list[int]
    outputs: list[int]


def _index_vector(kind: int, table: Any) -> np.ndarray:
    vector = {
        tflite.SparseIndexVector.Int32Vector: tflite.Int32Vector,
        tflite.SparseIndexVector.Uint16Vector: tflite.Uint16Vector,
        tflite.SparseIndexVector.Uint8Vector: tflite.Uint8Vector,
    }[kind]()
    vector.Init(table.Bytes, table.Pos)
    return vector.ValuesAsNumpy().astype(np.int64)


def _densify(values: np.ndarray, sparsity: Any, shape: tuple[int, ...]) -> np.ndarray:
    """Expand TFLite's sparse storage: a tree of dense or compressed levels, blocks as inner levels.

    The block levels follow the plain ones in the traversal order; level `rank + b` splits the dimension
    `block_map[b]`.
    """
    rank = len(shape)
    order = sparsity.TraversalOrderAsNumpy()
    block_map = sparsity.BlockMapAsNumpy() if sparsity.BlockMapLength() else np.zeros(0, np.int32)
    levels = [sparsity.DimMetadata(i) for i in range(sparsity.DimMetadataLength())]
    block_size = [levels[list(order).index(rank + b)].DenseSize() for b in range(len(block_map))]
    dense = np.zeros(shape, values.dtype)
    taken = 0
    position = [0] * len(order)

    def descend(level: int, parent: int) -> None:
        nonlocal taken
        if level == len(order):
            target = [position[d] for d in range(rank)]
            for b, dimension in enumerate(block_map):
                target[dimension] = target[dimension] * block_size[b] + position[rank + b]
            dense[tuple(target)] = values[taken]
            taken += 1
            return
        metadata = levels[level]
        if metadata.Format() == _DENSE:
            for i in range(metadata.DenseSize()):
                position[order[level]] = i
                descend(level + 1, parent * metadata.DenseSize() + i)
            return
        segments = _index_vector(metadata.ArraySegmentsType(), metadata.ArraySegments())
        indices = _index_vector(metadata.ArrayIndicesType(), metadata.ArrayIndices())
        for i in range(segments[parent], segments[parent + 1]):
            position[order[level]] = int(indices[i])
            descend(level + 1, i)

    descend(0, 0)
    if taken != values.size:
        raise ValueError(f"sparse tensor: read {taken} of {values.size} values")
    return dense


def _read_tensor(model: Any, graph: Any, index: int) -> Tensor:
    raw = graph.Tensors(index)
    shape = tuple(int(n) for n in raw.ShapeAsNumpy()) if raw.ShapeLength() else ()
    dtype = _NUMPY_TYPES[raw.Type()]
    buffer = model.Buffers(raw.Buffer())
    data = None
    if buffer.DataLength():
        values = np.frombuffer(buffer.DataAsNumpy().tobytes(), dtype)
        sparsity = raw.Sparsity()
        data = _densify(values, sparsity, shape) if sparsity else values.reshape(shape)
    return Tensor(index, raw.Name().decode(), shape, dtype, data)


def _read_operator(model: Any, graph: Any, index: int) -> Operator:
    raw = graph.Operators(index)
    code = model.OperatorCodes(raw.OpcodeIndex())
    builtin = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
    inputs = [int(i) for i in raw.InputsAsNumpy()]
    outputs = [int(i) for i in raw.OutputsAsNumpy()]
    if builtin == tflite.BuiltinOperator.CUSTOM:
        blob = raw.CustomOptionsAsNumpy().tobytes() if raw.CustomOptionsLength() else b""
        kind = code.CustomCode().decode()
        if kind == "Convolution2DTransposeBias":  # a C struct, not a flexbuffer
            return Operator(kind, inputs, outputs, blob)
        return Operator(kind, inputs, outputs, None, flexbuffers.Loads(blob) if blob else {})
    kind = _OPERATOR_NAMES[builtin]
    options = None
    table = raw.BuiltinOptions()
    if table is not None:
        names = {v: k for k, v in vars(tflite.BuiltinOptions).items() if isinstance(v, int)}
        options = getattr(tflite, names[raw.BuiltinOptionsType()])()
        options.Init(table.Bytes, table.Pos)
    return Operator(kind, inputs, outputs, options)


def read_graph(data: bytes) -> Graph:
    """Parse the bytes of a TFLite file with one subgraph."""
    model = tflite.Model.GetRootAsModel(data, 0)
    graph = model.Subgraphs(0)
    return Graph(
        [_read_tensor(model, graph, i) for i in range(graph.TensorsLength())],
        [_read_operator(model, graph, i) for i in range(graph.OperatorsLength())],
        [int(i) for i in graph.InputsAsNumpy()],
        [int(i) for i in graph.OutputsAsNumpy()],
    )
