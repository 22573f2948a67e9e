"""The yardsticks of speed, each a command that reads JSON Lines.

`python -m bench.reference train DOCUMENTS MODEL` fits scikit-learn's TF-IDF of word 1-2-grams and logistic regression,
as most people would begin, and `... score DOCUMENTS MODEL` prints one JSON row a document with it. `... split
DOCUMENTS` only decodes the rows and splits their texts by one compiled expression.
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

_BATCH = 256
_TOKEN = re.compile(r"\w+|[^\w\s]")


def train(documents: Path, model: Path) -> None:
    """Fit the pipeline on labelled rows and save it."""
    import joblib
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    rows = [json.loads(line) for line in documents.open(encoding="utf-8")]
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    pipeline = make_pipeline(vectorizer, LogisticRegression(max_iter=1000))
    pipeline.fit([row["text"] for row in rows], [row["label"] for row in rows])
    joblib.dump(pipeline, model)


def score(documents: Path, model: Path) -> None:
    """Print a row with `id` and `likelihood` for each document."""
    import joblib

    pipeline = joblib.load(model)
    rows = [json.loads(line) for line in documents.open(encoding="utf-8")]
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        for row, shares in zip(batch, pipeline.predict_proba([row["text"] for row in batch]), strict=True):
            print(json.dumps({"id": row["id"], "likelihood": float(shares[1])}))


def split(documents: Path) -> None:
    """Print a row with `id` and the number of tokens for each document."""
    for line in documents.open(encoding="utf-8"):
        row = json.loads(line)
        print(json.dumps({"id": row["id"], "tokens": len(_TOKEN.findall(row["text"]))}))


def main(arguments: Sequence[str]) -> None:
    """Run one of the commands."""
    command, *files = arguments
    paths = [Path(file) for file in files]
    if command == "split":
        split(*paths)
    else:
        (train if command == "train" else score)(*paths)


if __name__ == "__main__":
    main(sys.argv[1:])
