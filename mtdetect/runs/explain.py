"""A run that explains one article."""

from collections.abc import Sequence
from itertools import islice

from mtdetect.bulk.scoring import detector_loader
from mtdetect.config.score_settings import DetectorSettings, ReadSettings
from mtdetect.document import Document, Unreadable
from mtdetect.errors import UsageError
from mtdetect.match.matcher import load_matcher
from mtdetect.match.row import with_match
from mtdetect.model.houses import house_columns
from mtdetect.readers import read
from mtdetect.readers.columns import Keep
from mtdetect.report.base import write
from mtdetect.report.explanation import report
from mtdetect.report.formats import Format
from mtdetect.report.messages import print_message
from mtdetect.report.outputs import standard_output, terminal_style
from mtdetect.results.explanation import explain, explanation_row
from mtdetect.results.row import Result, error_row, full_name


def run_explain(
    path: str, against: Sequence[str], form: Format, detector: DetectorSettings, reading: ReadSettings
) -> int:
    """Explain the one article of a file, with its origin among the candidates `against`, if there are any.

    Returns the exit code: 0, or 2 when the article could not be read. Raises `mtdetect.errors.MtdetectError` for
    settings and files that cannot be used, and for a file that does not hold exactly one article.
    """
    if path == "-" and "-" in against:
        raise UsageError("-: standard input cannot be both article and candidate: name a file for one of them")
    scorer = detector_loader(detector, sentences=True)()
    article = _read_one(path, reading, house_columns(detector.model))
    if isinstance(article, Document):
        explanation = explain(scorer, article)
        row = explanation_row(explanation)
        if against:
            matcher = load_matcher(against, **reading.as_keywords(), deep=detector.deep, reader=detector.reader)
            row = with_match(row, matcher.match(article), matcher.signature)
        result = Result(row, article.text, sentences=explanation.verdict.sentences)
    else:
        print_message("error", f"{full_name(article.id, article.path)}: {article.message}")
        result = Result(error_row(article))
    summary = write([result], [(report(form, terminal_style()), standard_output(form))])
    return summary.exit_code(allow_unreadable=False)


def _read_one(path: str, reading: ReadSettings, columns: Keep) -> Document | Unreadable:
    articles = read([path], **reading.as_keywords(), keep=columns)
    first_two = list(islice(articles, 2))
    if len(first_two) != 1:
        held = "more than one article: name one, or use 'mtdetect score'" if first_two else "no article: name one"
        raise UsageError(f"{path}: holds {held}")
    return first_two[0]
