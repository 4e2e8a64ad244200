"""The network of the motion sampler: dilated convolutions over pairs of frames that close loops by construction."""

from __future__ import annotations

import math

import torch
from torch import nn

FRAMES_PER_TOKEN = 2
DILATIONS = (1, 2, 4, 8, 1, 2)
KERNEL = 5
EXPANSION = 3


class LoopConvolution(nn.Module):
    """Depthwise convolution; in a loop the end is followed by the beginning, otherwise the ends are held."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.reach = dilation * (KERNEL // 2)
        self.conv = nn.Conv1d(width, width, KERNEL, dilation=dilation, groups=width)

    def forward(self, x: torch.Tensor, loop: torch.Tensor) -> torch.Tensor:
        before = loop * x[:, :, -self.reach :] + (1 - loop) * x[:, :, :1]
        after = loop * x[:, :, : self.reach] + (1 - loop) * x[:, :, -1:]
        return self.conv(torch.cat([before, x, after], dim=2))


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


class MotionNetwork(nn.Module):
    """Predicts the clean motion from a noisy one, the conditions, the noise level and the loop flag.

    Shapes: motion and result batch x channels x frames, condition batch x conditions x frames / 2, timestep and
    loop batch. An even number of frames, at least 32 (the widest reach of a loop convolution).
    """

    def __init__(self, channels: int, conditions: int, width: int = 192) -> None:
        super().__init__()
        self.channels = channels
        self.enter = nn.Conv1d(channels * FRAMES_PER_TOKEN, width, 1)
        self.ask = nn.Conv1d(conditions, width, 1)
        self.time = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.blocks = nn.ModuleList(Block(width, dilation) for dilation in DILATIONS)
        self.leave = nn.Conv1d(width, channels * FRAMES_PER_TOKEN, 1)
        frequencies = torch.exp(-math.log(10000) * torch.arange(width // 2) / (width // 2))
        self.register_buffer("frequencies", frequencies, persistent=False)

    def forward(
        self, motion: torch.Tensor, condition: torch.Tensor, timestep: torch.Tensor, loop: torch.Tensor
    ) -> torch.Tensor:
        takes, tokens = motion.shape[0], condition.shape[2]
        angles = timestep[:, None] * self.frequencies[None]
        time = self.time(torch.cat([angles.sin(), angles.cos()], dim=1))
        wrap = loop[:, None, None]
        pairs = motion.reshape(takes, self.channels, tokens, FRAMES_PER_TOKEN).permute(0, 1, 3, 2)
        hidden = self.enter(pairs.reshape(takes, self.channels * FRAMES_PER_TOKEN, tokens)) + self.ask(condition)
        for block in self.blocks:
            hidden = block(hidden, time, wrap)
        left = self.leave(hidden).reshape(takes, self.channels, FRAMES_PER_TOKEN, tokens)
        return left.permute(0, 1, 3, 2).reshape(takes, self.channels, tokens * FRAMES_PER_TOKEN)
