"""The commands that measure a model, or fit it to a user's own texts: parse, call, print. Imports as in `cli.py`."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from mtdetect import cli_options as option
from mtdetect.errors import UsageError


def calibrate(
    human: Annotated[
        list[str],
        typer.Option("--human", metavar="PATH", help="Texts by people, as score reads them. May be repeated."),
    ],
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH...]", help="More of them.")] = None,
    fpr: Annotated[
        float, typer.Option(metavar="SHARE", min=0, max=1, help="The share of them that may be called translated.")
    ] = 0.01,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The new model folder; it must not be there yet.")
    ] = Path("calibrated"),
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A model folder instead of the shipped one.")
    ] = None,
    text_key: Annotated[str, typer.Option(metavar="KEY", help="The key of the text in JSON Lines.")] = "text",
    max_bytes: Annotated[
        int, typer.Option(metavar="BYTES", min=1, help="The largest document that is read.")
    ] = 10_000_000,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes to use.", show_default="all cores")
    ] = 0,
) -> None:
    """Set the thresholds by your own human texts.

    Writes the same model with thresholds at which human texts like yours are called translated no more often than
    --fpr says: a promise that needs 1/fpr texts, better ten times as many, drawn as those that you will score.
    The thresholds are those of the plain score: --deep has its own.

    \b
    Examples:
      mtdetect calibrate --human archive/ --output our-model
      mtdetect score --model our-model article.txt
    """
    from contextlib import closing

    from mtdetect.calibrate import calibrate as run
    from mtdetect.calibrate import scored, unused
    from mtdetect.readers import read
    from mtdetect.report.calibrate import as_text
    from mtdetect.report.progress import track
    from mtdetect.scale.batch import DetectorLoader
    from mtdetect.scale.processes import cores, score_results

    if not 0 < fpr < 1:
        raise UsageError(f"--fpr {fpr:g}: no texts can show that: give a share between 0 and 1, such as 0.01")
    unused(output)
    inputs = read([*human, *(paths or [])], max_bytes=max_bytes, text_key=text_key)
    with closing(score_results(DetectorLoader(model, fpr), inputs, jobs or cores())) as results:
        collected = scored(track(results, sys.stderr, shared=False))
    typer.echo(as_text(run(model, collected, fpr, output)), nl=False)


def evaluate(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE.jsonl...]", help="Labelled texts of your own; - for stdin.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Without files: measure this protocol. May be repeated.")
    ] = None,
    corpora: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Without files: the corpora's folder (default: MTDETECT_CORPORA)."),
    ] = None,
    trips: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Without files: round trips that teach as well.")
    ] = None,
    fpr: Annotated[
        float,
        typer.Option(metavar="SHARE", min=0, max=1, help="The share of human texts that may be called translated."),
    ] = 0.01,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to print the figures of own texts.")
    ] = "text",
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A model folder instead of the shipped one.")
    ] = None,
    deep: Annotated[bool, typer.Option("--deep", help="With surrogate translation, as score --deep.")] = False,
    text_key: Annotated[str, typer.Option(metavar="KEY", help="The key of the text in the rows.")] = "text",
    max_bytes: Annotated[int, typer.Option(metavar="BYTES", min=1, help="The largest row that is read.")] = 10_000_000,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes to use.", show_default="all cores")
    ] = 0,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Measure the model on labelled texts of your own; or, without files, the trainer on texts left out of training.

    Each row has a text, a label of 1 (machine) or 0 (human), and may have a kind, such as round_trip, and a group:
    texts that share content. Without files, the protocols that made metrics.json run anew: a few minutes each.

    \b
    Examples:
      mtdetect evaluate labelled.jsonl
      mtdetect evaluate news.jsonl.gz essays.jsonl.gz --format json
      mtdetect evaluate --only engines
    """
    if not files:
        from mtdetect.trainer import trainer

        typer.echo(trainer("protocols").measured(corpora, only or (), trips), nl=False)
        return
    if only or corpora or trips:
        raise UsageError("--only, --corpora, --trips: are for the trainer's protocols: leave the files out, or these")
    from contextlib import closing

    from mtdetect.detector import load
    from mtdetect.evaluate import evaluate as run
    from mtdetect.evaluate import judged, labelled_sets
    from mtdetect.report.evaluate import as_json, as_text
    from mtdetect.report.progress import track
    from mtdetect.scale.batch import DetectorLoader
    from mtdetect.scale.processes import cores, score_results

    rows, documents = labelled_sets(files, max_bytes=max_bytes, text_key=text_key)
    with closing(score_results(DetectorLoader(model, fpr, deep=deep), documents, jobs or cores())) as results:
        texts = list(judged(rows, track(results, sys.stderr, shared=False)))
    found = run(texts, fpr, load(model, deep=deep).signature)
    typer.echo(as_json(found) if form == "json" else as_text(found), nl=False)


def train(
    corpora: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The corpora's folder (default: MTDETECT_CORPORA).")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="The model folder (default: the shipped one).")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Measure this protocol only. May be repeated.")
    ] = None,
    trips: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Round trips that teach as well, from python -m training.deep --translate."),
    ] = None,
) -> None:
    """Train a model on JSON Lines in the corpora's form, and measure it on texts left out of training.

    Takes the trainer, which is in the source tree, and about 4 GB of memory.

    \b
    Example:
      mtdetect train --corpora corpora/ --output our-model
    """
    from mtdetect.trainer import trainer

    typer.echo(trainer("protocols").trained(corpora, output, only or (), None, trips), nl=False)
