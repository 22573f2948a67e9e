"""What is scored: inputs as they were read, and inputs whose row is known."""

from dataclasses import dataclass

from mtdetect.document import Document, Page, Unreadable
from mtdetect.results.row import Row

Input = Document | Page | Unreadable


@dataclass(frozen=True, slots=True)
class Known:
    """An input whose row is there already; with `text`, the article of a page is taken out all the same."""

    item: Input
    row: Row
    text: bool

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to do."""
        return not (self.text and isinstance(self.item, Page))


Work = Input | Known


def input_of(item: Work) -> Input:
    """The input, whether its row is known or not."""
    return item.item if isinstance(item, Known) else item
