"""What a protocol measures: the corpora, and a training run on them that is made when first asked for."""

from functools import cached_property
from pathlib import Path

from training.corpora import Row, block_folds, load_rows
from training.train import Trained, train


class Run:
    """One run; `cuts` also trains on shorter cuts of the texts."""

    def __init__(self, corpora: Path, *, cuts: bool = True) -> None:
        self.corpora = corpora
        self.cuts = cuts

    @cached_property
    def rows(self) -> list[Row]:
        """The rows to train on."""
        return load_rows(self.corpora / "train")

    @cached_property
    def fresh(self) -> list[Row]:
        """The rows of sets that take no part in training."""
        return load_rows(self.corpora / "dev")

    @cached_property
    def folds(self) -> list[str]:
        """The block of each row."""
        return block_folds(self.rows)

    @cached_property
    def trained(self) -> Trained:
        """The model, and each block scored by models that have not seen it."""
        return train(self.rows, self.folds, cuts=self.cuts)
