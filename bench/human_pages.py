"""What rules and model say of pages that people wrote, by kind of page: a folder for each kind.

`python -m bench.human_pages FOLDER... [--pieces N] [--examples CODE]`. A folder that holds folders stands for these.
All files are taken to be human: what is found in them is a false alarm. Each page is judged as it is, and again in
pieces of 150 words. Shares are of what was judged; the rules are listed with the pages and pieces that they mark.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import mtdetect
from mtdetect.detector import Detector
from mtdetect.document import Document
from mtdetect.readers import read
from mtdetect.report.excerpt import safe
from mtdetect.verdict import Tell, Verdict

_PIECE_WORDS = 150
_SEVERITIES = ("error", "warning")
_WORD = re.compile(r"\S+")
_EXAMPLES = 30
_AROUND = 40  # characters shown before and behind an example's evidence


@dataclass(slots=True)
class Counts:
    """How many texts of one kind there are, are judged, are called translated and have a tell of a severity."""

    texts: int = 0
    judged: int = 0
    translated: int = 0
    with_tell: Counter[str] = field(default_factory=Counter)

    def add(self, verdict: Verdict) -> None:
        """Count one text."""
        self.texts += 1
        self.judged += verdict.verdict != "abstained"
        self.translated += verdict.verdict == "translated"
        self.with_tell.update({tell.severity for tell in verdict.tells})

    def cells(self) -> str:
        """The columns of the table."""
        counts = (*(self.with_tell[severity] for severity in _SEVERITIES), self.translated)
        shares = "".join(f"{count:6} {count / max(1, self.judged):6.1%}" for count in counts)
        return f"{self.texts:7}{self.judged:7}{shares}"


@dataclass(slots=True)
class Found:
    """What was found: counts by kind and size of text, texts by rule and size, and the examples of one rule."""

    wanted: str | None
    kinds: defaultdict[tuple[str, str], Counts] = field(default_factory=lambda: defaultdict(Counts))
    rules: dict[str, Counter[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(Counter))
    examples: list[str] = field(default_factory=list)

    def add(self, kind: str, size: str, document: Document, verdict: Verdict) -> None:
        """Count one text of a kind; `size` is `page` or `piece`."""
        self.kinds[kind, size].add(verdict)
        self.kinds["all", size].add(verdict)
        self.rules[size].update({(tell.severity, tell.rule, tell.name) for tell in verdict.tells})
        if size == "page":
            self.examples += [_example(document, tell) for tell in verdict.tells if tell.rule == self.wanted][:3]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--pieces", type=int, default=10, help="the most pieces of a page (default: %(default)s)")
    parser.add_argument("--examples", metavar="CODE", help="print what this rule marks")
    options = parser.parse_args()
    detector, found = mtdetect.load(deep="never"), Found(options.examples)
    for folder in _kinds(options.folders):
        _judge(detector, found, folder, options.pieces)
    for line in (*_table(found), *_rules(found), *found.examples[:_EXAMPLES]):
        print(line)


def pieces(text: str, most: int) -> list[str]:
    """Parts of 150 words, at most so many, evenly spread over a text; what is left at its end is no piece."""
    words = [match.span() for match in _WORD.finditer(text)]
    firsts = range(0, len(words) - _PIECE_WORDS + 1, _PIECE_WORDS)
    step = max(1, -(-len(firsts) // max(1, most)))
    return [text[words[at][0] : words[at + _PIECE_WORDS - 1][1]] for at in firsts[::step][:most]]


def _kinds(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        inner = sorted(path for path in folder.iterdir() if path.is_dir())
        yield from inner or [folder]


def _judge(detector: Detector, found: Found, folder: Path, most: int) -> None:
    pages = [one for one in read([folder]) if isinstance(one, Document)]
    parts = [replace(page, text=part, markup=None) for page in pages for part in pieces(page.text, most)]
    for size, documents in (("page", pages), ("piece", parts)):
        for document, verdict in zip(documents, detector.score_many(documents), strict=True):
            found.add(folder.name, size, document, verdict)


def _table(found: Found) -> Iterator[str]:
    for size in ("page", "piece"):
        columns = "".join(f"{name:>13}" for name in (*_SEVERITIES, "translated"))
        yield f"{f'by {size}':24}{'texts':>7}{'judged':>7}{columns}"
        yield from (f"{kind:24}{counts.cells()}" for (kind, of), counts in found.kinds.items() if of == size)
        yield ""


def _rules(found: Found) -> Iterator[str]:
    yield f"{'rule':48}{'pages':>7}{'pieces':>7}"
    keys: Sequence[tuple[str, str, str]] = sorted({*found.rules["page"], *found.rules["piece"]})
    for key in sorted(keys, key=lambda key: (key[0], -found.rules["piece"][key], key)):
        yield f"{f'{key[0]:8} {key[1]} {key[2]}':48}{found.rules['page'][key]:7}{found.rules['piece'][key]:7}"


def _example(document: Document, tell: Tell) -> str:
    before = document.text[max(0, tell.start - _AROUND) : tell.start]
    behind = document.text[tell.end : tell.end + _AROUND]
    return f"{document.id[-40:]}: {safe(' '.join(f'{before}[{tell.evidence}]{behind}'.split()))}"


if __name__ == "__main__":
    main()
