"""The network of the motion sampler: dilated convolutions over pairs of frames that close loops by construction."""

from __future__ import annotations

import math

import torch
from torch import nn

FRAMES_PER_TOKEN = 2
DILATIONS = (1, 2, 4, 8, 1, 2)
KERNEL = 5
EXPANSION = 3
TRAIN_STEPS = 1000
# Tokens on each side of the sketch's triangle.
SKETCH_REACH = 2


class LoopConvolution(nn.Module):
    """Depthwise convolution; in a loop the end is followed by the beginning, otherwise the ends are held."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.reach = dilation * (KERNEL // 2)
        self.conv = nn.Conv1d(width, width, KERNEL, dilation=dilation, groups=width)

    def forward(self, x: torch.Tensor, loop: torch.Tensor) -> torch.Tensor:
        return self.conv(around(x, loop, self.reach))


class Block(nn.Module):
    """Mixes over time, then over channels; the noise level scales and shifts what was mixed."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.mix = LoopConvolution(width, dilation)
        self.norm = nn.GroupNorm(1, width)
        self.modulate = nn.Linear(width, 2 * width)
        self.expand = nn.Conv1d(width, EXPANSION * width, 1)
        self.shrink = nn.Conv1d(EXPANSION * width, width, 1)
        nn.init.zeros_(self.shrink.weight)
        nn.init.zeros_(self.shrink.bias)

    def forward(self, x: torch.Tensor, time: torch.Tensor, loop: torch.Tensor) -> torch.Tensor:
        scale, shift = self.modulate(time)[:, :, None].chunk(2, dim=1)
        hidden = self.norm(self.mix(x, loop)) * (1 + scale) + shift
        return x + self.shrink(nn.functional.gelu(self.expand(hidden), approximate="tanh"))


class Sketch(nn.Module):
    """The sketched places of channels as smooth curves in the network's units, frame by frame.

    Conditions hold a place per channel in steps of a quarter of a second; a triangle of that width makes a curve.
    Places of channels that jump come token by token and stay as they are.
    """

    def __init__(self, gains: torch.Tensor, jumps: torch.Tensor) -> None:
        """`gains`: channels x conditions, what one unit of a condition is on a channel, 0 where it says nothing;
        `jumps`: 1 for channels that jump."""
        super().__init__()
        self.register_buffer("gains", gains[:, :, None])
        self.register_buffer("jumps", jumps)
        triangle = torch.tensor([1.0, 2, 3, 2, 1]) / 9
        point = torch.tensor([0.0, 0, 1, 0, 0])
        self.register_buffer("kernel", torch.where(jumps[:, None, None] > 0, point, triangle), persistent=False)

    def forward(self, condition: torch.Tensor, loop: torch.Tensor) -> torch.Tensor:
        places = nn.functional.conv1d(condition, self.gains)
        channels = places.shape[1]
        curve = nn.functional.conv1d(around(places, loop, SKETCH_REACH), self.kernel, groups=channels)
        # Frames lie a quarter of a token before and after its middle.
        wide = around(curve, loop, 1)
        early = 0.75 * curve + 0.25 * wide[:, :, :-2]
        late = 0.75 * curve + 0.25 * wide[:, :, 2:]
        return torch.stack([early, late], dim=3).reshape(curve.shape[0], channels, -1)


def around(x: torch.Tensor, loop: torch.Tensor, reach: int) -> torch.Tensor:
    """Goes on past both ends: in a loop with the other end, otherwise with the last value held."""
    before = loop * x[:, :, -reach:] + (1 - loop) * x[:, :, :1]
    after = loop * x[:, :, :reach] + (1 - loop) * x[:, :, -1:]
    return torch.cat([before, x, after], dim=2)


def signal_shares() -> torch.Tensor:
    """Cosine schedule (Nichol & Dhariwal 2021), capped at beta .999, as in src/inference/diffusion."""
    at = lambda share: math.cos((share + 0.008) / 1.008 * math.pi / 2) ** 2
    betas = [min(1 - at((t + 1) / TRAIN_STEPS) / at(t / TRAIN_STEPS), 0.999) for t in range(TRAIN_STEPS)]
    return torch.cumprod(1 - torch.tensor(betas, dtype=torch.float64), dim=0).float()


class MotionNetwork(nn.Module):
    """Predicts the clean motion from a noisy one, the conditions, the noise level and the loop flag.

    The blocks see and correct what is left when the sketch is taken away, preconditioned for unit variance at every
    noise level (Karras et al. 2022, eq. 7; with a^2 + b^2 = 1 this is velocity prediction, Salimans & Ho 2022).

    Shapes: motion and result batch x channels x frames, condition batch x conditions x frames / 2, timestep and
    loop batch. An even number of frames, at least 32 (the widest reach of a loop convolution).
    """

    def __init__(self, gains: torch.Tensor, jumps: torch.Tensor, moves: torch.Tensor, width: int = 192) -> None:
        """`gains`, `jumps`: see Sketch; `moves`: 1 for channels that it has to do with, 0 for those that always rest."""
        super().__init__()
        self.channels, conditions = gains.shape
        self.register_buffer("moves", moves[:, None])
        self.sketch = Sketch(gains, jumps)
        self.enter = nn.Conv1d(self.channels * FRAMES_PER_TOKEN, width, 1)
        self.ask = nn.Conv1d(conditions, width, 1)
        self.time = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.blocks = nn.ModuleList(Block(width, dilation) for dilation in DILATIONS)
        self.leave = nn.Conv1d(width, self.channels * FRAMES_PER_TOKEN, 1)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)
        frequencies = torch.exp(-math.log(10000) * torch.arange(width // 2) / (width // 2))
        self.register_buffer("frequencies", frequencies, persistent=False)
        self.register_buffer("shares", signal_shares(), persistent=False)

    def forward(
        self, motion: torch.Tensor, condition: torch.Tensor, timestep: torch.Tensor, loop: torch.Tensor
    ) -> torch.Tensor:
        takes, tokens = motion.shape[0], condition.shape[2]
        wrap = loop[:, None, None]
        share = self.shares[timestep.round().long()][:, None, None]
        signal, noise = share.sqrt(), (1 - share).sqrt()
        sketch = self.sketch(condition, wrap)
        rest = (motion - signal * sketch) * self.moves
        angles = timestep[:, None] * self.frequencies[None]
        time = self.time(torch.cat([angles.sin(), angles.cos()], dim=1))
        pairs = rest.reshape(takes, self.channels, tokens, FRAMES_PER_TOKEN).permute(0, 1, 3, 2)
        hidden = self.enter(pairs.reshape(takes, self.channels * FRAMES_PER_TOKEN, tokens)) + self.ask(condition)
        for block in self.blocks:
            hidden = block(hidden, time, wrap)
        left = self.leave(hidden).reshape(takes, self.channels, FRAMES_PER_TOKEN, tokens)
        correction = left.permute(0, 1, 3, 2).reshape(takes, self.channels, tokens * FRAMES_PER_TOKEN)
        return sketch + signal * rest + noise * correction * self.moves
