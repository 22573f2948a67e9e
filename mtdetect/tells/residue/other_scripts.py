"""Letters of other scripts that stand in English text or in its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mtdetect.tells.rule import InTexts, Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.folding import FIRST_OTHER_SCRIPT
from mtdetect.text.masks import CODE, QUOTED, TABLE
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text


def _with_other_scripts(batch: TextBatch) -> set[int]:
    found = batch.characters
    return {*batch.text_of(found.others[found.points >= FIRST_OTHER_SCRIPT]).tolist()}


_OTHER_SCRIPTS = InTexts(_with_other_scripts)


@dataclass(frozen=True, slots=True)
class _AtOtherScripts:
    """A finder for an expression whose matches begin with a letter of another script, or right before one."""

    expression: str

    def __call__(self, text: Text) -> Iterator[Span]:
        found, offset = text.batch.characters, int(text.batch.starts[text.number])
        first, last = np.searchsorted(found.others, (offset, offset + len(text.folded)))
        others = found.others[first:last][found.points[first:last] >= FIRST_OTHER_SCRIPT] - offset
        pattern, done = re.compile(self.expression), 0
        for at in others.tolist():
            for start in (at - 1, at):
                if start >= done and (match := pattern.match(text.folded, start)):
                    done = match.end()
                    yield match.span()


RULES = (
    Rule(
        "MT605",
        "mixed-script-word",
        "warning",
        "One word mixes two scripts.",
        "Sub-word pieces of two languages were joined.",
        _AtOtherScripts(
            r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]"
            r"|[a-z][\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af]|[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af][a-z]",
        ),
        when=_OTHER_SCRIPTS,
        for_code=True,
    ),
    Rule(
        "MT607",
        "foreign-script",
        "note",
        "Letters of another script stand in the sentence.",
        "Engines copy words that they do not know; bilingual writers quote them.",
        _AtOtherScripts(
            r"[\u0400-\u04ff\u0600-\u06ff\u0590-\u05ff\u0900-\u097f]{2,40}"
            r"|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{1,40}",
        ),
        when=_OTHER_SCRIPTS,
        for_code=True,
    ),
    Rule(
        "MT613",
        "foreign-script-in-sentence",
        "warning",
        "Words of another script stand where the sentence goes on in English.",
        "Engines leave out what their memory or glossary did not cover.",
        _AtOtherScripts(
            r"(?:(?<=[a-z] )|(?<=[a-z], )|(?<=> )|(?<!.))[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,40}"
            r"(?= ?[\"*]{0,2}[A-Za-z])"
            r"|(?<=[a-z] )[\u0400-\u04ff\u0600-\u06ff\u0590-\u05ff\u0900-\u097f]{3,40}(?= [a-z])",
        ),
        skip=TABLE | CODE | QUOTED,
        when=_OTHER_SCRIPTS,
    ),
)
