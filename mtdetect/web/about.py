"""What a server says of itself: its rules and its model, which stay the same while it runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtdetect.config.web_settings import WebSettings
from mtdetect.detector import Detector
from mtdetect.model.additive import DEFAULT
from mtdetect.model.shipped import shipped
from mtdetect.report.model_card import read_figures
from mtdetect.results.row import SCHEMA, number
from mtdetect.tells.measurement_file import measurement
from mtdetect.tells.pages import load_page
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Rule
from mtdetect.tells.status import status
from mtdetect.version import __version__


def rules() -> dict[str, Any]:
    """All rules with their pages, as `mtdetect rules CODE` shows them."""
    return {"schema": SCHEMA, "rules": [_rule(rule) for rule in RULES]}


def _rule(rule: Rule) -> dict[str, Any]:
    page, found = load_page(rule.code), measurement(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.code[:3],
        "severity": rule.severity,
        "status": status(rule),
        "message": rule.message,
        "hint": rule.hint,
        "cause": page.cause,
        "source": page.source,
        "flags": [example.text for example in page.flags],
        "clears": list(page.clears),
        "hits": found.hits,
        "machine_news": number(found.machine_news.rate) if found.machine_news.documents else None,
        "native_news": number(found.native_news.rate) if found.native_news.documents else None,
        "precision": number(found.precision),
    }


def model(detector: Detector, settings: WebSettings, candidates: int) -> dict[str, Any]:
    """The model in use, its settings and figures, how human texts score, the server's limits, and its candidates."""
    used, limits = detector.model, settings.limits
    folder = settings.detector.model or shipped("models") / DEFAULT
    return {
        "schema": SCHEMA,
        "name": used.name,
        "version": __version__,
        "signature": detector.signature,
        "fpr": detector.fpr,
        "prior": detector.prior,
        "deep": settings.detector.deep if detector.deep else "never",
        "weighs": {"phrases": len(used.known), "measures": len(used.measures), "rules": len(used.tells)},
        "human_scores": list(_human_scores(detector)),
        "figures": dict(read_figures(Path(folder))),
        "candidates": candidates,
        "limits": {
            "document_bytes": limits.document_bytes,
            "body_bytes": limits.body_bytes,
            "documents": limits.documents,
            "seconds": limits.seconds,
            "requests": limits.requests,
            "requests_a_client": limits.requests_a_client,
        },
    }


def _human_scores(detector: Detector) -> Iterator[dict[str, Any]]:
    """For texts of some lengths, which raw score a share of human texts reaches, and its likelihood at the prior."""
    calibration = detector.model.calibration
    for words, thresholds in zip(calibration.knots.tolist(), calibration.thresholds.tolist(), strict=True):
        yield {
            "words": words,
            "shares": [number(share) for share in calibration.shares.tolist()],
            "raw": [number(raw) for raw in thresholds],
            "likelihoods": [number(calibration.likelihood(raw, round(words), detector.prior)) for raw in thresholds],
        }
