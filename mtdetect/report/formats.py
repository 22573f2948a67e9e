"""The names of the formats, apart from what they need."""

from enum import StrEnum


class Format(StrEnum):
    """Each is a module of this package with a function `report(style) -> Report`."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"
    HTML = "html"
