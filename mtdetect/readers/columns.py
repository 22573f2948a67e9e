"""Columns at any depth: `meta.body.text` is the `text` of the `body` of `meta`."""

from collections.abc import Collection, Mapping
from typing import Literal

Fields = Mapping[str, object]
Keep = Collection[str] | Literal["all"]


def find(fields: Fields, key: str) -> object:
    """The value under a key; None where there is none.

    A column whose own name contains the dots wins over a path, at every depth: the longest name that exists is used.
    """
    if key in fields:
        return fields[key]
    for at in range(len(key) - 1, 0, -1):
        if key[at] == "." and isinstance(inner := fields.get(key[:at]), Mapping):
            value = find(inner, key[at + 1 :])
            if value is not None:
                return value
    return None


def select(fields: Fields, keep: Keep) -> Fields | None:
    """The columns of a row that `keep` names: all of them, or the values under its keys; None where it names none."""
    if keep == "all":
        return fields
    return {key: find(fields, key) for key in keep} if keep else None
