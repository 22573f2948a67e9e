"""Which thresholds find most at equal false alarms: by length alone, or by the register of a text as well?

    python -m training.protocols.thresholds [--corpora PATH]

Each block of sets is left out of scores and thresholds alike. Prints a row of `docs/experiments.md` for each way: human
texts called translated and machine texts found, at `--fpr 0.01` and where 1 % of the native texts of a set are called
translated, in the mean of all sets.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import Ridge

from mtdetect.model.abstention import FEWEST_WORDS
from mtdetect.model.calibration import relative_length
from training.corpora import Row, corpora_path, outside
from training.fit.calibration import calibrate
from training.fit.crossfit import own_scores
from training.fit.examples import measure_matrix
from training.fit.train import Trained
from training.protocols.run import Run

Floats = NDArray[np.float64]

_FPR = 0.01
_LEVELS = np.geomspace(0.001, 0.2, 80)
_LIMIT = 3.0  # standard deviations of a measure
_FINDS = (
    ("german", "round_trip"),
    ("portuguese", "round_trip"),
    ("apertium", "round_trip"),
    ("wmt", "machine_translation"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to set thresholds: what human texts that are no articles weigh, and which measures scores are freed of."""

    name: str
    others: float
    measures: tuple[str, ...] = ()


def ways(names: Sequence[str]) -> Iterator[Way]:
    """What is compared; `names` are those of all measures."""
    for others in (0.1, 0.3, 1.0, 2.0):
        yield Way(f"length; others weigh {others:g}", others)
        if others in (0.1, 1.0):
            for measures in (("contractions", "pronouns"), ("sentence-length",), ("word-length", "word-variety-mtld")):
                yield Way(f"length, {', '.join(measures)}; others weigh {others:g}", others, measures)
            yield Way(f"length, all measures; others weigh {others:g}", others, tuple(names))


def human_shares(trained: Trained, rows: Sequence[Row], folds: Sequence[str], way: Way) -> Floats:
    """The human share of each example by thresholds of all other blocks; NaN where it is not judged.

    What human texts outside a block score by their measures, in a ridge regression, is taken from all scores.
    """
    examples, own = trained.examples, own_scores(trained.left_out, trained.examples, folds)
    shares = np.full(len(examples), np.nan)
    columns = _columns(trained, way.measures)
    for fold in sorted(set(folds)):
        allowed = set(outside(rows, folds, fold))
        kept = np.array([at for at, of in enumerate(examples) if of.row in allowed and not np.isnan(own[at])])
        scores = own.copy()
        if way.measures:
            human = kept[[rows[examples[at].row].label == 0 for at in kept]]
            scores -= Ridge().fit(columns[human], own[human]).predict(columns)
        fitted = calibrate(
            scores[kept], [examples[at] for at in kept], [rows[examples[at].row] for at in kept], others=way.others
        )
        for at, of in enumerate(examples):
            if folds[of.row] == fold and not of.cut and of.words >= FEWEST_WORDS and not np.isnan(own[at]):
                shares[at] = fitted.human_share(float(scores[at]), of.words)
    return shares


def _columns(trained: Trained, names: Sequence[str]) -> Floats:
    values = (
        np.sqrt(np.maximum(measure_matrix(trained.examples, names), 0))
        if names
        else np.zeros((len(trained.examples), 0))
    )
    scaled = (values - values.mean(0)) / (values.std(0) + 1e-9)
    length = np.array([[relative_length(example.words)] for example in trained.examples])
    return np.hstack([np.clip(scaled, -_LIMIT, _LIMIT), length])


def summary(shares: Floats, rows: Sequence[Row]) -> str:
    """The cells of a way: first at the nominal share, then where native texts are called translated as often."""
    judged = ~np.isnan(shares)
    native = _parts(shares, rows, judged & np.array([row.label == 0 and row.article for row in rows]))
    persons = _parts(shares, rows, judged & np.array([row.kind == "human_translation" for row in rows]))
    made = [shares[judged & np.array([(row.block, row.kind) == find for row in rows])] for find in _FINDS]
    means = np.array([_called(native, level).mean() for level in _LEVELS])
    equal = float(np.interp(_FPR, means, _LEVELS))
    return " | ".join(_cells(native, persons, made, level) for level in (_FPR, equal))


def _parts(shares: Floats, rows: Sequence[Row], chosen: NDArray[np.bool_]) -> list[Floats]:
    names = np.array([row.set for row in rows])
    return [shares[chosen & (names == name)] for name in sorted(set(names[chosen].tolist()))]


def _called(parts: Sequence[Floats], level: float) -> Floats:
    return np.array([(part <= level).mean() for part in parts])


def _cells(native: Sequence[Floats], persons: Sequence[Floats], made: Sequence[Floats], level: float) -> str:
    articles, translators, found = (_called(parts, level) for parts in (native, persons, made))
    human = f"{articles.mean():.1%} ({articles.max():.1%}) | {translators.mean():.1%} ({translators.max():.1%})"
    return f"{human} | {found.mean():.1%} ({', '.join(f'{share:.1%}' for share in found)})"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m training.protocols.thresholds", description=__doc__)
    parser.add_argument("--corpora")
    run = Run(corpora_path(parser.parse_args().corpora))
    for line in table(run.trained, run.rows, run.folds):
        print(line, flush=True)


def table(trained: Trained, rows: Sequence[Row], folds: Sequence[str]) -> Iterator[str]:
    """The lines of the table; in brackets the set that is worst, and the finds of each block."""
    finds = ", ".join(f"{block}" for block, _ in _FINDS)
    human = "native (worst set) | by translators (worst set)"
    yield f"| thresholds by | at 0.01: {human} | found ({finds}) | at equal false alarms: {human} | found |"
    yield "|---|---|---|---|---|---|---|"
    of_examples = [rows[example.row] for example in trained.examples]
    for way in ways(sorted(trained.examples[0].measures)):
        yield f"| {way.name} | {summary(human_shares(trained, rows, folds, way), of_examples)} |"


if __name__ == "__main__":
    main()
