"""The one scorer: texts in, verdicts out. Every door (command line, Python, batch) goes through it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mtdetect.config.deep_mode import DEEP_MODES, DeepMode
from mtdetect.document import Document, as_document
from mtdetect.errors import UsageError
from mtdetect.features.extract import extract
from mtdetect.features.sketch import sketches
from mtdetect.model.abstention import reasons_to_abstain
from mtdetect.model.additive import Model, load_model
from mtdetect.model.language import languages
from mtdetect.model.reasons import Scored, reasons_of
from mtdetect.model.sentence_weights import sentence_weights
from mtdetect.readers.groups import group_columns
from mtdetect.tells.engine import PREPARE_AFTER, TellEngine, engine
from mtdetect.tells.evidence import count_tells, tells_of
from mtdetect.tells.fingerprint import fingerprint
from mtdetect.text.batch import analyse
from mtdetect.text.batches import batches
from mtdetect.text.text import Text
from mtdetect.verdict import House, Label, Language, Tell, Verdict
from mtdetect.version import __version__

if TYPE_CHECKING:
    from mtdetect.deep.model import Deep, Read


@dataclass(frozen=True, slots=True)
class Detector:
    """A model with the settings of a run.

    `fpr` (0-1) is the share of human articles that may be called translated, `prior` (0-1, exclusive) the share of
    articles thought to be translated before reading them. `signature` names what the scores depend on: the model, the
    rules and the version. `engine` finds the tells. Without `details`, verdicts have neither tells nor reasons, and are
    the same otherwise; with `sentences`, they say what each sentence weighs, and with `sketches`, they have a sketch.
    With `deep`, a reader takes part: it reads all texts, or those that the base model leaves open, some tenths of a
    second each; the signature of a verdict ends with what judged, `reader` or `base`.
    """

    model: Model
    fpr: float
    prior: float
    signature: str
    engine: TellEngine
    details: bool = True
    deep: "Deep | None" = None
    sentences: bool = False
    sketches: bool = False

    def score(self, document: str | Document) -> Verdict:
        """Judge one text; linear in its length."""
        return self.score_batch((as_document(document),))[0]

    def score_many(self, documents: Iterable[str | Document]) -> Iterator[Verdict]:
        """Judge texts in order, some at a time: several times as fast as one by one."""
        if isinstance(documents, str):
            raise TypeError("score_many: one text, not several: use score, or give a list")
        made = 0
        for batch in batches(map(as_document, documents), lambda document: len(document.text)):
            yield from self.score_batch(batch)
            made += len(batch)
            if made >= PREPARE_AFTER:
                self.engine.prepare()

    def score_batch(self, documents: Sequence[Document]) -> list[Verdict]:
        """Judge some texts together; the verdicts are those of each alone. `score_many` makes batches of a good size.

        A text that is not judged has no tells: no rule looks at it.
        """
        batch = analyse([document.text for document in documents])
        seen = languages(batch)
        abstained = reasons_to_abstain(batch, seen)
        judged = [number for number, why in enumerate(abstained) if why is None]
        hits = self.engine.find(batch, judged)
        markup = [document.markup if why is None else None for document, why in zip(documents, abstained, strict=True)]
        counts = [count_tells(found, page) for found, page in zip(hits, markup, strict=True)]
        features = extract(batch, counts, self.model.measures)
        scores = self.model.score(features)
        scored = Scored.of(features, scores, details=self.details)
        houses = self._houses_of(documents)
        made = sketches(batch) if self.sketches else [None] * len(documents)
        verdicts = []
        for text, why, found, page, language, house, own in zip(
            batch.texts, abstained, hits, markup, seen, houses, made, strict=True
        ):
            if why is not None:
                verdicts.append(_abstained(why, text.word_count, self.signature, language))
            else:
                tells = tells_of(text, found, page) if self.details else ()
                verdicts.append(replace(self._verdict(scored, text, tells, house), language=language, sketch=own))
        batch.release()
        return verdicts

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of documents (`Document.fields`) that tell the model's houses apart; none without houses."""
        return group_columns(self.model.houses.group_by) if self.model.houses else ()

    @property
    def reads_fields(self) -> bool:
        """Whether verdicts depend on columns of the documents."""
        return bool(self.columns)

    def judge(
        self, raw: float, words: int, *, read: bool = False, house: str | None = None
    ) -> tuple[Label, float, float]:
        """The verdict, likelihood and human share (both 0-1) of a raw score, in log-odds, of so many words.

        `read` says that the score has the reader's part in it. The human share is that of the texts of `house`, one
        that the model knows, and the likelihood that of a score which as few texts of all reach; None for that of all.
        """
        calibration = self.deep.model.calibration if self.deep and read else self.model.calibration
        level = self._level(house, raw, words) if house is not None and not read else 0.0
        likelihood = calibration.likelihood(raw - level, words, self.prior)
        if house is not None and self.model.houses is not None and not read:
            calibration = self.model.houses.calibration(calibration, house)
        human_share = calibration.human_share(raw, words)
        if human_share <= self.fpr:
            return "translated", likelihood, human_share
        return "human" if likelihood < 0.5 else "unsure", likelihood, human_share

    def _level(self, house: str, raw: float, words: int) -> float:
        houses = self.model.houses
        return houses.level(self.model.calibration, house, raw, words) if houses else 0.0

    def _houses_of(self, documents: Sequence[Document]) -> Sequence[House | None]:
        """The house of each document, of those that the model knows."""
        houses = self.model.houses
        if houses is None:
            return [None] * len(documents)
        return [houses.house_of(document.id, document.path, document.fields) for document in documents]

    def _verdict(self, scored: Scored, text: Text, tells: tuple[Tell, ...], house: House | None) -> Verdict:
        base, raw, words = self.model.base, float(scored.scores.raw[text.number]), text.word_count
        weight, signature = 1.0, self.signature
        read: Read | None = None
        if self.deep:
            if self.deep.reads(self.model.calibration.human_share(raw, words)):
                read, weight = self.deep.read(text), self.deep.model.plain
                base = self.deep.model.base + weight * base
                raw = self.deep.model.base + weight * raw + read.reason.log_odds
            signature = f"{signature}|judged:{'reader' if read else 'base'}"
        house = None if read else house  # the reader's scores have a calibration of their own
        if house:
            house = replace(house, level=self._level(house.name, raw, words))
        label, likelihood, human_share = self.judge(
            raw, words, read=read is not None, house=house.name if house else None
        )
        if not self.details:
            return Verdict(label, likelihood, human_share, None, words, base, (), (), signature, house=house)
        reasons = (*([read.reason] if read else ()), *reasons_of(scored, text, tells, weight))
        guess = self.model.engine.guess(scored.features.tells[text.number]) if label == "translated" else None
        shares = sentence_weights(scored.features, scored.scores, text, tells, weight) if self.sentences else ()
        if read:
            shares = tuple(replace(one, reader=read.sentences.get((one.start, one.end))) for one in shares)
        return Verdict(
            label,
            likelihood,
            human_share,
            None,
            words,
            base,
            reasons,
            tells,
            signature,
            guess,
            sentences=shares,
            house=house,
        )


