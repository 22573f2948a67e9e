"""Blocks for pipelines of datatrove (extra `datatrove`): a reader, an annotator and a filter.

    from mtdetect.bulk.datatrove import ReadInputs, TranslationFilter

    pipeline = [ReadInputs("crawl/"), TranslationFilter(exclusion_writer=JsonlWriter("dropped/")), JsonlWriter("kept/")]

`python -m mtdetect.bulk.datatrove IN OUT` is such a pipeline, from WARC, or whatever mtdetect reads, to JSON Lines.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtdetect.bulk.datatrove.blocks import TranslationAnnotator, TranslationFilter
    from mtdetect.bulk.datatrove.reader import ReadInputs

__all__ = ["ReadInputs", "TranslationAnnotator", "TranslationFilter"]


def __getattr__(name: str) -> Any:
    """A block, when first asked for: without datatrove, the command can say what it needs."""
    if name == "ReadInputs":
        from mtdetect.bulk.datatrove import reader

        return reader.ReadInputs
    if name in __all__:
        from mtdetect.bulk.datatrove import blocks

        return getattr(blocks, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
