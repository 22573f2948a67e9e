"""The examples of the OpenAPI document, each of which runs: own articles, and what an engine made of one."""

import json
from pathlib import Path
from typing import Any

_ARTICLES: dict[str, Any] = json.loads(Path(__file__).with_name("examples.json").read_text("utf-8"))
_DOCUMENTS: list[dict[str, str]] = _ARTICLES["documents"]
_SUSPECT = {"id": "suspect", "text": _ARTICLES["suspect"], "candidates": _ARTICLES["candidates"]}

SCORE = {
    "rows": {"summary": "The row of each document", "value": {"documents": _DOCUMENTS}},
    "explained": {
        "summary": "One document explained, by a stricter measure and for few translations",
        "value": {"documents": _DOCUMENTS[:1], "explain": True, "fpr": "0.1%", "prior": 0.05},
    },
    "fields": {
        "summary": "Chosen fields, which takes less time",
        "value": {"documents": _DOCUMENTS, "fields": ["id", "likelihood", "human_share", "verdict"]},
    },
    "sites": {
        "summary": "A row for each site behind those of its articles",
        "value": {"documents": _DOCUMENTS, "group_by": "domain"},
    },
}
SCORE_STREAM = {
    "stream": {
        "summary": "A document a line",
        "value": "".join(f"{json.dumps(document, ensure_ascii=False)}\n" for document in _DOCUMENTS),
    }
}
FILE = {
    "page": {
        "summary": "A page; its name is in the query: ?name=page.html",
        "value": f"<!DOCTYPE html><title>Bees</title><article><p>{_DOCUMENTS[1]['text']}</p></article>",
    }
}
MATCH = {"origin": {"summary": "The origin of a text among two candidates", "value": _SUSPECT}}
ESTIMATE = {
    "all": {"summary": "The translated share of all documents", "value": {"documents": _DOCUMENTS}},
    "sites": {"summary": "The same by site", "value": {"documents": _DOCUMENTS, "group_by": "domain"}},
}
