"""The second stage of the deep model: the weights of the base model's and the reader's scores, and where to read.

Both scores are of models that have not seen the text's block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.model.calibration import Calibration
from training.corpora import outside
from training.deep.texts import Floats, Texts
from training.fit.calibration import HeldSets, calibrate
from training.fit.examples import Example

SHIPPED = "shipped"  # stands in the place of a fold
HELD = HeldSets(fewest=30, beyond=2.0)  # there are up to 250 texts of a set here
_FPR = 0.01  # at which the texts are counted that reading all would find
_KEPT = 0.95  # the share of these that must still be found when some texts are not read


@dataclass(frozen=True, slots=True)
class Weights:
    """The score of a text is `base`, plus `plain` times the base model's score, plus `reader` times the reader's."""

    base: float
    plain: float
    reader: float

    def scores(self, plain: Floats, reader: Floats) -> Floats:
        """The raw scores of texts, in log-odds before calibration."""
        return self.base + self.plain * plain + self.reader * reader


# Chosen, not learnt: a regression would give the reader 1.3 times the base model's weight. That orders a block a little
# better (mean AUC .883, .878 with this), but what the reader makes of a block it has not seen lies higher or lower as a
# whole, and human translations pay; and with weights of its own for each block, blocks have different scales
# (docs/experiments.md).
WEIGHTS = Weights(base=0.0, plain=1.0, reader=0.5)


@dataclass(frozen=True, slots=True)
class DeepLeftOut:
    """The texts that are scored when a block is left out, by their indexes, with the scores of all models."""

    block: str
    texts: NDArray[np.intp]
    plain: Floats
    reader: Floats
    deep: Floats


def cross_fit(texts: Texts) -> list[DeepLeftOut]:
    """The scores of each block and of the human texts of its groups, by models that have not seen them."""
    known = np.flatnonzero(~np.isnan(texts.plain_own) & ~texts.dev).tolist()
    found = []
    for block in sorted({texts.rows[at].block for at in known}):
        allowed = set(outside(texts.rows, texts.blocks, block))
        plain = texts.plain_of(block)
        tested = [at for at in range(len(texts.rows)) if at not in allowed and not texts.dev[at]]
        test = np.array([at for at in tested if not np.isnan(plain[at])], np.intp)
        deep = WEIGHTS.scores(plain[test], texts.reader[test])
        found.append(DeepLeftOut(block, test, plain[test], texts.reader[test], deep))
    return found


def without_set(name: str) -> str:
    """What stands in the place of a fold in scores by a reader that has not seen a set, but others of its block."""
    return f"set:{name}"


def reading_lines(texts: Texts, parts: Sequence[DeepLeftOut]) -> Iterator[dict[str, object]]:
    """The reader's scores of texts whose block it has not seen, as in `training.deep.plain`.

    Behind them come those by a reader that has not seen the set alone (`without_set`), and of the texts that take no
    part in training those by the reader that ships (`SHIPPED`).
    """
    yield {"digest": texts.plain.digest}
    words = texts.words.tolist()

    def line(fold: str, at: int, score: float) -> dict[str, object]:
        of_set, name, cut = texts.key(at)
        return {"fold": fold, "set": of_set, "id": name, "cut": cut, "words": words[at], "score": score}

    for part in parts:
        for at, score in zip(part.texts.tolist(), part.reader.tolist(), strict=True):
            yield line(part.block, at, score)
    for at, (row, score) in enumerate(zip(texts.rows, texts.reader_by_set.tolist(), strict=True)):
        yield line(SHIPPED if texts.dev[at] else without_set(row.set), at, score)


def own_scores(parts: Sequence[DeepLeftOut], texts: Texts) -> Floats:
    """The deep score of each text with its own block left out; NaN where there is none."""
    own = np.full(len(texts.rows), np.nan)
    for part in parts:
        mine = np.array([texts.rows[at].block == part.block for at in part.texts])
        own[part.texts[mine]] = part.deep[mine]
    return own


def scores_for_thresholds(texts: Texts) -> Floats:
    """The deep score of each text by a reader that has not seen its set, and a base model that has not seen its block.

    NaN where there is none. Without its whole block the reader scores human translations of news far higher than it
    does once it has seen some of another year, and thresholds would be set by what it then lacks.
    """
    own = WEIGHTS.scores(texts.plain_own, texts.reader_by_set)
    own[texts.dev] = np.nan
    return own


def calibrate_on(own: Floats, texts: Texts) -> Calibration:
    """The calibration by those of the texts that have a score in `own`."""
    kept = np.flatnonzero(~np.isnan(own)).tolist()
    words = texts.words
    examples = [Example(at, False, int(words[at]), {}, {}, []) for at in kept]
    return calibrate(own[kept], examples, [texts.rows[at] for at in kept], HELD)


def read_below(deep: Floats, base: Floats, machine: NDArray[np.bool_]) -> float:
    """The largest share of human texts that may outscore a text in the base model so that it is still read.

    `deep` and `base` are human shares by either model. Of the machine texts that reading all would call translated,
    `_KEPT` have at most this share.
    """
    found = base[machine & (deep <= _FPR)]
    return float(np.quantile(found, _KEPT)) if len(found) else 1.0
