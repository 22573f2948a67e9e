"""The deep model: what the reader makes of a text, added to the base model's score."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np

from mtdetect.deep.plain_text import plain_sentences
from mtdetect.deep.reader import Reading
from mtdetect.deep.transformer import Block, Floats
from mtdetect.model.calibration import Calibration
from mtdetect.text.text import Text
from mtdetect.verdict import READER, Reason

ADAPTED = ("attention", "output", "gate_up", "down")  # matrices of a block that an adapter may change
_SHOWN = 3  # sentences


@dataclass(frozen=True, slots=True)
class Adapter:
    """A change of one matrix of a block by a product of two small ones (Hu et al. 2022, "LoRA").

    `outputs` has the shape (outputs of the matrix, rank), `inputs` (rank, inputs of the matrix).
    """

    block: int
    matrix: str
    outputs: Floats
    inputs: Floats


@dataclass(frozen=True, slots=True)
class DeepModel:
    """The score is `base`, plus `plain` times the base model's score, plus `reader` times that of the reader.

    The reader's score is `intercept` plus the product of `probe`, shape (WIDTH,), with the mean state of a text's
    tokens. `fitted_to` is the `digest` of the base model whose scores it was fitted on. A text that more than a share
    `read_below` (0-1) of human texts outscore in the base model is left unread where that is allowed.
    """

    name: str
    fingerprint: str
    fitted_to: str
    probe: Floats
    intercept: float
    adapters: Sequence[Adapter]
    base: float
    plain: float
    reader: float
    read_below: float
    calibration: Calibration

    def reader_score(self, reading: Reading) -> float:
        """What the reader makes of a text, in log-odds before calibration."""
        return float(reading.mean @ self.probe) + self.intercept

    def sentence_scores(self, reading: Reading) -> Floats:
        """The same for each sentence: how far it lies above the text's mean. Approximate, and 0 for unread ones."""
        scores: Floats = np.where(reading.tokens > 0, (reading.states - reading.mean) @ self.probe, np.float32(0))
        return scores

    def sentence_shares(self, reading: Reading) -> Floats:
        """The share of each sentence in the reader's score, by its tokens; they add up to it. 0 for unread ones."""
        total = max(1, int(reading.tokens.sum()))
        share = reading.tokens.astype(np.float32) / np.float32(total)
        shares: Floats = share * (reading.states @ self.probe + np.float32(self.intercept))
        return shares


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader makes of a text: its reason, with the sentences that speak most for a machine.

    `sentences` has for each sentence that was read, by its span in the text as read, its share of the reason; the
    shares add up to it. That is approximate: what the reader makes of a sentence depends on those before it.
    """

    reason: Reason
    sentences: Mapping[tuple[int, int], float]


class ReadsSentences(Protocol):
    """What is needed of a reader."""

    def read(self, sentences: Sequence[str], /) -> Reading:
        """Read the sentences of a text, in order."""


@dataclass(frozen=True)
class Deep:
    """A deep model with its reader; with `always`, texts that the base model decides are read too.

    `load` loads the reader, which is done when a text is read for the first time.
    """

    model: DeepModel
    load: Callable[[], ReadsSentences]
    always: bool

    @cached_property
    def reader(self) -> ReadsSentences:
        """The reader. Raises ModelError and UsageError where it cannot be loaded."""
        return self.load()

    def reads(self, human_share: float) -> bool:
        """Whether to read a text that this share (0-1) of human texts outscore in the base model."""
        return self.always or human_share <= self.model.read_below

    def read(self, text: Text) -> Read:
        """What the reader adds to the score of a text, and what it makes of each sentence."""
        sentences, spans = plain_sentences(text)
        reading = self.reader.read(sentences)
        scores = self.model.sentence_scores(reading)
        heaviest = sorted(at for at in np.argsort(-scores)[:_SHOWN].tolist() if scores[at] > 0)
        added = self.model.reader * self.model.reader_score(reading)
        places = [text.place(*span) for span in spans]
        was_read = np.flatnonzero(reading.tokens).tolist()
        shares = self.model.reader * self.model.sentence_shares(reading)
        by_place = {places[at]: float(shares[at]) for at in was_read}
        return Read(Reason(READER, added, (), tuple(places[at] for at in heaviest)), by_place)

    def score(self, text: Text) -> float:
        """What the reader makes of a text, in log-odds before calibration."""
        return self.model.reader_score(self.reader.read(plain_sentences(text)[0]))

    @property
    def signature(self) -> str:
        """Names what scores depend on besides the base model."""
        return f"deep:{self.model.name}@{self.model.fingerprint}"


def adapted(blocks: Sequence[Block], adapters: Sequence[Adapter]) -> tuple[Block, ...]:
    """The blocks with the adapters in them, so that they cost nothing when a text is read."""
    found = list(blocks)
    for one in adapters:
        changed = getattr(found[one.block], one.matrix) + one.outputs @ one.inputs
        found[one.block] = replace(found[one.block], **{one.matrix: changed})
    return tuple(found)
