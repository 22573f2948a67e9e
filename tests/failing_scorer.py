"""A scorer for tests of the batch wrappers: what a text says, happens to the process that scores it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from mtdetect.document import Document
from mtdetect.verdict import Verdict


@dataclass(frozen=True)
class FailingScorer:
    """Counts words; raises on "raise", ends its process on "die" unless that is the one it was loaded for."""

    spared: int
    details: bool = True

    def score_batch(self, documents: Sequence[Document]) -> list[Verdict]:
        return [self._score(document) for document in documents]

    def _score(self, document: Document) -> Verdict:
        if document.text == "raise":
            raise ValueError("no good\nat all")
        if document.text == "die" and os.getpid() != self.spared:
            os._exit(9)
        words = len(document.text.split())
        return Verdict("human", 0.1, 0.9, None, words, 0.0, (), (), "failing")


@dataclass(frozen=True)
class LoadFailing:
    """Loads it in any process; `spared` is the id of the test's own."""

    spared: int

    def __call__(self) -> FailingScorer:
        return FailingScorer(self.spared)
