"""Copies as sites print them: paragraphs dropped, cut short, with other lines around, other marks, a later update."""

import random
import re
from collections.abc import Sequence

from mtdetect.text.batch import parse

_NUMBER = re.compile(r"\b\d{1,3}\b")
Sentences = list[str]


def pieces(text: str) -> Sentences:
    """The sentences of a text, each with the line ends before it."""
    parsed = parse(text)
    found: Sentences = []
    last = 0
    for start, end in parsed.sentences:
        between = "\n" if "\n" in text[last:start] and found else " " if found else ""
        found.append(between + text[start:end])
        last = end
    return found


def as_copied(text: str, others: Sequence[Sentences], chance: random.Random) -> str:
    """A text as a copy's source or a copy may have it: whole, shortened, cut off, or with foreign sentences."""
    sentences = pieces(text)
    alter = chance.choice((_whole, _whole, _shortened, _cut_off, _framed))
    return "".join(alter(sentences, others, chance)).strip() or text


def as_printed(text: str, others: Sequence[Sentences], chance: random.Random) -> str:
    """A text as agencies' clients print it: as copied, with other quotation marks, or updated."""
    copied = as_copied(text, others, chance)
    change = chance.choice((_same, _same, _straight, _curly, _updated, _updated))
    return change(copied, others, chance)


def _whole(sentences: Sentences, _: Sequence[Sentences], __: random.Random) -> Sentences:
    return sentences


def _shortened(sentences: Sentences, _: Sequence[Sentences], chance: random.Random) -> Sentences:
    share = chance.uniform(0.5, 0.95)
    return [sentence for sentence in sentences if chance.random() < share]


def _cut_off(sentences: Sentences, _: Sequence[Sentences], chance: random.Random) -> Sentences:
    return sentences[: max(3, int(len(sentences) * chance.uniform(0.4, 0.9)))]


def _framed(sentences: Sentences, others: Sequence[Sentences], chance: random.Random) -> Sentences:
    before, after = (chance.choice(others)[: chance.randint(1, 6)] for _ in range(2))
    return [*before, "\n", *sentences, "\n", *after]


def _same(text: str, _: Sequence[Sentences], __: random.Random) -> str:
    return text


def _straight(text: str, _: Sequence[Sentences], __: random.Random) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def _curly(text: str, _: Sequence[Sentences], __: random.Random) -> str:
    opened = re.sub(r'(?<!\S)"', "“", text).replace('"', "”")
    return opened.replace("'", "’")


def _updated(text: str, others: Sequence[Sentences], chance: random.Random) -> str:
    """Some numbers raised, some sentences new, a few words put in."""
    sentences = pieces(text)
    for at in chance.sample(range(len(sentences)), min(len(sentences), chance.randint(1, 3))):
        sentences[at] = _NUMBER.sub(lambda found: str(int(found[0]) + chance.randint(1, 9)), sentences[at])
    for sentence in chance.choice(others)[: chance.randint(1, 4)]:
        sentences.insert(chance.randrange(len(sentences) + 1), sentence if sentence[0] in " \n" else f" {sentence}")
    return "".join(sentences).strip()
