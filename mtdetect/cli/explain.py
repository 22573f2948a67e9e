"""The command that explains one article: parse, call, exit. Imports as in `app.py`."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mtdetect.cli import options as option
from mtdetect.cli.match import Against
from mtdetect.cli.settings import ConfiguredFigures

if TYPE_CHECKING:
    from mtdetect.document import Document, Unreadable


class Explaining(Against, ConfiguredFigures):
    """Takes `--against` as `match` does, and the settings as `score` does."""


def explain(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file with one article, or - for standard input.")],
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="CANDIDATES...", help="Articles that may be the origin, or an index of them."),
    ] = None,
    form: Annotated[
        Literal["text", "html", "json"], typer.Option("--format", help="How to print the explanation.")
    ] = "text",
    fpr: option.Fpr = 0.01,
    prior: option.Prior = 0.5,
    model: option.Model = None,
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    deep: option.Deep = False,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Explain one article: its text with the evidence marked in place, and how the score comes about.

    All reasons with their log-odds, their sum, and what the score would be without the heaviest three.

    Exits with 0, or with 2 when the article or a candidate could not be read. Excuses change nothing here.

    \b
    Examples:
      mtdetect explain article.txt
      mtdetect explain article.txt --format html > article.html
      mtdetect explain suspect.txt --against archive/
    """
    from mtdetect.detector import load
    from mtdetect.document import Document
    from mtdetect.errors import UsageError
    from mtdetect.match.matcher import load_matcher
    from mtdetect.match.row import with_match
    from mtdetect.readers import read
    from mtdetect.report.base import write
    from mtdetect.report.explanation import report
    from mtdetect.report.formats import Format
    from mtdetect.report.messages import print_message
    from mtdetect.report.outputs import standard_output, terminal_style
    from mtdetect.results.explanation import explain as explain_document
    from mtdetect.results.explanation import explained_row
    from mtdetect.results.row import Result, error_row

    if path == "-" and "-" in (against or []):
        raise UsageError("-: standard input cannot be both article and candidate: name a file for one of them")
    detector = load(model, fpr=fpr, prior=prior, deep=deep)
    found = _one(path, list(islice(read([path], max_bytes=max_bytes, text_key=text_key, id_key=id_key), 2)))
    if isinstance(found, Document):
        row = explained_row(explain_document(detector, found))
        if against:
            matcher = load_matcher(against, max_bytes=max_bytes, text_key=text_key, id_key=id_key)
            row = with_match(row, matcher.match(found), matcher.signature)
        result = Result(row, found.text)
    else:
        print_message("error", f"{found.id}: {found.message}")
        result = Result(error_row(found))
    summary = write([result], [(report(Format(form), terminal_style()), standard_output(Format(form)))])
    raise typer.Exit(summary.exit_code(allow_unreadable=False))


def _one(path: str, found: "list[Document | Unreadable]") -> "Document | Unreadable":
    from mtdetect.errors import UsageError

    if len(found) != 1:
        held = "more than one article: name one, or use 'mtdetect score'" if found else "no article: name one"
        raise UsageError(f"{path}: holds {held}")
    return found[0]
