"""Imitates copies as sites print them: shortened, cut off, with other lines around, with other marks, or updated."""

import random
import re
from collections.abc import Sequence

from mtdetect.text.batch import parse

_NUMBER = re.compile(r"\b\d{1,3}\b")
Sentences = list[str]


def pieces(text: str) -> Sentences:
    """The sentences of a text, each with the space or line end before it."""
    parsed = parse(text)
    found: Sentences = []
    last = 0
    for start, end in parsed.sentences:
        between = "\n" if "\n" in parsed.raw[last:start] and found else " " if found else ""
        found.append(between + parsed.raw[start:end])
        last = end
    return found


def imitate_copy(text: str, others: Sequence[Sentences], chance: random.Random) -> str:
    """A text as its copy, or the source of a copy, may have it: whole, shortened, cut off, or with foreign sentences.

    `others` are texts that foreign sentences are taken from, and `chance` draws.
    """
    sentences = pieces(text)
    alter = chance.choice((_keep_all, _keep_all, _drop_sentences, _cut_end, _add_frame))
    return "".join(alter(sentences, others, chance)).strip() or text


def imitate_reprint(text: str, others: Sequence[Sentences], chance: random.Random) -> str:
    """A text as the clients of a news agency print it: a copy, some with other quotation marks, some updated."""
    copied = imitate_copy(text, others, chance)
    change = chance.choice((_keep, _keep, _straighten_marks, _curl_marks, _update, _update))
    return change(copied, others, chance)


def _keep_all(sentences: Sentences, _: Sequence[Sentences], __: random.Random) -> Sentences:
    return sentences


def _drop_sentences(sentences: Sentences, _: Sequence[Sentences], chance: random.Random) -> Sentences:
    share = chance.uniform(0.5, 0.95)
    return [sentence for sentence in sentences if chance.random() < share]


def _cut_end(sentences: Sentences, _: Sequence[Sentences], chance: random.Random) -> Sentences:
    return sentences[: max(3, int(len(sentences) * chance.uniform(0.4, 0.9)))]


def _add_frame(sentences: Sentences, others: Sequence[Sentences], chance: random.Random) -> Sentences:
    before, after = (chance.choice(others)[: chance.randint(1, 6)] for _ in range(2))
    return [*before, "\n", *sentences, "\n", *after]


def _keep(text: str, _: Sequence[Sentences], __: random.Random) -> str:
    return text


def _straighten_marks(text: str, _: Sequence[Sentences], __: random.Random) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def _curl_marks(text: str, _: Sequence[Sentences], __: random.Random) -> str:
    opened = re.sub(r'(?<!\S)"', "“", text).replace('"', "”")
    return opened.replace("'", "’")


def _update(text: str, others: Sequence[Sentences], chance: random.Random) -> str:
    """The numbers of one to three sentences raised, and one to four sentences of another text put in."""
    sentences = pieces(text)
    for at in chance.sample(range(len(sentences)), min(len(sentences), chance.randint(1, 3))):
        sentences[at] = _NUMBER.sub(lambda found: str(int(found[0]) + chance.randint(1, 9)), sentences[at])
    for sentence in chance.choice(others)[: chance.randint(1, 4)]:
        sentences.insert(chance.randrange(len(sentences) + 1), sentence if sentence[0] in " \n" else f" {sentence}")
    return "".join(sentences).strip()
