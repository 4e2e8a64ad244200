"""Runs an original TFLite file, with its custom operators, in MediaPipe's own runtime on the CPU."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("GLOG_minloglevel", "2")

import mediapipe as mp  # noqa: E402
import numpy as np  # noqa: E402


def _graph(path: Path, width: int, height: int, low: float, high: float, outputs: int) -> str:
    names = range(outputs)
    streams = "".join(f'output_stream: "f{i}" ' for i in names)
    split = "".join(f'output_stream: "o{i}" ' for i in names)
    ranges = "".join(f"ranges: {{ begin: {i} end: {i + 1} }} " for i in names)
    floats = "".join(
        f'node {{ calculator: "TensorsToFloatsCalculator" input_stream: "TENSORS:o{i}" '
        f'output_stream: "FLOATS:f{i}" }}\n'
        for i in names
    )
    return f"""
input_stream: "image" {streams}
node {{
  calculator: "ImageToTensorCalculator" input_stream: "IMAGE:image" output_stream: "TENSORS:input"
  options {{ [mediapipe.ImageToTensorCalculatorOptions.ext] {{
    output_tensor_width: {width} output_tensor_height: {height} keep_aspect_ratio: false
    output_tensor_float_range {{ min: {low} max: {high} }} }} }}
}}
node {{
  calculator: "TfLiteCustomOpResolverCalculator" output_side_packet: "OP_RESOLVER:resolver"
  options {{ [mediapipe.TfLiteCustomOpResolverCalculatorOptions.ext] {{ use_gpu: false }} }}
}}
node {{
  calculator: "InferenceCalculator" input_side_packet: "OP_RESOLVER:resolver"
  input_stream: "TENSORS:input" output_stream: "TENSORS:outputs"
  options {{ [mediapipe.InferenceCalculatorOptions.ext] {{
    model_path: "{path}" delegate {{ xnnpack {{ num_threads: 1 }} }} }} }}
}}
node {{
  calculator: "SplitTensorVectorCalculator" input_stream: "outputs" {split}
  options {{ [mediapipe.SplitVectorCalculatorOptions.ext] {{ {ranges} }} }}
}}
{floats}"""


def run_original(
    path: Path, picture: np.ndarray, low: float, high: float, outputs: int
) -> list[np.ndarray]:
    """All outputs, flat and in the file's order, for a uint8 picture [height, width, 3] of the model's
    input size; 0 and 255 become `low` and `high`."""
    height, width, _ = picture.shape
    graph = mp.CalculatorGraph(graph_config=_graph(path.resolve(), width, height, low, high, outputs))
    results: dict[str, np.ndarray] = {}

    def keep(name: str, packet: object) -> None:
        results[name] = np.array(mp.packet_getter.get_float_list(packet), np.float32)

    for i in range(outputs):
        graph.observe_output_stream(f"f{i}", keep)
    graph.start_run()
    frame = mp.packet_creator.create_image_frame(
        np.ascontiguousarray(picture), image_format=mp.ImageFormat.SRGB
    )
    graph.add_packet_to_input_stream("image", frame.at(0))
    graph.close_all_packet_sources()
    graph.wait_until_done()
    return [results[f"f{i}"] for i in range(outputs)]
