"""The one scorer: a text in, a verdict out. Every door (command line, Python, batch) goes through it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mtdetect.document import Document
from mtdetect.errors import UsageError
from mtdetect.features.extract import Features, extract
from mtdetect.model.abstention import reason_to_abstain
from mtdetect.model.additive import Model, Part, load_model
from mtdetect.tells.engine import find_tells
from mtdetect.tells.registry import fingerprint
from mtdetect.text.batch import Text, parse
from mtdetect.verdict import Label, Reason, Tell, Verdict
from mtdetect.version import __version__

if TYPE_CHECKING:
    from mtdetect.deep.model import Deep

_PHRASES_NAMED = 5  # the heaviest, each a reason of its own; the others are one reason together


@dataclass(frozen=True, slots=True)
class Detector:
    """A model with the settings of a run.

    `fpr` (0-1) is the share of human articles that may be called translated, `prior` (0-1, exclusive) the share of
    articles thought to be translated before reading them. `signature` names what the scores depend on: the model, the
    rules and the version. With `deep`, surrogate translation takes part, a second or so for an article.
    """

    model: Model
    fpr: float
    prior: float
    signature: str
    deep: "Deep | None" = None

    def score(self, document: str | Document) -> Verdict:
        """Judge one text; linear in its length."""
        made = document if isinstance(document, Document) else Document(id="", text=document)
        text = parse(made.text)
        tells = find_tells(text, made.markup)
        words = len(text.words)
        if why := reason_to_abstain(text):
            return Verdict("abstained", None, None, why, words, 0.0, (), tells, self.signature)
        features = extract(text, tells, self.model.measures)
        base, parts = self.model.base, self.model.parts(features)
        if self.deep:
            base, parts = self.deep.deepen(text, base, parts)
        raw = base + sum(part.log_odds for part in parts)
        label, likelihood, human_share = self.judge(raw, words)
        reasons = tuple(_reasons(parts, features, text, tells))
        guess = self.model.engine.guess(features.tells) if label == "translated" else None
        return Verdict(label, likelihood, human_share, None, words, base, reasons, tells, self.signature, guess)

    def judge(self, raw: float, words: int) -> tuple[Label, float, float]:
        """The verdict, likelihood and human share (both 0-1) of a raw score, in log-odds, of so many words."""
        calibration = self.deep.model.calibration if self.deep else self.model.calibration
        likelihood = calibration.likelihood(raw, words, self.prior)
        human_share = calibration.human_share(raw, words)
        if human_share <= self.fpr:
            return "translated", likelihood, human_share
        return "human" if likelihood < 0.5 else "unsure", likelihood, human_share

    def score_many(self, documents: Iterable[str | Document]) -> Iterator[Verdict]:
        """Judge texts one by one, in order."""
        return map(self.score, documents)


def load(model: Path | None = None, *, fpr: float = 0.01, prior: float = 0.5, deep: bool = False) -> Detector:
    """A detector with the shipped model, or with that of a folder; `deep` adds surrogate translation.

    Raises ModelError and UsageError, the latter also where `deep` is asked for and its extra is not installed.
    """
    if not 0 <= fpr <= 1:
        raise UsageError(f"fpr {fpr}: give a share from 0 to 1, such as 0.01")
    if not 0 < prior < 1:
        raise UsageError(f"prior {prior}: give a share between 0 and 1, such as 0.5")
    loaded = load_model(model)
    signature = f"model:{loaded.name}@{loaded.fingerprint}|rules:{fingerprint()}|version:{__version__}"
    if not deep:
        return Detector(loaded, fpr, prior, signature)
    from mtdetect.deep.shipping import load_deep

    deepened = load_deep(loaded)
    return Detector(loaded, fpr, prior, f"{signature}|{deepened.signature}", deepened)


def _reasons(parts: Sequence[Part], features: Features, text: Text, tells: Sequence[Tell]) -> Iterator[Reason]:
    """Tells, then measures, then phrases: the heaviest by themselves, the others in one sum."""
    of_rule: defaultdict[str, list[int]] = defaultdict(list)
    for at, tell in enumerate(tells):
        of_rule[f"tell:{tell.rule}"].append(at)
    phrases = [part for part in parts if part.length]
    for part in parts:
        if not part.length and part.log_odds:
            yield Reason(part.name, part.log_odds, tuple(of_rule[part.name]))
    heaviest = sorted(phrases, key=lambda part: (-abs(part.log_odds), part.token, part.length))
    for part in heaviest[:_PHRASES_NAMED]:
        start, end = _span(part, features, text)
        yield Reason(f"phrase:{' '.join(text.folded[start:end].split())}", part.log_odds, (), ((start, end),))
    if others := heaviest[_PHRASES_NAMED:]:
        yield Reason("phrases:others", sum(part.log_odds for part in others))


def _span(part: Part, features: Features, text: Text) -> tuple[int, int]:
    """Where a phrase first stands; one at the end of a text runs no further than it."""
    places = features.places[part.token : part.token + part.length]
    return text.tokens[places[0]][0], text.tokens[places[-1]][1]
