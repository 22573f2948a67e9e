"""What a protocol measures: the corpora, and a training run on them that is made when first asked for."""

from functools import cached_property
from pathlib import Path

from mtdetect.errors import CorpusError
from training.corpora import Row, block_folds, load_rows
from training.fit.round_trips import generated_round_trips
from training.fit.train import TrainingResult, train

_FEWEST_BLOCKS = 2


class Run:
    """One training run on a folder of corpora, whose `train` sets are learnt from. Raises CorpusError.

    `cuts` says whether to train on shorter cuts of the texts too. `trips` is a file of round trips of human texts, to
    learn from as well (`training.fit.round_trips`).
    """

    def __init__(self, corpora: Path, *, cuts: bool = True, trips: Path | None = None) -> None:
        rows = _load_blocks(corpora / "train")
        self.rows = [*rows, *generated_round_trips(rows, trips)] if trips else rows
        self.cuts = cuts
        self._dev = corpora / "dev"

    @cached_property
    def dev_rows(self) -> list[Row]:
        """The rows of the `dev` sets, which take no part in training; none where there is no such folder."""
        return load_rows(self._dev) if self._dev.is_dir() else []

    @cached_property
    def folds(self) -> list[str]:
        """The block of each row."""
        return block_folds(self.rows)

    @cached_property
    def result(self) -> TrainingResult:
        """The model, and the scores of each block by models that have not seen it."""
        return train(self.rows, self.folds, cuts=self.cuts)


def _load_blocks(folder: Path) -> list[Row]:
    rows = load_rows(folder)
    if len({row.block for row in rows}) < _FEWEST_BLOCKS:
        raise CorpusError(f"{folder}: sets of one block alone: add another, for each is left out in turn")
    return rows
