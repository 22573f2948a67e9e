"""Trains the adapters of the reader's last blocks, and the probe on top of them, with torch.

Each step takes as many machine texts as human ones, drawn by `training.fit.balance`; a machine text comes with a human
text of its group, if there is one, so that topics cancel out. The loss is that of logistic regression, and for pairs of
a group also that of their difference. Every few minutes a checkpoint is written, from which a stopped run goes on.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn
from torch.nn import functional

from mtdetect.deep.transformer import WIDTH, Block, Floats
from training.corpora import Row
from training.deep.frozen_states import FROZEN, Half, read_states
from training.deep.torch_blocks import AdaptedBlock, trained_adapters
from training.deep.trained_reader import TrainedReader
from training.fit.balance import balance
from training.progress import say


@dataclass(frozen=True, slots=True)
class Settings:
    """How adapters are trained: `rank` numbers in the middle of each, `pairs` machine and human texts in a step.

    `longest` is the number of tokens of a text that are read, one window or a part of it, `rate` the highest learning
    rate, and `within` what the loss of pairs of a group weighs.
    """

    rank: int = 8
    epochs: float = 0.5
    pairs: int = 8
    longest: int = 224
    rate: float = 4e-4
    within: float = 0.5
    seed: int = 0


_FIRST_PROBE = 1_000  # texts on which the probe is fitted before training
_STRENGTH = 0.01  # its inverse regularisation
_WARM_UP = 20  # steps
_LAST = 0.1  # of the learning rate, at the end
_CHECKPOINT_EVERY = 40  # steps
_SAME_GROUP = 0.6  # the chance that a human text is of the machine text's group


class _Head(nn.Module):  # type: ignore[misc]  # torch may not be installed
    """A probe of mean states, which are standardised first: some numbers of a state are thousands of times others."""

    def __init__(self, mean: Floats, scale: Floats, weights: Floats, intercept: float) -> None:
        super().__init__()
        self.mean, self.scale = torch.from_numpy(mean), torch.from_numpy(scale)
        self.weights = nn.Parameter(torch.from_numpy(weights))
        self.intercept = nn.Parameter(torch.tensor(intercept))

    def forward(self, means: Tensor) -> Tensor:
        """The scores of texts by their mean states, shape (texts, WIDTH)."""
        return (means - self.mean) / self.scale @ self.weights + self.intercept

    def folded(self) -> tuple[Floats, float]:
        """Probe and intercept for mean states as they are."""
        with torch.no_grad():
            probe = self.weights / self.scale
            return probe.numpy(), float(self.intercept - probe @ self.mean)


def adapt(
    rows: Sequence[Row], blocks: Sequence[Block], states: Path, checkpoint: Path, settings: Settings, name: str = ""
) -> TrainedReader:
    """Train on rows whose states are in the folder `states`; `blocks` are all blocks of the reader.

    On one core, since others may be trained at the same time; `name` names these where progress is shown.
    """
    torch.set_num_threads(1)
    chance = np.random.default_rng(settings.seed)
    adapted = nn.ModuleList(
        [AdaptedBlock(block, FROZEN + at, settings.rank, settings.seed) for at, block in enumerate(blocks[FROZEN:])]
    )
    weights = balance(rows)
    first = chance.choice(len(rows), min(_FIRST_PROBE, len(rows)), replace=False, p=weights / weights.sum())
    is_begun = checkpoint.exists()
    head = _Head(*(_no_probe() if is_begun else _first_probe([rows[at] for at in first], adapted, states, settings)))
    parameters = [*adapted.parameters(), *head.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=settings.rate, weight_decay=0.01)
    drawn = _draw(rows, weights, settings, chance)
    done = _load(checkpoint, adapted, head, optimiser) if is_begun else 0
    for number in range(done, len(drawn)):
        for group in optimiser.param_groups:
            group["lr"] = settings.rate * _pace(number, len(drawn))
        loss = _loss(drawn[number], rows, adapted, head, states, settings)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        if (number + 1) % _CHECKPOINT_EVERY == 0 or number + 1 == len(drawn):
            _save(checkpoint, adapted, head, optimiser, number + 1)
            say(f"adapters {name}: step {number + 1} of {len(drawn)}, loss {loss.item():.3f}")
    return TrainedReader(tuple(trained_adapters(list(adapted))), *head.folded())


def _no_probe() -> tuple[Floats, Floats, Floats, float]:
    """What a head begins with that is read from a checkpoint."""
    return np.zeros(WIDTH, np.float32), np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32), 0.0


def _first_probe(
    rows: Sequence[Row], blocks: nn.ModuleList, states: Path, settings: Settings
) -> tuple[Floats, Floats, Floats, float]:
    """Mean and scale of mean states, and a probe fitted on some texts before anything is adapted."""
    with torch.no_grad():
        means = torch.cat([_means(rows[at : at + 16], blocks, states, settings) for at in range(0, len(rows), 16)])
    values = means.numpy()
    mean, scale = values.mean(0), values.std(0) + 1e-6
    labels = [row.label for row in rows]
    fitted = LogisticRegression(C=_STRENGTH, max_iter=300).fit((values - mean) / scale, labels)
    return mean, scale, fitted.coef_[0].astype(np.float32), float(fitted.intercept_[0])


def _draw(
    rows: Sequence[Row], weights: NDArray[np.float64], settings: Settings, chance: np.random.Generator
) -> list[list[tuple[int, int]]]:
    """For each step, pairs of a machine and a human text, by their indexes."""
    machine, human = (np.array([at for at, row in enumerate(rows) if row.label == label]) for label in (1, 0))
    by_group: defaultdict[str, list[int]] = defaultdict(list)
    for at in human.tolist():
        by_group[rows[at].group].append(at)
    chances = [weights[of] / weights[of].sum() for of in (machine, human)]
    steps = math.ceil(len(rows) * settings.epochs / (2 * settings.pairs))
    drawn = []
    for _ in range(steps):
        texts = chance.choice(machine, settings.pairs, p=chances[0]).tolist()
        others = chance.choice(human, settings.pairs, p=chances[1]).tolist()
        for place, at in enumerate(texts):
            own = by_group.get(rows[at].group)
            if own and chance.random() < _SAME_GROUP:
                others[place] = own[chance.integers(len(own))]
        drawn.append(list(zip(texts, others, strict=True)))
    return drawn


def _pace(number: int, steps: int) -> float:
    """The share of the highest learning rate: it rises at first, then falls evenly."""
    return min(1.0, (number + 1) / _WARM_UP) * (1 - (1 - _LAST) * number / steps)


def _loss(
    pairs: Sequence[tuple[int, int]],
    rows: Sequence[Row],
    blocks: nn.ModuleList,
    head: _Head,
    states: Path,
    settings: Settings,
) -> Tensor:
    texts = [rows[at] for pair in pairs for at in pair]
    scores = head(_means(texts, blocks, states, settings))
    labels = torch.tensor([float(row.label) for row in texts])
    loss = functional.binary_cross_entropy_with_logits(scores, labels)
    machine, human = scores[::2], scores[1::2]
    related = torch.tensor([float(rows[one].group == rows[other].group) for one, other in pairs])
    apart = functional.softplus(human - machine) * related
    return loss + settings.within * apart.sum() / len(pairs)


def _means(rows: Sequence[Row], blocks: nn.ModuleList, states: Path, settings: Settings) -> Tensor:
    """The mean state of each text's tokens after the last block, shape (texts, WIDTH); short texts go first together.

    A text is read from its beginning; the token before a window is not counted.
    """
    given = [_first_window(row, states, settings.longest) for row in rows]
    order = sorted(range(len(given)), key=lambda at: len(given[at]))
    half = len(order) // 2
    found: list[Tensor | None] = [None] * len(given)
    for part in (order[:half], order[half:]):
        if part:
            padded, counted = _pad([given[at] for at in part])
            for block in blocks:
                padded = block(padded)
            means = (padded * counted[..., None]).sum(1) / counted.sum(1, keepdim=True).clamp(min=1)
            for at, mean in zip(part, means, strict=True):
                found[at] = mean
    return torch.stack([mean for mean in found if mean is not None])


def _first_window(row: Row, states: Path, longest: int) -> Half:
    return next(read_states(row.text, states).windows(), np.zeros((1, WIDTH), np.float16))[:longest]


def _pad(texts: Sequence[Half]) -> tuple[Tensor, Tensor]:
    """The states side by side, with zeros behind short texts, and 1 for each token that counts."""
    longest = max(map(len, texts))
    padded = np.zeros((len(texts), longest, WIDTH), np.float32)
    counted = np.zeros((len(texts), longest), np.float32)
    for at, text in enumerate(texts):
        padded[at, : len(text)] = text
        counted[at, 1 : len(text)] = 1
    return torch.from_numpy(padded), torch.from_numpy(counted)


def _load(checkpoint: Path, blocks: nn.ModuleList, head: _Head, optimiser: Any) -> int:
    """The number of steps that are done, with everything as it was after them."""
    kept = torch.load(checkpoint, weights_only=True)
    blocks.load_state_dict(kept["blocks"])
    head.load_state_dict(kept["head"])
    head.mean, head.scale = kept["mean"], kept["scale"]
    optimiser.load_state_dict(kept["optimiser"])
    return int(kept["steps"])


def _save(checkpoint: Path, blocks: nn.ModuleList, head: _Head, optimiser: Any, steps: int) -> None:
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    part = checkpoint.with_suffix(".part")
    kept = {"blocks": blocks.state_dict(), "head": head.state_dict(), "mean": head.mean, "scale": head.scale}
    torch.save(kept | {"optimiser": optimiser.state_dict(), "steps": steps}, part)
    part.replace(checkpoint)
