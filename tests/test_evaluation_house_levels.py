"""Thresholds of houses from few and from many human texts."""

import numpy as np
import pytest

from mtdetect.errors import UsageError
from mtdetect.evaluation.house_levels import Outlets, human_outlets, learn_houses
from mtdetect.model.calibration import Calibration
from mtdetect.model.houses import Houses
from mtdetect.sites.model import load_sites

# The middle is 0 and a spread 1 at all lengths, so that raw scores are distances.
PLAIN = Calibration(
    (0.0, 1.0, 0.0, 0.0),
    np.array([50.0, 500.0]),
    np.array([1.0, 0.5, 0.05, 0.01]),
    np.array([[-3.0, 0.0, 1.0, 2.0], [-3.0, 0.0, 1.0, 2.0]]),
)
OUTLETS = Outlets(mean=0.0, between=0.3, within=0.4)
FPR = 0.01


def learn(scores: dict[str, np.ndarray]) -> Houses:
    names = [name for name, of in scores.items() for _ in of]
    values = np.concatenate(list(scores.values()))
    return learn_houses(PLAIN, values, np.full(len(values), 200.0), names, OUTLETS, "house", FPR)


def texts(level: float, number: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng([seed, number]).normal(level, OUTLETS.within, number)


def threshold(houses: Houses, name: str) -> float:
    """The distance that `FPR` of a house's human texts reach."""
    return float(houses.thresholds[name][houses.shares.tolist().index(FPR)])


def test_many_texts_have_thresholds_of_their_own_level() -> None:
    found = learn({"low": texts(-0.5, 3_000), "high": texts(0.5, 3_000)})

    of_normal = 2.326 * OUTLETS.within
    assert threshold(found, "low") == pytest.approx(-0.5 + of_normal, abs=0.1)
    assert threshold(found, "high") == pytest.approx(0.5 + of_normal, abs=0.1)


def test_the_fewer_texts_a_house_has_the_less_it_moves_from_the_others() -> None:
    others = {f"h{number}": texts(0.0, 40, number) for number in range(10)}
    found = learn({**others, "two": np.full(2, -0.6), "forty": texts(-0.6, 40)})

    typical = np.mean([threshold(found, name) for name in others])
    assert threshold(found, "forty") < threshold(found, "two") < typical


@pytest.mark.parametrize("number", [1, 3, 30, 120])
def test_no_threshold_is_below_what_the_texts_of_the_house_reach(number: int) -> None:
    odd = texts(0.8, number)
    found = learn({"odd": odd, "other": texts(0.0, 200)})

    assert threshold(found, "odd") > np.sort(odd)[::-1][int(FPR * (number + 1))]


def test_no_share_is_below_what_all_texts_can_show() -> None:
    found = learn({"a": texts(0.0, 60), "b": texts(0.1, 60)})

    assert found.shares[-1] == pytest.approx(1 / 121)


def test_thresholds_rise_as_shares_fall() -> None:
    found = learn({"a": texts(0.0, 300), "b": texts(0.4, 7)})

    assert all((np.diff(of) >= 0).all() for of in found.thresholds.values())


@pytest.mark.slow
@pytest.mark.parametrize("number", [2, 10, 60])
def test_false_alarms_are_as_promised_in_the_mean_however_few_texts_a_house_has(number: int) -> None:
    chance = np.random.default_rng(number)
    called = []
    for _ in range(20):
        levels = chance.normal(0, OUTLETS.between, 200 // number + 10)
        drawn = {str(at): chance.normal(level, OUTLETS.within, number) for at, level in enumerate(levels)}
        found = learn(drawn)
        others = chance.normal(levels[:, None], OUTLETS.within, (len(levels), 200))
        thresholds = np.array([threshold(found, name) for name in drawn])
        called.append(float((others >= thresholds[:, None]).mean()))

    assert np.mean(called) < FPR + 0.003


def test_what_is_known_of_human_outlets_is_that_of_the_model_of_sites() -> None:
    found = human_outlets(load_sites().mixture)

    assert 0 < found.between < 1
    assert 0 < found.within < 1


def test_more_houses_than_a_model_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtdetect.evaluation.house_levels.MOST", 1)

    with pytest.raises(UsageError, match="--group-by house: 2 houses, more than 1: group by something larger"):
        learn({"a": texts(0.0, 60), "b": texts(0.0, 60)})
