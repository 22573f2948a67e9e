"""Sentence alignment of two texts: monotone, with splits, merges and gaps; moved sentences are found afterwards.

Sentences are linked by lexical similarity (`mtdetect.match.links`); here a link gets its spans in the texts and its
edits. Work and memory grow with the product of the numbers of sentences, which `mtdetect.match.segmentation` limits.
"""

from mtdetect.match.edits import edits, unpaired_edit
from mtdetect.match.links import count_words, is_pair, link_sentences
from mtdetect.match.monotone_path import Link
from mtdetect.match.pair import Alignment, Pair
from mtdetect.match.segmentation import SegmentedText, segment
from mtdetect.text.text import Text


def align(suspect: Text, origin: Text) -> Alignment:
    """The alignment of two texts, with the edits inside each pair; of very long texts, of their first sentences."""
    one, other = segment(suspect), segment(origin)
    links = link_sentences(one, other)
    paired = [found for found in links if is_pair(found)]
    covered = sum(count_words(one, found.suspect) for found in paired)
    covered_there = sum(count_words(other, found.origin) for found in paired)
    in_order = sum(count_words(one, found.suspect) for found in paired if not found.moved)
    return Alignment(
        pairs=tuple(_pair(one, other, found) for found in links),
        coverage=covered / max(one.words, 1),
        origin_coverage=covered_there / max(other.words, 1),
        order=in_order / covered if covered else 1.0,
        cut=one.cut or other.cut,
    )


def _pair(suspect: SegmentedText, origin: SegmentedText, found: Link) -> Pair:
    """The pair of a link, with its spans in the texts and its edits."""
    here, there = suspect.sentences[slice(*found.suspect)], origin.sentences[slice(*found.origin)]
    kind = f"{len(here)}-{len(there)}"
    span = (here[0].span[0], here[-1].span[1]) if here else None
    span_there = (there[0].span[0], there[-1].span[1]) if there else None
    if not here or not there:
        at = _start(origin, found.origin[0]) if here else _start(suspect, found.suspect[0])
        return Pair(span, span_there, kind, 0.0, False, (unpaired_edit(span, span_there, at),))
    tokens, tokens_there = ((run[0].tokens[0], run[-1].tokens[1]) for run in (here, there))
    return Pair(
        span,
        span_there,
        kind,
        found.similarity,
        found.moved,
        edits(suspect.text, tokens, origin.text, tokens_there),
    )


def _start(of: SegmentedText, sentence: int) -> int:
    """The offset at which a sentence begins; for the number after the last one, at which that ends."""
    if not of.sentences:
        return 0
    return of.sentences[sentence].span[0] if sentence < len(of.sentences) else of.sentences[-1].span[1]
