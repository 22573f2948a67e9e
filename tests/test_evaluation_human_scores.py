"""The scores of human texts: what cannot be read is named."""

import pytest

from mtdetect.document import Unreadable
from mtdetect.errors import UsageError
from mtdetect.evaluation.human_scores import collect_scores
from mtdetect.results.row import Result, error_row


@pytest.mark.parametrize(("own", "name"), [("x1", "hb.jsonl [x1]"), ("hb.jsonl:3", "hb.jsonl:3")])
def test_an_input_that_cannot_be_read_is_named_with_its_file(own: str, name: str) -> None:
    bad = Result(error_row(Unreadable(own, "hb.jsonl", "no_text", "has no text")))

    with pytest.raises(UsageError) as error:
        collect_scores([bad])

    assert str(error.value) == f"{name}: has no text: nothing is written; mend it, or leave it out"
