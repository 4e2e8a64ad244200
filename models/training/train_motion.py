"""Trains the motion sampler on takes of the project's own simulator. A CPU is enough.

    npm run motion:dataset -- --takes 20000 --out models/training/data
    python models/training/train_motion.py --data models/training/data --out models/training/run

Predicts the clean motion (x0) on a cosine schedule of 1000 steps, with losses on value, velocity and
acceleration, 10 % of conditions dropped for guidance, and an exponential moving average of the weights. All
randomness comes from --seed.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import time
from pathlib import Path

import numpy as np
import torch

from motion_data import MotionDataset
from motion_network import TRAIN_STEPS, MotionNetwork, signal_shares

CONDITION_DROPOUT = 0.1
VELOCITY_WEIGHT = 2.0
ACCELERATION_WEIGHT = 1.0
EMA_DECAY = 0.999
WARMUP_STEPS = 200
LID_WEIGHT = 5.0
# Channels count by their size in the average take to this power.
SIZE_EXPONENT = -0.5
# Errors count in relation to the noise there was (its variance, at least this): details form where there is little.
LEAST_NOISE = 0.05


def motion_loss(
    predicted: torch.Tensor, clean: torch.Tensor, weights: torch.Tensor, levels: torch.Tensor, loop: torch.Tensor
) -> torch.Tensor:
    """Squared error of value, velocity and acceleration; across the seam only in loops.

    No weight depends on the take itself: one that favours small movements makes the network expect them, and what it
    then samples moves too little.
    """
    error = predicted - clean
    velocity = error - error.roll(1, dims=2)
    acceleration = velocity - velocity.roll(1, dims=2)
    inside = torch.ones_like(error)
    inside[:, :, :2] = loop[:, None, None]
    total = error**2 + inside * (VELOCITY_WEIGHT * velocity**2 + ACCELERATION_WEIGHT * acceleration**2)
    return (weights[None, :, None] * levels[:, None, None] * total).mean()


def train(arguments: argparse.Namespace) -> None:
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    rng = np.random.default_rng(arguments.seed)
    data = MotionDataset(arguments.data)
    units, sizes = (torch.from_numpy(each) for each in data.scales())
    moves = (sizes > 0).float()
    scales = units[None, :, None]
    network = MotionNetwork(data.places() / scales[0], data.jumps(), moves, arguments.width)
    if arguments.resume:
        missing = network.load_state_dict(trained(arguments.resume), strict=False).missing_keys
        if any(not name.startswith("sketch.") and name != "moves" for name in missing):
            raise SystemExit(f"{arguments.resume} holds another network")
    average = copy.deepcopy(network).requires_grad_(False)
    weights = torch.tensor([LID_WEIGHT if "blink" in name else 1.0 for name in data.channels])
    weights *= moves * sizes.clamp(min=1) ** SIZE_EXPONENT
    shares = signal_shares()
    optimiser = torch.optim.AdamW(network.parameters(), lr=arguments.rate, weight_decay=0.01)
    out = Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    log = open(out / "log.jsonl", "w", encoding="utf8")
    parameters = sum(parameter.numel() for parameter in network.parameters())
    print(f"{parameters} parameters, {len(data.takes)} takes")
    started, running = time.time(), 0.0
    for step in range(1, arguments.steps + 1):
        motion, condition, loop = data.batch(rng, arguments.batch)
        clean = motion / scales
        takes = len(clean)
        timestep = torch.from_numpy(rng.integers(TRAIN_STEPS, size=takes))
        share = shares[timestep][:, None, None]
        noise = torch.from_numpy(rng.standard_normal(clean.shape, dtype=np.float32))
        noisy = share.sqrt() * clean + (1 - share).sqrt() * noise
        kept = torch.from_numpy((rng.random(takes) > CONDITION_DROPOUT).astype(np.float32))[:, None, None]
        asked = torch.cat([condition[:, :-3] * kept, condition[:, -3:]], dim=1)
        for group in optimiser.param_groups:
            group["lr"] = arguments.rate * schedule(step, arguments.steps)
        levels = 1 / (1 - share).clamp(LEAST_NOISE).flatten()
        loss = motion_loss(network(noisy, asked, timestep.float(), loop), clean, weights, levels, loop)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        decay = min(EMA_DECAY, (1 + step) / (10 + step))
        with torch.no_grad():
            for mean, current in zip(average.parameters(), network.parameters()):
                mean.lerp_(current, 1 - decay)
        running += loss.item()
        if step % arguments.log == 0:
            line = {"step": step, "loss": running / arguments.log, "seconds": round(time.time() - started, 1)}
            print(json.dumps(line), file=log, flush=True)
            print(line, flush=True)
            running = 0.0
        if step % arguments.save == 0 or step == arguments.steps:
            save(out / "motion.pt", average, data, scales, arguments)


def trained(path: str) -> dict[str, torch.Tensor]:
    """What an earlier run learned; units and sketches are those of the present data."""
    weights = torch.load(path, weights_only=False)["network"]
    return {name: value for name, value in weights.items() if not name.startswith("sketch.") and name != "moves"}


def schedule(step: int, steps: int) -> float:
    """Linear warm-up, then half a cosine down to a tenth."""
    if step < WARMUP_STEPS:
        return step / WARMUP_STEPS
    share = (step - WARMUP_STEPS) / max(1, steps - WARMUP_STEPS)
    return 0.1 + 0.45 * (1 + math.cos(math.pi * share))


def save(path: Path, network: MotionNetwork, data: MotionDataset, scales: torch.Tensor, arguments: argparse.Namespace) -> None:
    facts = {**data.facts, "scales": scales.flatten().tolist(), "width": arguments.width, "training": vars(arguments)}
    torch.save({"network": network.state_dict(), "facts": facts}, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--batch", type=int, default=36, help="takes of 72 frames, or as many frames")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", help="weights to go on from (motion.pt of an earlier run)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--log", type=int, default=50)
    parser.add_argument("--save", type=int, default=500)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
