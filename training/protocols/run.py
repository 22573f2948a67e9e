"""What a protocol measures: the corpora, and a training run on them that is made when first asked for."""

from functools import cached_property
from pathlib import Path

from mtdetect.errors import CorpusError
from training.corpora import block_folds, load_rows
from training.fit.train import TrainingResult, train
from training.groups import merge_groups
from training.sample import sample

_FEWEST_BLOCKS = 2
MOST = 2_000  # rows of a set and label: with all of them, training takes hours


class Run:
    """One training run on a folder of corpora, whose `train` sets are learnt from. Raises CorpusError.

    `cuts` says whether to train on shorter cuts of the texts too.
    """

    def __init__(self, corpora: Path, *, cuts: bool = True) -> None:
        train_rows = load_rows(corpora / "train")
        if len({row.block for row in train_rows}) < _FEWEST_BLOCKS:
            raise CorpusError(f"{corpora}: sets of one block alone: add another, for each is left out in turn")
        dev = corpora / "dev"
        merged = merge_groups([*train_rows, *(load_rows(dev) if dev.is_dir() else ())])
        self.rows = sample(merged[: len(train_rows)], MOST)
        self.dev_rows = merged[len(train_rows) :]  # take no part in training; none where there is no such folder
        self.cuts = cuts

    @cached_property
    def folds(self) -> list[str]:
        """The block of each row."""
        return block_folds(self.rows)

    @cached_property
    def result(self) -> TrainingResult:
        """The model, and the scores of each block by models that have not seen it."""
        return train(self.rows, self.folds, cuts=self.cuts)
