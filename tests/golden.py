"""Golden rows: what about 300 texts gave when they were last recorded.

`python -m tests.golden` records them again; the commit says why a row or a report changed.
"""

import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import mtdetect
from mtdetect.document import Document
from mtdetect.report.base import Style, make_report, write
from mtdetect.report.formats import Format
from mtdetect.results.row import Result, dump, row
from mtdetect.tells.pages import load_page
from mtdetect.tells.registry import RULES

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(__file__).parent / "data" / "golden"
SUFFIXES = {
    Format.TEXT: "txt",
    Format.CONCISE: "concise.txt",
    Format.JSON: "json",
    Format.JSONL: "jsonl",
    Format.CSV: "csv",
    Format.SARIF: "sarif",
    Format.GITHUB: "github.txt",
    Format.JUNIT: "xml",
    Format.HTML: "html",
}
REPORTED = (
    *("articles/bees.pt-quotes.txt", "articles/organ.txt", "rules/MT401 flags", "made/controls", "made/surrogates"),
    *("made/markup", "made/empty", "made/spanish", "made/tables", "made/mixed-0"),
)
SIGNATURE = "model:golden|rules:golden|version:golden"  # the true one changes with every rule

# Plain prose of this project, long enough to be judged, in which no rule finds anything.
PROSE = """\
The ferry was late again on Monday, and the people who had queued since six were told to go home. Most of them did. A
few stayed on the quay and shared a flask of tea, since the next bus back into town would not come before noon.

Ada Brennan, who runs the small shop beside the ticket office, has seen this many times. She keeps a list of the days on
which no boat came, and there are more of them each year. Nobody from the company has ever asked to see it."""


def documents() -> Iterator[Document]:
    """Rules' examples inside plain prose, this project's articles, and texts that are hard to read."""
    for rule in RULES:
        page = load_page(rule.code)
        flags = "\n\n".join(example.text for example in page.flags)
        yield Document(f"rules/{rule.code} flags", f"{PROSE}\n\n{flags}")
        yield Document(f"rules/{rule.code} clears", f"{PROSE}\n\n" + "\n\n".join(page.clears))
    for file in sorted((ROOT / "seeds" / "articles").glob("*.txt")):
        yield Document(f"articles/{file.name}", file.read_text(encoding="utf-8"))
    yield from (replace(document, id=f"made/{document.id}") for document in _made())