def load(
    model: Path | str | None = None,
    *,
    fpr: float = 0.01,
    prior: float = 0.5,
    deep: DeepMode = "auto",
    reader: Path | str | None = None,
    details: bool = True,
    sentences: bool = False,
    sketches: bool = False,
) -> Detector:
    """A detector with the shipped model, or with that of a folder.

    With `deep`, a reader reads texts: `always` all of them, `auto` those that the base model leaves open, where the
    extra is installed and the base model is the shipped one, `never` none. `reader` is the file of its weights, if they
    are not the installed package's. Without `details`, verdicts come without tells, reasons and guess, in about two
    thirds of the time. With `sentences`, they say what each sentence weighs; with `sketches`, by what copies are known.

    Raises ModelError and UsageError, the latter also where `deep` is `always` and its extra is not installed.
    """
    if not isinstance(fpr, int | float) or not 0 <= fpr <= 1:
        raise UsageError(f"fpr {fpr}: give a share from 0 to 1, such as 0.01")
    if not isinstance(prior, int | float) or not 0 < prior < 1:
        raise UsageError(f"prior {prior}: give a share between 0 and 1, such as 0.5")
    loaded = load_model(None if model is None else Path(model))
    signature = f"model:{loaded.name}@{loaded.fingerprint}|rules:{fingerprint()}|version:{__version__}"
    deepened = load_reader(loaded, deep, reader)
    if deepened is not None:
        signature = f"{signature}|{deepened.signature}"
    return Detector(loaded, fpr, prior, signature, engine(), details, deepened, sentences, sketches)


def load_reader(base: Model, mode: DeepMode, reader: Path | str | None) -> "Deep | None":
    """The deep model of a mode; None where it is not wanted, or not there and not demanded.

    `reader` is as in `load`. Raises ModelError and UsageError.
    """
    if mode not in DEEP_MODES:
        raise UsageError(f"deep {mode}: choose of {', '.join(DEEP_MODES)}")
    if mode == "never":
        return None
    reader = None if reader is None else Path(reader)
    if reader is not None and not reader.exists():
        raise UsageError(f"{reader}: does not exist: name the file of the reader's weights")
    from mtdetect.deep.installed import is_installed
    from mtdetect.deep.shipping import find_deep, load_deep

    if mode == "always":
        return load_deep(base, reader)
    return find_deep(base, reader) if is_installed(reader) else None


def _abstained(why: str, words: int, signature: str, language: Language | None) -> Verdict:
    return Verdict("abstained", None, None, why, words, 0.0, (), (), signature, language=language)
