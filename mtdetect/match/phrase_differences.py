"""The differences of two texts by key: in the counts of their phrases, and in the substitutions between them.

Phrases are runs of word classes and of words. Counts are dampened, so that no single phrase decides.
"""

from collections import Counter
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from mtdetect.features.extract import ngram_strings
from mtdetect.features.ngrams import ngrams_of
from mtdetect.features.word_classes import WordClasses
from mtdetect.match.pair import Alignment
from mtdetect.text.hashing import Keys
from mtdetect.text.text import Text

POWER = 0.5  # exponent of the counts of phrases, which dampens them
_LONGEST = 2  # words in a phrase of words at most
_LONGEST_SUBSTITUTION = 30  # characters of either wording at most


def phrase_keys(text: Text, classes: WordClasses) -> Keys:
    """The keys of phrases of word classes and of phrases of words; what both texts have, as the topic, cancels out."""
    found = classes.of_strings(ngram_strings(text))
    return np.concatenate([ngrams_of(found).ravel(), ngrams_of(text.all_word_keys)[:, :_LONGEST].ravel()])


def substitution_differences(
    suspect: Text, origin: Text, alignment: Alignment
) -> tuple[Keys, NDArray[np.float64], dict[int, str]]:
    """Keys, values and wordings of the substitutions: what one text has in the place of what the other has.

    Both directions of a substitution have one key; its value is positive where the suspect has the wording that is
    later in the alphabet.
    """
    counts: Counter[int] = Counter()
    wordings: dict[int, str] = {}
    for pair in alignment.pairs:
        for edit in pair.edits:
            if edit.change != "changed" or not pair.suspect or not pair.origin:
                continue
            ours, theirs = suspect.low[slice(*edit.suspect)], origin.low[slice(*edit.origin)]
            if ours != theirs and max(len(ours), len(theirs)) <= _LONGEST_SUBSTITUTION:
                first, second = sorted((ours, theirs))
                digest = blake2b(f"{first}\0{second}".encode("utf-8", "replace"), digest_size=8).digest()
                key = int.from_bytes(digest, "big")
                counts[key] += 1 if ours == second else -1
                wordings[key] = f"{ours} / {theirs}"
    uneven = {key: count for key, count in counts.items() if count}
    values = np.array(list(uneven.values()), np.float64)
    return np.array(list(uneven), np.uint64), np.sign(values) * np.abs(values) ** POWER, wordings


def phrase_differences(ours: Keys, theirs: Keys) -> tuple[Keys, NDArray[np.float64]]:
    """The keys of phrases whose counts differ, and the dampened differences."""
    keys, at = np.unique(np.concatenate([ours, theirs]), return_inverse=True)
    counts = np.bincount(at, np.repeat([1.0, -1.0], [len(ours), len(theirs)]), len(keys))
    differs = counts != 0
    return keys[differs], np.sign(counts[differs]) * np.abs(counts[differs]) ** POWER
