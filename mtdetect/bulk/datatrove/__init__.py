"""Blocks for pipelines of datatrove (extra `datatrove`): a reader, an annotator and a filter.

    from mtdetect.bulk.datatrove import ReadInputs, TranslationFilter

    pipeline = [ReadInputs("crawl/"), TranslationFilter(exclusion_writer=JsonlWriter("dropped/")), JsonlWriter("kept/")]

`python -m mtdetect.bulk.datatrove IN OUT` is such a pipeline, from WARC, or whatever mtdetect reads, to JSON Lines.
"""

from mtdetect.bulk.datatrove.blocks import TranslationAnnotator, TranslationFilter
from mtdetect.bulk.datatrove.reader import ReadInputs

__all__ = ["ReadInputs", "TranslationAnnotator", "TranslationFilter"]
