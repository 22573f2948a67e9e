"""What others use to filter text, each as a command that reads JSON Lines and prints a row with `id` and `likelihood`.

`python -m bench.peer_scorers NAME DOCUMENTS [MODEL]`, NAME being one of fasttext, gopher, c4, fineweb. fastText's
supervised classifier is trained on our corpora (`train_fasttext`). The filters of datatrove are those of Gopher, C4 and
FineWeb as published: made for quality, with nothing learnt; 1 is for what they drop.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Scorer = Callable[[str], float]

_MACHINE = "__label__1"
_SPACES = re.compile(r"\s+")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class PlainWords:
    """TF-IDF of words and pairs of words, and logistic regression: the plain model of `training.protocols`.

    The words of all texts are counted once; weights and model are those of the texts that are learnt from.
    """

    def __init__(self, texts: Sequence[str], labels: Sequence[int]) -> None:
        from sklearn.feature_extraction.text import CountVectorizer

        self._counts = CountVectorizer(ngram_range=(1, 2)).fit_transform(texts)
        self._labels = labels

    def scores(self, learnt: Sequence[int], tested: Sequence[int]) -> list[float]:
        """The log-odds of some texts by a model of others; both are given as places in the list of texts."""
        from sklearn.feature_extraction.text import TfidfTransformer
        from sklearn.linear_model import LogisticRegression

        known = self._counts[learnt].getnnz(axis=0) > 1
        weights, model = TfidfTransformer(sublinear_tf=True), LogisticRegression(solver="liblinear")
        model.fit(weights.fit_transform(self._counts[learnt][:, known]), [self._labels[at] for at in learnt])
        found: list[float] = model.decision_function(weights.transform(self._counts[tested][:, known])).tolist()
        return found


def train_fasttext(texts: Sequence[str], labels: Sequence[int], model: Path, threads: int = 2) -> None:
    """Fit fastText on words and pairs of words, with its own settings but for the learning rate; save it."""
    import fasttext

    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as lines:
        lines.writelines(f"__label__{label} {_plain(text)}\n" for text, label in zip(texts, labels, strict=True))
        lines.flush()
        fitted = fasttext.train_supervised(
            lines.name, wordNgrams=2, epoch=5, lr=0.5, dim=50, minCount=2, bucket=500_000, thread=threads, verbose=0
        )
    fitted.save_model(os.fspath(model))


def fasttext_scorer(model: Path) -> Scorer:
    """The likelihood (0-1) of machine translation by a model of `train_fasttext`."""
    import fasttext

    fitted = fasttext.load_model(os.fspath(model))

    def score(text: str) -> float:
        labels, shares = fitted.predict(_plain(text), k=2)
        return float(dict(zip(labels, shares, strict=True)).get(_MACHINE, 0.0))

    return score


def filter_scorer(name: str) -> Scorer:
    """1 for a text that a filter of datatrove drops, else 0."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter

    made: Any = {"gopher": GopherQualityFilter, "c4": C4QualityFilter, "fineweb": FineWebQualityFilter}[name]()

    def score(text: str) -> float:
        kept = made.filter(Document(text=text, id=""))
        return float((kept[0] if isinstance(kept, tuple) else kept) is False)

    return score


def _plain(text: str) -> str:
    return _SPACES.sub(" ", " ".join(_TOKEN.findall(text.lower())))


def main(arguments: Sequence[str]) -> None:
    """Print the rows of a file."""
    name, documents, *model = arguments
    score = fasttext_scorer(Path(model[0])) if name == "fasttext" else filter_scorer(name)
    with Path(documents).open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            print(json.dumps({"id": row["id"], "likelihood": score(row["text"])}))


if __name__ == "__main__":
    main(sys.argv[1:])
