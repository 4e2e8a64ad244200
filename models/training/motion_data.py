"""Takes exported by `npm run motion:dataset`, in batches of one length."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from motion_network import FRAMES_PER_TOKEN, Sketch


# Smaller tracks are rounding residue, in the channels' own units.
SMALLEST_MOVEMENT = 1e-5
SMALLEST_SCALE = 1e-3
NATURAL_FRAMES = 72
# Takes that scales are measured on.
SCALE_TAKES = 4000
# Rows after the named conditions: where the photo is, and the phase in the take.
CLOCK_ROWS = 3
# As in src/motion/sampling/conditions.ts.
FINELY_SKETCHED = ("gaze.", "hair.", "camera.")


def tokens(rows: np.ndarray) -> np.ndarray:
    """Rows of frames as rows of tokens."""
    return rows.reshape(len(rows), -1, FRAMES_PER_TOKEN).mean(axis=2)


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

    def places(self) -> torch.Tensor:
        """What one unit of a condition is on a channel, in the channel's own unit: channels x conditions with clock."""
        gains = torch.zeros(len(self.channels), len(self.conditions) + CLOCK_ROWS)
        for row, channel in enumerate(self.facts["channels"]):
            name = f"to:{channel['name']}"
            if name in self.conditions:
                reach = max(-channel["min"], channel["max"])
                gains[row, self.conditions.index(name)] = reach / self.facts["sketchGain"]
        return gains

    def jumps(self) -> torch.Tensor:
        """1 for channels that are sketched token by token: what jumps, flutters or trembles."""
        return torch.tensor([float(name.startswith(FINELY_SKETCHED)) for name in self.channels])

    def scales(self) -> tuple[np.ndarray, np.ndarray]:
        """The unit of each channel, the root mean square of what a typical take adds to its sketch; and how much more
        the average take adds (its mean square over that of the typical one, 0 for channels that never move).

        A typical one (geometric mean over takes that move the channel), because most takes hold small movements and
        few hold large ones: in units of the large ones the small ones would be lost in noise until the last steps.
        """
        sketch = Sketch(self.places(), self.jumps())
        logarithms = np.zeros(len(self.channels))
        squares = np.zeros(len(self.channels))
        count = np.zeros(len(self.channels))
        for index in range(0, len(self.takes), max(1, len(self.takes) // SCALE_TAKES)):
            motion = self.motion(index)
            asked = tokens(self.with_clock(self.condition(index), motion.shape[1]))
            loop = torch.tensor([float(self.takes[index]["loop"])])[:, None, None]
            curve = sketch(torch.from_numpy(asked)[None], loop)[0].numpy()
            size = np.sqrt(((motion - curve) ** 2).mean(axis=1))
            moving = size > SMALLEST_MOVEMENT
            logarithms[moving] += np.log(size[moving])
            squares[moving] += size[moving] ** 2
            count[moving] += 1
        scales = np.where(count > 0, np.exp(logarithms / np.maximum(1, count)).clip(SMALLEST_SCALE), 1)
        sizes = squares / np.maximum(1, count) / scales**2
        return scales.astype(np.float32), sizes.astype(np.float32)

    def batch(self, rng: np.random.Generator, size: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Motion, conditions and loop flags of takes of one length; loops are rolled to a random start.

        `size` takes of 72 frames, or as many of another length as come to about as many frames.
        """
        lengths = list(self.by_length)
        weights = np.array([len(self.by_length[length]) for length in lengths], dtype=float)
        length = lengths[rng.choice(len(lengths), p=weights / weights.sum())]
        chosen = rng.choice(self.by_length[length], size=max(4, round(size * NATURAL_FRAMES / length)))
        motion, conditions, loops = [], [], []
        for index in chosen:
            loop = self.takes[index]["loop"]
            shift = int(rng.integers(length)) if loop else 0
            motion.append(np.roll(self.motion(index), shift, axis=1))
            asked = np.roll(self.with_clock(self.condition(index), length), shift, axis=1)
            conditions.append(tokens(asked))
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
