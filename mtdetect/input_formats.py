"""The names of the input formats, as `--input-format` takes them: the suffixes of their files."""

from typing import Literal, get_args

InputFormat = Literal["txt", "md", "html", "jsonl", "json", "csv", "tsv", "parquet", "warc", "wet"]

INPUT_FORMATS: tuple[InputFormat, ...] = get_args(InputFormat)
