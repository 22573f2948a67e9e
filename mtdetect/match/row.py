"""A match as fields of the row of schema 1: `origin` and `candidates`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mtdetect.bulk.batches import batches
from mtdetect.bulk.inputs import Input, Work, input_of
from mtdetect.bulk.loader import Scorer
from mtdetect.bulk.step import internal_error, score_items
from mtdetect.document import Document
from mtdetect.match.candidates import MatchScorer
from mtdetect.match.matcher import CandidateMatch, Match, Matcher
from mtdetect.match.pair import Clue, Direction, Edit, Pair
from mtdetect.results.row import Result, Row, number
from mtdetect.text.sentences import Span


def with_match(row: Row, match: Match, signature: str) -> Row:
    """The row of a document with its match; `signature` is the matcher's."""
    return {
        **row,
        "origin": _origin(match.origin, match.suspect.as_read) if match.origin else None,
        "candidates": [_candidate(one) for one in match.compared if one.comparison.relation.name != "unrelated"],
        "signature": f"{row['signature']}|{signature}",
    }


def _candidate(found: CandidateMatch) -> Row:
    relation, aligned = found.comparison.relation, found.comparison.alignment
    return {
        "id": found.candidate.id,
        "path": found.candidate.path,
        "relation": relation.name,
        "relations": {name: number(share) for name, share in relation.likelihoods.items()},
        "likelihood": number(found.comparison.likelihood),
        "direction": _direction(found.comparison.direction),
        "likeness": number(found.likeness),
        "coverage": number(aligned.coverage),
        "origin_coverage": number(aligned.origin_coverage),
        "order": number(aligned.order),
    }


def _origin(found: CandidateMatch, suspect: str) -> Row:
    return {
        **_candidate(found),
        "best": list(found.comparison.relation.best),
        "cut": found.comparison.alignment.cut,
        "pairs": [_pair(pair, suspect, found.candidate.text) for pair in found.comparison.alignment.pairs],
    }


def _direction(direction: Direction | None) -> Row | None:
    if direction is None:
        return None
    return {
        "copy": direction.copy,
        "likelihood": number(direction.likelihood),
        "sure": direction.sure,
        "clues": [_clue(clue) for clue in direction.clues],
    }


def _clue(clue: Clue) -> Row:
    return {"name": clue.name, "log_odds": number(clue.log_odds)}


def _pair(pair: Pair, suspect: str, origin: str) -> Row:
    return {
        "kind": pair.kind,
        "similarity": number(pair.similarity),
        "moved": pair.moved,
        "suspect": _sentences(pair.suspect, suspect),
        "origin": _sentences(pair.origin, origin),
        "edits": [_edit(edit) for edit in pair.edits],
    }


def _sentences(span: Span | None, text: str) -> Row | None:
    return None if span is None else {"start": span[0], "end": span[1], "text": text[span[0] : span[1]]}


def _edit(edit: Edit) -> Row:
    return {"change": edit.change, "name": edit.name, "suspect": list(edit.suspect), "origin": list(edit.origin)}


def match_results(scorer: Scorer, matcher: Matcher, inputs: Iterable[Input]) -> Iterator[Result]:
    """The row of each input with its match, in input order; an exception for one input becomes its error row."""
    for batch in batches(inputs):
        yield from match_items(MatchScorer(scorer, matcher), batch)


def match_items(loaded: MatchScorer, items: Sequence[Work]) -> list[Result]:
    """A step (`mtdetect.bulk.step`): the same of some inputs."""
    results = score_items(loaded.scorer, items)
    return [_match_result(loaded.matcher, item, result) for item, result in zip(items, results, strict=True)]


def _match_result(matcher: Matcher, item: Work, result: Result) -> Result:
    if "error" in result.row or result.text is None:
        return result
    document = Document(result.row["id"], result.text, result.row["path"])
    try:
        made = with_match(result.row, matcher.match(document), matcher.signature)
    except Exception as error:  # as in scoring: one text must not stop the others
        made = internal_error(input_of(item), f"matching failed with {type(error).__name__}: {error}")
    return replace(result, row=made)
