"""The names of the formats, apart from what they need."""

from enum import StrEnum


class Format(StrEnum):
    """Each is a module of this package with a function `report(style) -> Report`."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
