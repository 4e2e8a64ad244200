"""Takes exported by `npm run motion:dataset`, in batches of one length."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from motion_network import FRAMES_PER_TOKEN


class MotionDataset:
    """All takes in memory as float32; conditions are expanded from segments when a batch is drawn."""

    def __init__(self, folder: str) -> None:
        path = Path(folder)
        self.facts = json.loads((path / "dataset.json").read_text(encoding="utf8"))
        self.channels = [channel["name"] for channel in self.facts["channels"]]
        self.conditions: list[str] = self.facts["conditions"]
        with open(path / "takes.jsonl", encoding="utf8") as file:
            self.takes = [json.loads(line) for line in file]
        self.values = np.memmap(path / "motion.f32", dtype=np.float32, mode="r")
        self.offsets = np.cumsum([0] + [take["frames"] * len(self.channels) for take in self.takes])
        self.by_length: dict[int, list[int]] = defaultdict(list)
        for index, take in enumerate(self.takes):
            self.by_length[take["frames"]].append(index)

    def motion(self, index: int) -> np.ndarray:
        """One take, channels x frames, in the channels' own units."""
        frames = self.takes[index]["frames"]
        return self.values[self.offsets[index] : self.offsets[index + 1]].reshape(len(self.channels), frames)

    def condition(self, index: int) -> np.ndarray:
        """What was asked, conditions x frames."""
        take = self.takes[index]
        rows = np.zeros((len(self.conditions), take["frames"]), dtype=np.float32)
        for row, start, end, value in take["segments"]:
            rows[int(row), int(start) : int(end)] += value
        return rows

    def scales(self) -> np.ndarray:
        """Root mean square of each channel where it moves: the unit in which the network sees it."""
        square = np.zeros(len(self.channels))
        count = np.zeros(len(self.channels))
        for index in range(len(self.takes)):
            track = self.motion(index)
            moving = np.abs(track).max(axis=1) > 0
            square[moving] += (track[moving] ** 2).mean(axis=1)
            count[moving] += 1
        return np.sqrt(square / np.maximum(1, count)).clip(1e-4).astype(np.float32)

    def batch(self, rng: np.random.Generator, size: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Motion, conditions and loop flags of takes of one length; loops are rolled to a random start."""
        lengths = list(self.by_length)
        weights = np.array([len(self.by_length[length]) for length in lengths], dtype=float)
        length = lengths[rng.choice(len(lengths), p=weights / weights.sum())]
        chosen = rng.choice(self.by_length[length], size=size)
        motion, conditions, loops = [], [], []
        for index in chosen:
            loop = self.takes[index]["loop"]
            shift = int(rng.integers(length)) if loop else 0
            motion.append(np.roll(self.motion(index), shift, axis=1))
            asked = np.roll(self.with_clock(self.condition(index), length), shift, axis=1)
            conditions.append(asked.reshape(len(asked), -1, FRAMES_PER_TOKEN).mean(axis=2))
            loops.append(float(loop))
        return (
            torch.from_numpy(np.stack(motion)),
            torch.from_numpy(np.stack(conditions)),
            torch.tensor(loops, dtype=torch.float32),
        )

    @staticmethod
    def with_clock(condition: np.ndarray, length: int) -> np.ndarray:
        """Adds where the photo is: 1 at frame 0, and the phase in the take, so that a rolled loop knows it."""
        phase = 2 * np.pi * np.arange(length) / length
        photo = np.zeros(length)
        photo[0] = 1
        return np.concatenate([condition, np.stack([photo, np.sin(phase), np.cos(phase)])]).astype(np.float32)
