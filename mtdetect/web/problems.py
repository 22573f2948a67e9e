"""What a server answers where it cannot do what was asked: a status, and one line that says why and what to do."""

from mtdetect.report.excerpt import safe
from mtdetect.results.row import dump

_LONGEST = 500  # characters of a message, which may name a key of the request
RETRY_AFTER = 1  # seconds


class RequestError(Exception):
    """An answer other than the one asked for. `kind` is for programs, `message` for people: cause and next step."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.message = message

    def body(self) -> bytes:
        """The JSON of the answer, `{"error": {"kind": ..., "message": ...}}`, as in the row of an unread input."""
        return dump({"error": {"kind": self.kind, "message": safe(self.message)[:_LONGEST]}}).encode()

    def headers(self) -> dict[str, str]:
        """The headers of the answer: when to come back, where that helps."""
        return {"retry-after": str(RETRY_AFTER)} if self.status in (429, 503) else {}


def too_busy(requests: int) -> RequestError:
    """The server has as many requests as it takes."""
    return RequestError(503, "busy", f"{requests} requests are being answered: try again in a moment")


def too_many_of_client(requests: int) -> RequestError:
    """One client has as many requests as it may."""
    return RequestError(
        429, "too_many_requests", f"{requests} requests of this client are being answered: wait for one to end"
    )


def body_too_large(limit: int) -> RequestError:
    """A body of more bytes than the server takes."""
    return RequestError(
        413, "too_large", f"the body holds more than {limit:,} bytes: split it, send NDJSON, or raise --max-body"
    )


def too_many_documents(count: int, limit: int) -> RequestError:
    """More documents in one body than the server takes."""
    return RequestError(
        413,
        "too_many_documents",
        f"{count:,} documents are more than {limit:,}: split them, send NDJSON, or raise --max-documents",
    )


def document_too_large(where: str, limit: int) -> RequestError:
    """A text of more bytes than the server takes; `where` names it in the body."""
    return RequestError(413, "too_large", f"{where}: holds more than {limit:,} bytes: split it, or raise --max-bytes")


def file_too_large(name: str, cause: str) -> RequestError:
    """A file that holds more than the server takes."""
    return RequestError(413, "too_large", f"{name}: {cause}")


def slow_body(seconds: float) -> RequestError:
    """A body that did not come in time."""
    return RequestError(
        408, "slow_body", f"the body did not come within {seconds:g} s: send it again, in smaller parts"
    )


def slow_head(seconds: float) -> RequestError:
    """A request whose headers did not come in time."""
    return RequestError(408, "slow_head", f"the headers did not come within {seconds:g} s: send the request at once")


def out_of_time(seconds: float) -> RequestError:
    """Work that took longer than it may."""
    return RequestError(503, "out_of_time", f"this took longer than {seconds:g} s: send less, or raise --max-seconds")


def nothing_there() -> RequestError:
    """There is no such address."""
    return RequestError(404, "not_found", "there is nothing at this address: see openapi.json")


def fault_of_program() -> RequestError:
    """What nobody foresaw."""
    return RequestError(500, "internal", "a fault of the program: please report it")


def invalid(message: str) -> RequestError:
    """A request that is not what the API takes."""
    return RequestError(422, "invalid", message)
