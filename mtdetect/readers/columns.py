"""Columns of any depth: `meta.body.text` is the `text` of the `body` of `meta`."""

from collections.abc import Collection, Mapping
from typing import Literal

Fields = Mapping[str, object]
Keep = Collection[str] | Literal["all"]


def find(fields: Fields, key: str) -> object:
    """The value under a key; None where there is none.

    A name that holds the dots itself wins over a path, at every depth: the longest name that leads somewhere.
    """
    if key in fields:
        return fields[key]
    for at in range(len(key) - 1, 0, -1):
        if key[at] == "." and isinstance(inner := fields.get(key[:at]), Mapping):
            value = find(inner, key[at + 1 :])
            if value is not None:
                return value
    return None


def kept(fields: Fields, keep: Keep) -> Fields | None:
    """What is asked for of a row: all of it, or the values found under some keys, each by the key as asked."""
    if keep == "all":
        return fields
    return {key: find(fields, key) for key in keep} if keep else None
