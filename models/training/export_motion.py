"""Exports trained weights as ONNX with a free number of takes and frames, and checks the result.

    python models/training/export_motion.py --data models/training/data --run models/training/run
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch

from motion_network import DILATIONS, FRAMES_PER_TOKEN, KERNEL, TRAIN_STEPS, MotionNetwork

LARGEST_ERROR = 1e-3
RECORDED = ("steps", "batch", "rate", "seed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", default="models/embedded/motion-sampler.onnx")
    parser.add_argument("--manifest", default="models/manifest.json")
    arguments = parser.parse_args()
    stored = torch.load(Path(arguments.run) / "motion.pt", weights_only=False)
    facts = stored["facts"]
    channels, conditions = len(facts["channels"]), len(facts["conditions"]) + 3
    weights = stored["network"]
    network = MotionNetwork(
        weights["sketch.gains"][:, :, 0], weights["sketch.jumps"], weights["moves"][:, 0], facts["width"]
    ).eval()
    network.load_state_dict(weights)
    example = inputs(channels, conditions, takes=2, frames=72)
    torch.onnx.export(
        network,
        example,
        arguments.out,
        input_names=["motion", "condition", "timestep", "loop"],
        output_names=["clean"],
        dynamic_axes={
            "motion": {0: "takes", 2: "frames"},
            "condition": {0: "takes", 2: "tokens"},
            "timestep": {0: "takes"},
            "loop": {0: "takes"},
            "clean": {0: "takes", 2: "frames"},
        },
        opset_version=17,
        dynamo=False,
    )
    name_channels(arguments.out, channels)
    write_facts(Path(arguments.out), facts)
    check(network, arguments.out, channels, conditions)
    data = hashlib.sha256((Path(arguments.data) / "motion.f32").read_bytes()).hexdigest()
    write_manifest(Path(arguments.manifest), Path(arguments.out), channels, conditions, data)


def name_channels(path: str, channels: int) -> None:
    """The exporter loses the number of channels at the last reshape; the contract states it."""
    model = onnx.load(path)
    model.graph.output[0].type.tensor_type.shape.dim[1].dim_value = channels
    onnx.save(model, path)


def write_facts(weights: Path, facts: dict) -> None:
    """What the application must know of the network, beside the weights and bound to them by their hash."""
    described = {
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "fps": facts["fps"],
        "framesPerToken": FRAMES_PER_TOKEN,
        "leastFrames": FRAMES_PER_TOKEN * max(DILATIONS) * (KERNEL // 2),
        "trainSteps": TRAIN_STEPS,
        "channels": [channel["name"] for channel in facts["channels"]],
        "scales": facts["scales"],
        "conditions": facts["conditions"],
        "training": {name: facts["training"][name] for name in RECORDED},
    }
    weights.with_suffix(".json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf8")


def write_manifest(path: Path, weights: Path, channels: int, conditions: int, data: str) -> None:
    """Puts or replaces the network's entry in the manifest of embedded models."""
    manifest = json.loads(path.read_text(encoding="utf8"))
    content = weights.read_bytes()
    tensor = lambda name, shape, meaning: {"name": name, "type": "float32", "shape": shape, "meaning": meaning}
    entry = {
        "id": weights.stem,
        "file": f"embedded/{weights.name}",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "licence": "Apache-2.0",
        "source": {
            "package": "kineograph",
            "version": "1",
            "file": "takes of the project's own simulator (npm run motion:dataset)",
            "sha256": data,
        },
        "inputs": [
            tensor("motion", ["takes", channels, "frames"], "noisy motion, each channel over its scale"),
            tensor("condition", ["takes", conditions, "tokens"], "conditions and clock, one value for two frames"),
            tensor("timestep", ["takes"], "noise level, 0..999"),
            tensor("loop", ["takes"], "1 where the frame after the last is the first, else 0"),
        ],
        "outputs": [tensor("clean", ["takes", channels, "frames"], "clean motion, each channel over its scale")],
    }
    manifest["models"] = [model for model in manifest["models"] if model["id"] != entry["id"]] + [entry]
    path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf8")


def inputs(channels: int, conditions: int, takes: int, frames: int) -> tuple[torch.Tensor, ...]:
    generator = torch.Generator().manual_seed(frames)
    draw = lambda *shape: torch.randn(*shape, generator=generator)
    return draw(takes, channels, frames), draw(takes, conditions, frames // FRAMES_PER_TOKEN), torch.full((takes,), 400.0), torch.ones(takes)


def check(network: MotionNetwork, path: str, channels: int, conditions: int) -> None:
    """The exported graph must agree with the network at other sizes than it was exported with."""
    import onnxruntime

    session = onnxruntime.InferenceSession(path)
    for takes, frames in ((1, 48), (4, 72), (1, 240)):
        given = inputs(channels, conditions, takes, frames)
        with torch.no_grad():
            expected = network(*given).numpy()
        names = [each.name for each in session.get_inputs()]
        actual = session.run(None, {name: value.numpy() for name, value in zip(names, given)})[0]
        error = np.abs(actual - expected).max()
        if error > LARGEST_ERROR:
            raise SystemExit(f"{takes} takes of {frames} frames differ by {error}")
    print(f"{path}: {Path(path).stat().st_size / 1e6:.1f} MB, agrees with the network")


if __name__ == "__main__":
    main()
