"""The output of `mtdetect model`: the model in use and its figures."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from mtdetect.detector import load
from mtdetect.errors import ModelError
from mtdetect.model.additive import DEFAULT, Model
from mtdetect.model.shipped import shipped
from mtdetect.report.excerpt import safe

_METRICS = "metrics.json"
_INTERVAL = ", 95 %"


def card(folder: Path | None) -> str:
    """A model and its figures on texts that it was not trained on. Raises ModelError for one that cannot be used."""
    folder = folder or shipped("models") / DEFAULT
    detector = load(folder)
    return "\n".join(map(safe, _card(detector.model, detector.signature, folder))) + "\n"


def _card(model: Model, signature: str, folder: Path) -> Iterator[str]:
    yield f"name       {model.name}"
    yield f"signature  {signature}"
    yield f"folder     {folder}"
    yield f"weighs     {len(model.known):,} phrases, {len(model.measures)} measures, {len(model.tells)} rules"
    figures = read_figures(folder)
    if figures:
        yield ""
        yield from _figures(figures, 0)


def read_figures(folder: Path) -> Mapping[str, object]:
    """The figures in a model's folder; empty where it has none. Raises ModelError for a file that is not JSON."""
    file = folder / _METRICS
    try:
        figures = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ModelError(f"{file}: not JSON that can be read ({error}); train or install the model anew") from error
    return figures if isinstance(figures, dict) else {"figures": figures}


def _figures(figures: Mapping[str, object], depth: int) -> Iterator[str]:
    """One line for each figure, with its interval, indented under its headings."""
    for name, value in figures.items():
        heading = f"{'  ' * depth}{name}"
        if isinstance(value, dict):
            yield f"{heading}:"
            yield from _figures(value, depth + 1)
        elif not name.endswith(_INTERVAL):
            between = figures.get(f"{name}{_INTERVAL}")
            yield f"{heading}: {value}" + (f" {between}" if between else "")
