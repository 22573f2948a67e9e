"""Sites of blocks that were left out, judged by their level and by what recurs at them."""

import numpy as np
import pytest

from mtdetect.tells.registry import RULES
from tests.site_rows import TEXTS, WORDS, site_rows
from training.protocols.figures import Figures
from training.sites.figures import measure_sites
from training.sites.rates import MAY_BE_RARE
from training.sites.texts import SiteTexts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def figures() -> dict[str, Figures]:
    """Of a model whose scores tell nothing; a rule finds something in every round trip and in no
    human text, and another in one text of each human outlet and in a round trip."""
    rows = site_rows()
    tells = np.zeros((len(rows), len(RULES)), np.intp)
    tells[:, RULES.index(MAY_BE_RARE[0])] = [row.label == 1 for row in rows]
    tells[:, RULES.index(MAY_BE_RARE[1])] = [row.id.endswith(f"/{TEXTS - 1}") for row in rows]
    scores = np.random.default_rng(6).normal(size=len(rows))
    return measure_sites(SiteTexts(rows, np.full(len(rows), WORDS), scores, tells))


def test_an_engine_that_moves_no_score_is_found_by_rare_tells(figures: dict[str, Figures]) -> None:
    sites = figures["sites found"]["reviews bing deepl google, 100% of 20 articles"]

    assert 1 == sites["found"]
    assert float(str(sites["found, level alone"])) <= 0.2


def test_no_human_site_is_called_by_a_rule_that_people_set_off(figures: dict[str, Figures]) -> None:
    for sites in figures["human sites called translated"].values():
        assert sites["called, level alone"] == sites["called"]
