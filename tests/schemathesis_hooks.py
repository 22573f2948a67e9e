"""What schemathesis must be told: how a body of NDJSON is written (`SCHEMATHESIS_HOOKS`)."""

from typing import Any

import schemathesis


def ndjson(_context: Any, value: Any) -> bytes:
    """Text as it is; anything else as the text that Python makes of it."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


schemathesis.serializer("application/x-ndjson")(ndjson)
schemathesis.serializer("application/octet-stream")(ndjson)
