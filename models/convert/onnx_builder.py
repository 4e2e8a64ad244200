"""A small writer of ONNX graphs that keeps track of tensor layouts.

TFLite keeps pictures as NHWC, ONNX convolutions want NCHW. The builder stores each four-dimensional
activation in the layout its producer made and adds a Transpose only where a consumer needs the other one.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 9
NHWC_TO_NCHW = (0, 3, 1, 2)
NCHW_TO_NHWC = (0, 2, 3, 1)


class Builder:
    """Collects nodes, initialisers, inputs and outputs of one ONNX graph."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []
        self._count = 0
        self._constants: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def fresh(self, stem: str) -> str:
        """A tensor name that is not in use."""
        self._count += 1
        return f"{stem}_{self._count}"

    def op(self, kind: str, inputs: list[str], outputs: int = 1, stem: str | None = None, **attributes: object) -> str:
        """Append a node and return the name of its first output."""
        names = [self.fresh(stem or kind.lower()) for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=names[0], **attributes))
        return names[0]

    def constant(self, value: np.ndarray, stem: str = "constant") -> str:
        """An initialiser; equal constants are stored once."""
        value = np.array(value, order="C")
        key = (value.dtype.str, value.shape, value.tobytes())
        if key not in self._constants:
            name = self.fresh(stem)
            self.initializers.append(numpy_helper.from_array(value, name))
            self._constants[key] = name
        return self._constants[key]

    def weight(self, value: np.ndarray, stem: str) -> str:
        """A float32 tensor of weights. Weights that were published as float16 stay so in the file, behind
        a Cast that the runtime folds while it loads the model."""
        if value.dtype != np.float16:
            return self.constant(value.astype(np.float32), stem)
        return self.op("Cast", [self.constant(value, stem)], stem=stem, to=TensorProto.FLOAT)

    def add_input(self, name: str, shape: tuple[int, ...], denotations: tuple[str, ...]) -> str:
        self.inputs.append(_value_info(name, shape, denotations))
        return name

    def add_output(self, source: str, name: str, shape: tuple[int, ...], denotations: tuple[str, ...]) -> None:
        self.nodes.append(helper.make_node("Identity", [source], [name], name=name))
        self.outputs.append(_value_info(name, shape, denotations))

    def _prune(self) -> None:
        needed = {info.name for info in self.outputs}
        kept = []
        for node in reversed(self.nodes):
            if needed.intersection(node.output):
                kept.append(node)
                needed.update(node.input)
        self.nodes = kept[::-1]
        self.initializers = [i for i in self.initializers if i.name in needed]

    def model(self, description: str) -> onnx.ModelProto:
        """The finished, checked model, without the nodes and constants that no output needs."""
        self._prune()
        graph = helper.make_graph(
            self.nodes, self.name, self.inputs, self.outputs, self.initializers, doc_string=description
        )
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION,
            producer_name="kineograph-convert",
        )
        onnx.checker.check_model(model, full_check=True)
        return model


def _value_info(name: str, shape: tuple[int, ...], denotations: tuple[str, ...]) -> onnx.ValueInfoProto:
    info = helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
    for dimension, denotation in zip(info.type.tensor_type.shape.dim, denotations, strict=True):
        dimension.denotation = denotation
    return info
