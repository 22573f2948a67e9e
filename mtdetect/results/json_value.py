"""Values of tables, which may have types of their own, as JSON can hold them."""

import math
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any


def json_value(value: Any) -> Any:
    """A value that JSON can hold, for a value of a table, which may have other types."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): json_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)
