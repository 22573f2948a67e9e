"""The fields of rows that a request asks for."""

from collections.abc import Sequence

from mtdetect.config.files import suggestion
from mtdetect.results.row import FIELDS
from mtdetect.web.problems import invalid


def field_names(names: Sequence[str]) -> tuple[str, ...]:
    """The fields that are asked for. Raises RequestError for an unknown one and for one that is named twice."""
    for at, name in enumerate(names):
        if name not in FIELDS:
            raise invalid(f"fields: unknown field {name!r}: {suggestion(name, FIELDS)}")
        if name in names[:at]:
            raise invalid(f"fields: {name} is named twice: name it once")
    return tuple(names)


def listed_fields(listed: str | None) -> tuple[str, ...]:
    """The same of fields with commas between them, as a query has them; none where it names none."""
    return field_names(listed.split(",")) if listed is not None else ()
