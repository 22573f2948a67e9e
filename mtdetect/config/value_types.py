"""What a setting takes, and how its value is read from a file or from a variable of the environment."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from mtdetect.errors import UsageError

_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


class ValueType(StrEnum):
    """What a setting takes, in the words of the error message."""

    FLAG = "true or false"
    INTEGER = "a whole number"
    NUMBER = "a number"
    SHARE = 'a share such as "2%" or 0.02'
    TEXT = "text in quotation marks"
    PATH = "a path in quotation marks"
    OUTPUTS = 'a list such as ["json=results.json"]'
    PATHS = 'a list of paths such as ["archive.index"]'


_TYPES: Mapping[ValueType, tuple[type, ...]] = {
    ValueType.FLAG: (bool,),
    ValueType.INTEGER: (int,),
    ValueType.NUMBER: (int, float),
    ValueType.SHARE: (int, float, str),
    ValueType.TEXT: (str,),
    ValueType.PATH: (str,),
    ValueType.OUTPUTS: (list,),
    ValueType.PATHS: (list,),
}


def check(value: Any, value_type: ValueType, source: str) -> Any:
    """The value of a file; raises UsageError if it is of another type."""
    fits = isinstance(value, _TYPES[value_type]) and isinstance(value, bool) == (value_type is ValueType.FLAG)
    if not fits or (isinstance(value, list) and not all(isinstance(one, str) for one in value)):
        raise UsageError(f"{source}: is not {value_type}: mend it there")
    return value


def resolve(value: Any, value_type: ValueType, folder: Path) -> Any:
    """The value, with paths taken as relative to the folder of the file that holds them."""
    if value_type is ValueType.PATH:
        return str(folder / value)
    if value_type is ValueType.PATHS:
        return [str(folder / one) for one in value]
    if value_type is ValueType.OUTPUTS:
        return [f"{form}={folder / file}" if file else one for one in value for form, _, file in (one.partition("="),)]
    return value


def parse(value: str, value_type: ValueType, name: str) -> Any:
    """The value that a variable's text stands for; raises UsageError if it is of another type."""
    if value_type in (ValueType.OUTPUTS, ValueType.PATHS):
        return value.split()
    if value_type is ValueType.FLAG:
        if value.lower() not in (*_TRUE, *_FALSE):
            raise UsageError(f"{name}: {value!r} is not {value_type}: give 1 or 0")
        return value.lower() in _TRUE
    try:
        if value_type is ValueType.INTEGER:
            return int(value)
        return float(value) if value_type is ValueType.NUMBER else value
    except ValueError as error:
        raise UsageError(f"{name}: {value!r} is not {value_type}: mend it there") from error


def share(value: str | float) -> float:
    """The share (0-1) that `2%` or `0.02` stands for; raises ValueError with the cause and the next step."""
    text = str(value).strip()
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError as error:
        raise ValueError(f"{value!r} is no share: give one such as 2% or 0.02") from error
    if not 0 <= number <= 1:
        raise ValueError(f"{value!r} is not between 0 and 1: give a share such as 2% or 0.02")
    return number
