"""Sources: texts of one origin, with the line and the spread of their scores (`mtdetect/quantify/densities.py`)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from mtdetect.quantify.densities import GRID
from mtdetect.quantify.histogram import log_length
from training.corpora import BLOCKS
from training.quantify.scored import ScoredText

Floats = NDArray[np.float64]

_FEWEST = 30  # texts of a source
_HELD = 4.0  # how firmly a slope is held to that of its kind: the variance of so many logs of lengths
HUMAN_SLOPE, MACHINE_SLOPE = -0.75, 0.1
_BANDWIDTH = 0.25
_MOST = 400  # texts from which a shape is made


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw scores of texts, their words, and the line over the log of the length: level, slope, and the scale."""

    raw: Floats
    words: Floats
    level: float
    slope: float
    scale: float

    @property
    def shape(self) -> Floats:
        """The smoothed cumulative distribution on `GRID`, of variance 1, of the distances from the line in scales."""
        away = np.sort((self.raw - self.level - self.slope * log_length(self.words)) / self.scale)
        away = away[np.linspace(0, len(away) - 1, min(len(away), _MOST)).astype(int)]
        wider = np.sqrt(1 + _BANDWIDTH**2)
        return np.asarray(norm.cdf((GRID[:, None] * wider - away) / _BANDWIDTH).mean(axis=1))


@dataclass(frozen=True, slots=True)
class Source:
    """Texts of one origin, scored without `fold`; `blocks` are all blocks that a test on this source would touch."""

    fold: str
    set: str
    name: str
    kind: str
    domain: str
    blocks: frozenset[str]
    scores: Scores


@dataclass(frozen=True, slots=True)
class MachineSource(Source):
    """Machine texts; `beside` is the set of the human texts, scored alike, above which `lift` says how far they lie."""

    beside: str
    lift: float


def human_sources(texts: Iterable[ScoredText]) -> list[Source]:
    """The human texts by fold, set, domain and outlet."""
    parts: defaultdict[tuple[str, str, str, str, str], list[ScoredText]] = defaultdict(list)
    for text in texts:
        row = text.row
        if row.label == 0:
            parts[text.fold, row.set, row.kind, row.domain, row.source].append(text)
    return [
        Source(fold, name, source, kind, domain, frozenset({_block(name), fold}), fit(_of(of), HUMAN_SLOPE))
        for (fold, name, kind, domain, source), of in parts.items()
        if len(of) >= _FEWEST
    ]


def machine_sources(texts: Sequence[ScoredText]) -> list[MachineSource]:
    """The machine texts by fold, set, set of their originals, engine and language; and of all engines together."""
    originals: dict[tuple[str, str], ScoredText] = {}
    natives: defaultdict[tuple[str, str], list[ScoredText]] = defaultdict(list)
    for text in texts:
        if text.row.kind == "native":
            originals[text.fold, text.row.group] = text
            natives[text.fold, text.row.set].append(text)
    parts: defaultdict[tuple[str, str, str, str, str], list[ScoredText]] = defaultdict(list)
    for text in texts:
        row = text.row
        if row.label == 1:
            paired = originals.get((text.fold, row.group)) if row.kind == "round_trip" else None
            beside = paired.row.set if paired else row.set
            for name in (f"{row.system} {row.lang}", ""):
                parts[text.fold, row.set, beside, row.kind, name].append(text)
    found = []
    for (fold, name, beside, kind, system), of in parts.items():
        pairs = [originals.get((fold, text.row.group)) for text in of] if kind == "round_trip" else []
        human = [pair for pair in pairs if pair] or natives[fold, beside]
        if min(len(of), len(human)) >= _FEWEST:
            scores, below = fit(_of(of), MACHINE_SLOPE), fit(_of(human), HUMAN_SLOPE)
            blocks = frozenset({_block(name), _block(beside), fold})
            domain = of[0].row.domain
            lift = scores.level - below.level
            found.append(MachineSource(fold, name, system, kind, domain, blocks, scores, beside, lift))
    return found


def fit(columns: tuple[Floats, Floats], slope: float) -> Scores:
    """The line of scores over lengths, by least squares with the slope held to that of its kind."""
    raw, words = columns
    lengths = log_length(words)
    away = lengths - lengths.mean()
    found = float((away @ (raw - raw.mean()) + _HELD * slope) / (away @ away + _HELD))
    level = float(raw.mean() - found * lengths.mean())
    return Scores(raw, words, level, found, float((raw - level - found * lengths).std()))


def _of(texts: Sequence[ScoredText]) -> tuple[Floats, Floats]:
    return np.array([text.raw for text in texts]), np.array([text.words for text in texts], float)


def _block(name: str) -> str:
    return BLOCKS.get(name, name)
