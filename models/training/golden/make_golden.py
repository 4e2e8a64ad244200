"""Writes golden vectors for the diffusion samplers, computed by PyPI `diffusers` in double precision.

    pip install torch==2.13.0 diffusers==0.42.1 numpy
    python models/training/golden/make_golden.py src/inference/diffusion/golden.gen.json

The schedulers round to single precision inside; here their modules are loaded with every `float32` read as
`float64`, so that the reference is exact to about 1e-12. Model outputs and fresh noise are random numbers that
are stored with the result.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import types

import numpy as np
import torch
from diffusers import schedulers

LATENT = 6
TRAIN_STEPS = 1000


def double_precision(module_name: str) -> types.ModuleType:
    """The scheduler's module with double instead of single precision throughout."""
    spec = importlib.util.find_spec(f"{schedulers.__name__}.{module_name}")
    source = open(spec.origin, encoding="utf8").read()
    source = re.sub(r"\b(torch|np)\.float32\b", r"\1.float64", source)
    module = types.ModuleType(spec.name + "_double")
    module.__package__ = schedulers.__name__
    module.__file__ = spec.origin
    sys.modules[module.__name__] = module
    exec(compile(source, spec.origin, "exec"), module.__dict__)
    return module


class FreshNoise:
    """Stands in for the library's random numbers and remembers what it gave."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.given: list[list[float]] = []

    def __call__(self, shape, **_: object) -> torch.Tensor:
        values = np.round(self.rng.standard_normal(shape), 4)
        self.given.append(values.reshape(-1).tolist())
        return torch.from_numpy(values)


CURVES = {"linear": "linear", "scaled-linear": "scaled_linear", "cosine": "squaredcos_cap_v2"}
PREDICTIONS = {"epsilon": "epsilon", "sample": "sample", "velocity": "v_prediction"}


def run_case(case: dict, rng: np.random.Generator) -> dict:
    module_name, class_name, extra = SAMPLERS[case["sampler"]]
    module = double_precision(module_name)
    noise = FreshNoise(rng)
    module.randn_tensor = noise
    config = dict(
        num_train_timesteps=TRAIN_STEPS,
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule=CURVES[case["curve"]],
        prediction_type=PREDICTIONS[case["prediction"]],
        timestep_spacing=case["spacing"],
        **extra,
    )
    if case["sigmas"] != "training":
        config[f"use_{case['sigmas']}_sigmas"] = True
    if case["sampler"] == "lcm":
        config.pop("timestep_spacing")
    scheduler = getattr(module, class_name)(**config)
    scheduler.set_timesteps(case["steps"])
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(0)
    start = float(scheduler.init_noise_sigma)
    sample = torch.from_numpy(np.round(rng.standard_normal((1, LATENT, 1, 1)), 4)) * start
    result = {**case, "startDeviation": start, "timesteps": [float(t) for t in scheduler.timesteps]}
    result["start"] = sample.reshape(-1).tolist()
    steps = []
    for timestep in scheduler.timesteps:
        scaled = scheduler.scale_model_input(sample, timestep)
        output = torch.from_numpy(np.round(rng.standard_normal((1, LATENT, 1, 1)), 4))
        before = len(noise.given)
        options = {"eta": case["eta"]} if "eta" in case else {}
        sample = scheduler.step(output, timestep, sample, **options).prev_sample
        step = {"scaled": scaled.reshape(-1).tolist(), "output": output.reshape(-1).tolist()}
        if len(noise.given) > before:
            step["noise"] = noise.given[-1]
        step["sample"] = sample.reshape(-1).tolist()
        steps.append(step)
    result["run"] = steps
    return result


SAMPLERS = {
    "ddpm": ("scheduling_ddpm", "DDPMScheduler", {"clip_sample": False}),
    "ddim": ("scheduling_ddim", "DDIMScheduler", {"clip_sample": False}),
    "lcm": ("scheduling_lcm", "LCMScheduler", {"clip_sample": False}),
    "euler": ("scheduling_euler_discrete", "EulerDiscreteScheduler", {}),
    "euler-ancestral": ("scheduling_euler_ancestral_discrete", "EulerAncestralDiscreteScheduler", {}),
    "heun": ("scheduling_heun_discrete", "HeunDiscreteScheduler", {}),
    "dpmpp-2m": ("scheduling_dpmsolver_multistep", "DPMSolverMultistepScheduler", {}),
    "dpmpp-2m-sde": (
        "scheduling_dpmsolver_multistep",
        "DPMSolverMultistepScheduler",
        {"algorithm_type": "sde-dpmsolver++"},
    ),
    "unipc": ("scheduling_unipc_multistep", "UniPCMultistepScheduler", {}),
}
SIGMA_SAMPLERS = ("euler", "heun", "dpmpp-2m", "dpmpp-2m-sde", "unipc")


def cases() -> list[dict]:
    listed: list[dict] = []

    def add(sampler: str, curve="scaled-linear", prediction="epsilon", spacing="linspace", sigmas="training", steps=7, **more):
        case = dict(sampler=sampler, curve=curve, prediction=prediction, spacing=spacing, sigmas=sigmas, steps=steps)
        listed.append({**case, **more})

    for sampler in SAMPLERS:
        for curve in CURVES:
            add(sampler, curve=curve)
        for prediction in PREDICTIONS:
            if not (sampler == "euler-ancestral" and prediction == "sample"):
                add(sampler, prediction=prediction, curve="cosine")
        if sampler != "lcm":
            for spacing in ("leading", "trailing"):
                add(sampler, spacing=spacing)
        add(sampler, steps=20, curve="cosine", prediction="velocity")
    for sampler in SIGMA_SAMPLERS:
        for sigmas in ("karras", "exponential"):
            for curve in ("scaled-linear", "cosine"):
                add(sampler, sigmas=sigmas, curve=curve, steps=9)
    add("ddim", eta=0.6)
    add("ddim", eta=1.0, prediction="sample", curve="cosine", spacing="leading")
    return listed


def guidance(rng: np.random.Generator) -> list[dict]:
    rows = []
    for scale, rescale in ((1.0, 0.0), (1.5, 0.0), (7.5, 0.0), (4.0, 0.7), (7.5, 1.0)):
        unconditional = np.round(rng.standard_normal(LATENT), 4)
        conditional = np.round(rng.standard_normal(LATENT), 4)
        guided = torch.from_numpy(unconditional + scale * (conditional - unconditional))[None]
        if rescale > 0:
            matched = guided * (torch.from_numpy(conditional).std() / guided.std())
            guided = rescale * matched + (1 - rescale) * guided
        rows.append(
            dict(
                scale=scale,
                rescale=rescale,
                unconditional=unconditional.tolist(),
                conditional=conditional.tolist(),
                guided=guided.reshape(-1).tolist(),
            )
        )
    return rows


def main() -> None:
    rng = np.random.default_rng(20260)
    golden = {"cases": [run_case(case, rng) for case in cases()], "guidance": guidance(rng)}
    with open(sys.argv[1], "w", encoding="utf8") as file:
        json.dump(golden, file, separators=(",", ":"))
    print(f"{len(golden['cases'])} cases")


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    main()
