"""Estimates from Python: texts in, the share of machine-translated ones out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mtdetect.detector import Detector, load
from mtdetect.document import Document
from mtdetect.quantify.collect import Tally, raw_of_likelihood, tally_groups, total
from mtdetect.quantify.estimate import Estimate, estimate_groups
from mtdetect.quantify.model import QuantifyModel, load_quantify
from mtdetect.results.row import Result, row


@dataclass(frozen=True, slots=True)
class Estimator:
    """A detector without details, and the densities of its scores."""

    detector: Detector
    model: QuantifyModel

    def estimate(self, documents: Iterable[str | Document], human: Iterable[str | Document] | None = None) -> Estimate:
        """The share of machine-translated documents, with an interval that holds it at 90 % confidence.

        `human` are human texts of the same source: 50 judged ones or more, which raises UsageError for fewer.
        """
        known = self._tally(human) if human is not None else None
        return estimate_groups({None: self._tally(documents)}, self.model, known).all

    def _tally(self, documents: Iterable[str | Document]) -> Tally:
        raw_of = raw_of_likelihood(self.detector.model.calibration, self.detector.prior)
        return total(tally_groups(self._results(documents), raw_of, lambda _result: None).values())

    def _results(self, documents: Iterable[str | Document]) -> Iterator[Result]:
        for verdict in self.detector.score_many(documents):
            yield Result(row(Document("", ""), verdict, details=False))


def load_estimator(model: Path | str | None = None) -> Estimator:
    """An estimator with the shipped model, or with that of a folder that `mtdetect calibrate` wrote.

    Raises ModelError, also for a base model that the shipped densities were not fitted to.
    """
    detector = load(model, deep="never", details=False)
    return Estimator(detector, load_quantify(detector.model))
