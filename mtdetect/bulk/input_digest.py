"""A digest of an input, by which a resumed run sees that it is the same."""

from hashlib import blake2b

from mtdetect.bulk.inputs import Input
from mtdetect.document import Document, Page

DIGEST = 16  # bytes


def digest_input(item: Input) -> bytes:
    """A digest of all parts of an input that its row depends on."""
    if isinstance(item, Document):
        parts: tuple[str | bytes, ...] = ("document", item.text, item.markup or "", *item.notes)
    elif isinstance(item, Page):
        parts = ("page", item.data, item.charset or "")
    else:
        parts = ("unreadable", item.kind, item.message)
    digest = blake2b(digest_size=DIGEST)
    for part in (item.id, item.path or "", *parts):
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.digest()
