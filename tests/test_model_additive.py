"""What tells weigh whatever the wording."""

import numpy as np
import pytest

from mtdetect.excuses.suppress import weight_left
from mtdetect.model.additive import SeveralTells
from mtdetect.verdict import SEVERAL

SEVERAL_TELLS = SeveralTells({"MT401": 1.0, "MT403": 1.0, "MT220": 1.0, "MT480": 3.0}, level=2.0)


def added(tells: dict[str, float], raw: float) -> float:
    return float(SEVERAL_TELLS.log_odds([tells], np.array([raw]))[0])


def test_one_rule_alone_adds_nothing_however_often_it_finds() -> None:
    assert added({"MT401": 1.0}, -3.0) == 0


def test_several_rules_lift_a_score_to_the_level_and_beyond_with_each_further_tell() -> None:
    assert added({"MT401": 1.0, "MT403": 0.5}, -3.0) == pytest.approx(2.0 + 0.5 + 3.0)
    assert added({"MT401": 1.0, "MT403": 1.0, "MT220": 0.5}, -3.0) == pytest.approx(2.0 + 1.5 + 3.0)


def test_a_rule_that_counts_more_needs_no_other() -> None:
    assert added({"MT480": 0.3}, -3.0) == 0
    assert added({"MT480": 0.6}, -3.0) == pytest.approx(2.0 + 0.8 + 3.0)


def test_a_score_that_is_higher_stays_as_it_is() -> None:
    assert added({"MT401": 1.0, "MT403": 0.5}, 2.6) == 0


def test_other_rules_do_not_count() -> None:
    assert added({"MT401": 1.0, "MT701": 1.0, "MT999": 1.0}, -3.0) == 0


def test_excused_tells_take_their_share_of_it_along() -> None:
    reason = {"name": SEVERAL, "log_odds": 4.0, "tells": []}
    cause = {"reason": "ours", "source": "a"}

    assert weight_left(reason, {"words": 300}, [cause, None, None, cause]) == 2.0
    assert weight_left(reason, {"words": 300}, [cause, cause]) == 0
