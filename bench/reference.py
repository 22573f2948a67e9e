"""The yardstick: scikit-learn's TF-IDF of word 1-2-grams and logistic regression, as most people would begin.

`python -m bench.reference train DOCUMENTS MODEL` fits it and `python -m bench.reference score DOCUMENTS MODEL` prints
one JSON row a document, as mtdetect does; both read JSON Lines with `text`, and `label` to train.
"""

import json
import sys
from pathlib import Path

import joblib
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

_BATCH = 256


def train(documents: Path, model: Path) -> None:
    """Fit the pipeline on labelled rows and save it."""
    rows = [json.loads(line) for line in documents.open(encoding="utf-8")]
    pipeline = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000))
    pipeline.fit([row["text"] for row in rows], [row["label"] for row in rows])
    joblib.dump(pipeline, model)


def score(documents: Path, model: Path) -> None:
    """Print a row with `id` and `likelihood` for each document."""
    pipeline = joblib.load(model)
    rows = [json.loads(line) for line in documents.open(encoding="utf-8")]
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        for row, shares in zip(batch, pipeline.predict_proba([row["text"] for row in batch]), strict=True):
            print(json.dumps({"id": row["id"], "likelihood": float(shares[1])}))


if __name__ == "__main__":
    {"train": train, "score": score}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
