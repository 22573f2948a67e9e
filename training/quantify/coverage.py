"""How often the interval holds the true share, and how wide it is, on corpora drawn from blocks that are left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.model.calibration import Calibration
from mtdetect.quantify.histogram import SHAPE, Counts, histogram
from mtdetect.quantify.human import adapt
from mtdetect.quantify.model import QuantifyModel
from mtdetect.quantify.posterior import Mixtures
from training.quantify.baselines import METHODS, interval
from training.quantify.cases import Case
from training.quantify.draws import Corpora, Texts, draw_corpora

Floats = NDArray[np.float64]

SHARES = (0.0, 0.01, 0.05, 0.1, 0.3, 0.5, 0.9, 1.0)
SIZES = (100, 1_000, 5_000)  # documents
OURS = "scenarios"
COMPARED = 1_000  # documents of the corpora on which other methods are measured too
_INTERVALS = 4  # of other methods, a split: each is a bootstrap
_KNOWN = 500  # human texts of the same source, at most half of a case's
_FEWEST_HALF = 60
_SPLITS = 10  # into known texts and those of the corpora
_FPR = 0.01
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Measured:
    """Draws of one case with one share and size: how many intervals hold the share, and means of all draws.

    `half_width` is half of the interval's, `error` the distance of the estimate from the share, `bias` the same with
    its sign, `count_error` the error of the share of verdicts `translated`; all 0-1.
    """

    case: str
    known: bool
    share: float
    size: int
    draws: int
    held: float
    half_width: float
    error: float
    bias: float
    count_error: float
    method: str = OURS


@dataclass(slots=True)
class _Found:
    """What a method found in the draws of one share and size."""

    estimates: list[float]
    intervals: list[tuple[float, float]]


def measure(
    case: Case, model: QuantifyModel, mixtures: Mixtures, calibration: Calibration, draws: int, *, known: bool
) -> Iterator[Measured]:
    """Draw corpora of a case and estimate their shares; `mixtures` are those of sources in general.

    With `known`, half of the human texts are known to the estimator, and the corpora are drawn from the others; there
    are ten such halves. The other methods are measured on the same corpora, those of `COMPARED` documents.
    """
    flags = _called(case.human, calibration), _called(case.machine, calibration)
    machine = Texts.of(case.machine, flags[1])
    found: dict[tuple[int, float, str], _Found] = {}
    counted: dict[tuple[int, float], list[float]] = {}
    splits = _SPLITS if known else 1
    for seed in range(splits):
        people, seen = _split(case, known=known, seed=seed)
        human = Texts.of(case.human[people], flags[0][people])
        chance = np.random.default_rng([seed, len(case.human)])
        drawn = {
            (size, share): draw_corpora(human, machine, size, share, draws // splits, chance)
            for size in SIZES
            for share in SHARES
        }
        _estimate(drawn, mixtures if seen is None else model.mixtures(seen), found)
        _compare(drawn, model, seen, found, chance)
        for key, corpora in drawn.items():
            counted.setdefault(key, []).extend(corpora.called.tolist())
    for (size, share, method), of in found.items():
        yield _measured(case.name, known, share, size, of, np.array(counted[size, share]), method)


def _split(case: Case, *, known: bool, seed: int) -> tuple[NDArray[np.intp], Counts | None]:
    """The human texts of the corpora, by their numbers, and the histogram of the known ones among the others."""
    numbers = np.arange(len(case.human))
    if not known:
        return numbers, None
    order = np.random.default_rng(seed).permutation(numbers)
    seen = case.human[order[::2][:_KNOWN]]
    return order[1::2], histogram(seen[:, 0], seen[:, 1])


def _estimate(
    drawn: dict[tuple[int, float], Corpora], mixtures: Mixtures, found: dict[tuple[int, float, str], _Found]
) -> None:
    """Add our estimates, made of all corpora together: that is fastest."""
    estimates = iter(mixtures.estimate([one.reshape(SHAPE) for of in drawn.values() for one in of.counts]))
    for (size, share), corpora in drawn.items():
        mine = found.setdefault((size, share, OURS), _Found([], []))
        for _, one in zip(corpora.counts, estimates, strict=False):
            mine.estimates.append(one.estimate)
            mine.intervals.append((one.low, one.high))


def _compare(
    drawn: dict[tuple[int, float], Corpora],
    model: QuantifyModel,
    seen: Counts | None,
    found: dict[tuple[int, float, str], _Found],
    chance: np.random.Generator,
) -> None:
    """Add the estimates of the other methods; they know the mean of all scenarios' densities."""
    densities = model.scenarios.densities() if seen is None else adapt(model.scenarios, seen)
    means = [of.mean(axis=0, dtype=np.float64).reshape(SHAPE) for of in densities]
    for (size, share), corpora in drawn.items():
        if size != COMPARED:
            continue
        counts = corpora.counts.astype(np.float64)
        lengths = counts.reshape(-1, *SHAPE).sum(axis=(0, 2)) / counts.sum() + _TINY
        human, machine = ((of * lengths[:, None]).ravel() for of in means)
        for name, method in METHODS.items():
            mine = found.setdefault((size, share, name), _Found([], []))
            mine.estimates += method(counts, human, machine).tolist()
            few = counts[: _INTERVALS * (1 if seen is not None else _SPLITS)]
            mine.intervals += [interval(method, one, human, machine, chance) for one in few]


def can_be_known(case: Case) -> bool:
    """Whether half of a case's human texts are enough to be known."""
    return len(case.human) // 2 >= _FEWEST_HALF


def _measured(case: str, known: bool, share: float, size: int, found: _Found, counted: Floats, method: str) -> Measured:
    away = np.array(found.estimates) - share
    low, high = np.array(found.intervals).T
    return Measured(
        case=case,
        known=known,
        share=share,
        size=size,
        draws=len(away),
        held=float(((low <= share + 1e-9) & (share - 1e-9 <= high)).mean()),
        half_width=float((high - low).mean() / 2),
        error=float(np.abs(away).mean()),
        bias=float(away.mean()),
        count_error=float(np.abs(counted - share).mean()),
        method=method,
    )


def _called(texts: Floats, calibration: Calibration) -> NDArray[np.bool_]:
    """Whether each text would be called translated; the calibration has seen the block, which favours the count."""
    return np.array([calibration.human_share(raw, int(words)) <= _FPR for raw, words in texts.tolist()], bool)


def of_ours(found: Sequence[Measured]) -> list[Measured]:
    """Without those of other methods."""
    return [one for one in found if one.method == OURS]