def _made() -> Iterator[Document]:
    flagged = {rule.code: [example.text for example in load_page(rule.code).flags] for rule in RULES}
    everything = [text for texts in flagged.values() for text in texts]
    organ = (ROOT / "seeds" / "articles" / "organ.txt").read_text(encoding="utf-8")
    yield Document("empty", "")
    yield Document("blank", " \n\t\n")
    yield Document("short", "A short note , that nobody reads. reads.")
    yield Document("spanish", "La empresa dijo que los precios subieron en mayo y que la gente no compra. " * 12)
    yield Document("russian", "Компания сообщила, что цены выросли в мае и люди ничего не покупают. " * 12)
    yield Document("quoted", f"“{PROSE.replace(chr(10), ' ')}”")
    yield Document("tables", "\n".join(f"| {n} | item {n} | {n * 7} |" for n in range(60)))
    yield Document(
        "code", f"{PROSE}\n\n```\nthe price , of wood . `x`\n```\n\nSee `a , b` and www.example.org/a , too."
    )
    yield Document("markup", PROSE, markup='<html lang="en-x-mtfrom-de"><body class="translated-ltr">')
    yield Document("crlf", f"{PROSE}\n\nThe boat , was sold.".replace("\n", "\r\n"))
    yield Document("one-line", PROSE.replace("\n", " "))
    yield Document("wrapped", organ.replace("\n\n", "\n"))
    yield Document("straight", organ.translate(str.maketrans("“”’", '""\'')))
    yield Document("guillemets", organ.replace("“", "« ").replace("”", " »"))
    yield Document("no-quotes", organ.translate(str.maketrans("", "", "“”’")))
    yield Document("upper", organ.upper())
    yield Document("lower", organ.lower())
    yield Document("dotted-i", f"{PROSE} İstanbul’da bir kıyı. The boat , was sold in İzmir , too.")
    yield Document("kelvin", f"{PROSE} It was 300 \u212a there, and \u212aings \u212aings came. bank bank")
    yield Document("surrogates", f"{PROSE}\ud83d The boat , was sold.\udc00 " * 2)
    yield Document(
        "controls", f"\ufeff{PROSE}\u200b\u00ad\x00\x1b[2J\u2028\u202e The boat , was sold.\x85 It rained . "
    )
    yield Document("emoji", f"{PROSE} 😀😀 The boat 🚢 , was sold. 👩‍🚒 " * 2)
    yield Document("wide-marks", f"{PROSE} The boat，was sold。It rained ！")
    yield Document("accents", f"{PROSE} Café Müller said that that Señor Núñez left the café . ÉCOLE École.")
    yield Document("combining", f"{PROSE} Cafe\u0301 Mu\u0308ller said that that Sen\u0303or left the cafe\u0301 .")
    yield Document("tokenised", PROSE.replace(",", " ,").replace(".", " ."))
    yield Document("hand-typed", PROSE.replace(", ", ",").replace("was", "wasnt") + " i know")
    yield Document("all-flags", "\n\n".join(everything))
    yield Document("all-flags-in-line", " ".join(everything))
    yield Document("repeated", f"{PROSE} The boat , was sold. sold.\n\n" * 60)
    yield Document("huge-words", f"{PROSE} " + "a" * 30_000 + " " + "na" * 500 + " end.")
    yield Document("huge-marks", f"{PROSE} " + '"' * 2_000 + " , . " * 2_000)
    yield Document("long-sentence", " ".join(PROSE.replace(".", ",").split() * 20) + ".")
    yield from (Document(f"mixed-{seed}", _mixed(everything, seed)) for seed in range(8))


def _mixed(pieces: list[str], seed: int) -> str:
    """A text of examples in random order, so that tells of one family meet."""
    chance = random.Random(seed)
    chosen = chance.sample(pieces, 25)
    return "".join(piece + chance.choice((" ", " ", "\n", "\n\n", "")) for piece in (PROSE, *chosen))


def results(detector: mtdetect.Detector) -> Iterator[Result]:
    """The rows as they are now, under a signature that does not change."""
    stable = replace(detector, signature=SIGNATURE)
    return (Result(row(document, stable.score(document)), document.text) for document in documents())


def reports(made: list[Result]) -> Iterator[tuple[str, str]]:
    """Each report by the name of its file."""
    chosen = [result for result in made if result.row["id"] in REPORTED]
    for form, suffix in SUFFIXES.items():
        out = io.StringIO()
        write(chosen, [(make_report(form, Style()), out)])
        text = out.getvalue().encode("utf-8", "backslashreplace").decode()
        yield f"report.{suffix}", _results_of(text) if form is Format.HTML else text


def _results_of(page: str) -> str:
    """What the HTML report holds of articles, without its style and scripts."""
    before, _, results = page.partition('<div id="results">\n')
    return "".join(re.findall("<p>.*</p>\n", before)) + results.partition("</div>\n<footer>")[0]


def _record() -> None:
    FOLDER.mkdir(exist_ok=True)
    made = list(results(mtdetect.load(deep="never")))
    rows = "".join(f"{dump(result.row)}\n" for result in made)
    (FOLDER / "rows.jsonl").write_text(rows, encoding="utf-8", newline="\n")
    for name, text in reports(made):
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made)} rows in {FOLDER}; read the differences before you commit them")


def recorded() -> list[dict[str, object]]:
    """The recorded rows."""
    return [json.loads(line) for line in (FOLDER / "rows.jsonl").read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    _record()
