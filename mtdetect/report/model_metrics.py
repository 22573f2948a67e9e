"""The output of `mtdetect evaluate`: figures of the model on a user's labelled texts."""

import json
from collections.abc import Iterator

from mtdetect.evaluation.model_metrics import Evaluation, Metric
from mtdetect.report.excerpt import safe

_DIGITS = 4


def as_text(found: Evaluation) -> str:
    """Two tables: machine texts against human texts by kind, and the share of each that was called translated."""
    return "\n".join(map(safe, _lines(found))) + "\n"


def _lines(found: Evaluation) -> Iterator[str]:
    yield found.signature
    for one in found.comparisons:
        machine, human = one.texts
        yield ""
        yield f"{one.machine} ({machine:,}) against {one.human} ({human:,})"
        yield f"  AUC                         {_decimal(one.auc)}"
        yield f"  found at {found.fpr:g} false alarms   {_percent(one.recall)}"
        yield f"  expected calibration error  {_decimal(one.calibration_error)}"
    if not found.comparisons:
        yield ""
        yield "no AUC: it takes texts of both labels that can be judged"
    yield ""
    yield f"called translated at --fpr {found.fpr:g}"
    width = max(len(f"{of.set} {of.kind}") for of in found.call_rates)
    for of in found.call_rates:
        passed = f", {of.not_judged:,} not judged" if of.not_judged else ""
        share = _percent(of.translated) if of.translated else "-"
        yield f"  {f'{of.set} {of.kind}':{width}}  {share} of {of.texts:,}{passed}"
    yield ""
    yield "In brackets: 95 % intervals, by groups of texts that share content."


def as_json(found: Evaluation) -> str:
    """The same as one JSON object; all figures are 0-1, or null where there is none."""
    report = {
        "signature": found.signature,
        "fpr": found.fpr,
        "comparisons": [
            {
                "machine": one.machine,
                "human": one.human,
                "texts": dict(zip(("machine", "human"), one.texts, strict=True)),
                "auc": _entry(one.auc),
                "found": _entry(one.recall),
                "calibration_error": _entry(one.calibration_error),
            }
            for one in found.comparisons
        ],
        "called_translated": [
            {
                "set": one.set,
                "kind": one.kind,
                "label": one.label,
                "texts": one.texts,
                "not_judged": one.not_judged,
                "share": one.translated and _entry(one.translated),
            }
            for one in found.call_rates
        ],
    }
    return json.dumps(report, indent=2) + "\n"


def _entry(figure: Metric) -> dict[str, float]:
    return {
        "value": round(figure.value, _DIGITS),
        "low": round(figure.low, _DIGITS),
        "high": round(figure.high, _DIGITS),
    }


def _decimal(figure: Metric) -> str:
    return f"{figure.value:.3f} ({figure.low:.3f}-{figure.high:.3f})"


def _percent(figure: Metric) -> str:
    return f"{figure.value:.1%} ({figure.low:.1%}-{figure.high:.1%})"
