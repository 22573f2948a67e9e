"""What a protocol measures: the corpora, and a training run on them that is made when first asked for."""

from functools import cached_property
from pathlib import Path

from mtdetect.errors import CorpusError
from training.corpora import Row, block_folds, load_rows
from training.fit.round_trips import made_rows
from training.fit.train import Trained, train

_FEWEST_BLOCKS = 2


class Run:
    """One run on a folder of corpora; `cuts` also trains on shorter cuts of the texts. Raises CorpusError.

    With a file of round trips (`training.fit.round_trips`), those of human texts teach as well.
    """

    def __init__(self, corpora: Path, *, cuts: bool = True, trips: Path | None = None) -> None:
        rows = _rows(corpora / "train")
        self.rows = [*rows, *made_rows(rows, trips)] if trips else rows
        self.cuts = cuts
        self._fresh = corpora / "dev"

    @cached_property
    def fresh(self) -> list[Row]:
        """The rows of sets that take no part in training, if there are any."""
        return load_rows(self._fresh) if self._fresh.is_dir() else []

    @cached_property
    def folds(self) -> list[str]:
        """The block of each row."""
        return block_folds(self.rows)

    @cached_property
    def trained(self) -> Trained:
        """The model, and each block scored by models that have not seen it."""
        return train(self.rows, self.folds, cuts=self.cuts)


def _rows(folder: Path) -> list[Row]:
    rows = load_rows(folder)
    if len({row.block for row in rows}) < _FEWEST_BLOCKS:
        raise CorpusError(f"{folder}: sets of one block alone: add another, for each is left out in turn")
    return rows
