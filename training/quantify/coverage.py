"""How often the interval holds the true share, and how wide it is, on corpora drawn from blocks that are left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.model.calibration import Calibration
from mtdetect.quantify.histogram import histogram
from mtdetect.quantify.model import QuantifyModel
from mtdetect.quantify.posterior import Mixtures, Share
from training.quantify.cases import Case

Floats = NDArray[np.float64]

SHARES = (0.0, 0.01, 0.05, 0.1, 0.3, 0.5, 0.9, 1.0)
SIZES = (100, 1_000, 5_000)  # documents
_KNOWN = 500  # human texts of the same source, at most half of a case's
_FEWEST_HALF = 60
_SPLITS = 10  # into known texts and those of the corpora
_FPR = 0.01


@dataclass(frozen=True, slots=True)
class Measured:
    """Draws of one case with one share and size: how many intervals hold the share, and means of all draws.

    `half_width` is half of the interval's, `error` the distance of the estimate from the share, `count_error` that of
    the share of verdicts `translated`; all 0-1.
    """

    case: str
    known: bool
    share: float
    size: int
    draws: int
    held: float
    half_width: float
    error: float
    count_error: float


def measure(
    case: Case, model: QuantifyModel, mixtures: Mixtures, calibration: Calibration, draws: int, *, known: bool
) -> Iterator[Measured]:
    """Draw corpora of a case and estimate their shares; `mixtures` are those of sources in general.

    With `known`, half of the human texts are known to the estimator, and the corpora are drawn from the others; there
    are ten such halves.
    """
    parts = [_split(case, model, mixtures, known=known, seed=seed) for seed in range(_SPLITS if known else 1)]
    flags = _called(case.human, calibration), _called(case.machine, calibration)
    for size in SIZES:
        for share in SHARES:
            machine = round(share * size)
            found: list[Share] = []
            counted = []
            for seed, (people, mixed) in enumerate(parts):
                random = np.random.default_rng([seed, size, machine])
                corpora = []
                for _ in range(draws // len(parts)):
                    one = random.choice(people, size - machine)
                    other = random.integers(0, len(case.machine), machine)
                    texts = np.concatenate([case.human[one], case.machine[other]])
                    corpora.append(histogram(texts[:, 0], texts[:, 1]))
                    counted.append((flags[0][one].sum() + flags[1][other].sum()) / size)
                found += mixed.estimate(corpora)
            yield _compare(case.name, known, share, size, found, np.array(counted))


def _split(
    case: Case, model: QuantifyModel, mixtures: Mixtures, *, known: bool, seed: int
) -> tuple[NDArray[np.intp], Mixtures]:
    """The human texts of the corpora, by their numbers, and the mixtures; the other half is known to these."""
    numbers = np.arange(len(case.human))
    if not known:
        return numbers, mixtures
    order = np.random.default_rng(seed).permutation(numbers)
    seen = case.human[order[::2][:_KNOWN]]
    return order[1::2], model.mixtures(histogram(seen[:, 0], seen[:, 1]))


def can_be_known(case: Case) -> bool:
    """Whether half of a case's human texts are enough to be known."""
    return len(case.human) // 2 >= _FEWEST_HALF


def _compare(case: str, known: bool, share: float, size: int, found: Sequence[Share], counted: Floats) -> Measured:
    low, high, estimate = (np.array([getattr(one, name) for one in found]) for name in ("low", "high", "estimate"))
    return Measured(
        case=case,
        known=known,
        share=share,
        size=size,
        draws=len(found),
        held=float(((low <= share + 1e-9) & (share - 1e-9 <= high)).mean()),
        half_width=float((high - low).mean() / 2),
        error=float(np.abs(estimate - share).mean()),
        count_error=float(np.abs(counted - share).mean()),
    )


def _called(texts: Floats, calibration: Calibration) -> NDArray[np.bool_]:
    """Whether each text would be called translated; the calibration has seen the block, which favours the count."""
    return np.array([calibration.human_share(raw, int(words)) <= _FPR for raw, words in texts.tolist()], bool)
