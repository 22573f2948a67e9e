"""The row of a site: what stands behind the rows of its articles."""

from dataclasses import dataclass

from mtdetect.results.row import SCHEMA, Row, number
from mtdetect.sites.mixture import Share
from mtdetect.sites.rare import RareTells
from mtdetect.sites.recurring import Recurring
from mtdetect.verdict import Label

SITE = "site"  # the `kind` of such a row
TOO_FEW = "too_few_articles"


@dataclass(frozen=True, slots=True)
class Counts:
    """The articles of a site: all, those that count, copies of others of the site, and those that the user excuses."""

    articles: int
    judged: int
    repeated: int
    excused: int


@dataclass(frozen=True, slots=True)
class SiteVerdict:
    """The judgement on a site.

    `log_odds` is that of the pooled articles at even odds, `likelihood` (0-1) the same at the stated prior.
    `human_share` (0-1) is the share of human sites that score as high with as many articles.
    """

    verdict: Label
    log_odds: float
    likelihood: float
    human_share: float
    share: Share
    recurring: tuple[Recurring, ...]
    rare_tells: RareTells | None


def site_row(name: str, counts: Counts, verdict: SiteVerdict | None, signature: str) -> Row:
    """The row; numbers have six decimals. A site without a verdict has too few articles that count."""
    found = verdict and {
        "log_odds": number(verdict.log_odds),
        "likelihood": number(verdict.likelihood),
        "human_share": number(verdict.human_share),
        "verdict": verdict.verdict,
        "abstained": None,
        "share": {
            "estimate": number(verdict.share.estimate),
            "low": number(verdict.share.low),
            "high": number(verdict.share.high),
        },
        "recurring": [
            {one.kind: one.name, "articles": one.articles, "human_sites": number(one.human_sites)}
            for one in verdict.recurring
        ],
        "rare_tells": verdict.rare_tells and _rare_tells(verdict.rare_tells),
    }
    none = {"log_odds": None, "likelihood": None, "human_share": None, "verdict": "abstained", "abstained": TOO_FEW}
    return {
        "schema": SCHEMA,
        "kind": SITE,
        "site": name,
        "articles": counts.articles,
        "judged": counts.judged,
        "repeated": counts.repeated,
        "excused": counts.excused,
        **(found or {**none, "share": None, "recurring": [], "rare_tells": None}),
        "signature": signature,
    }


def _rare_tells(found: RareTells) -> Row:
    return {
        "articles": found.articles,
        "human_sites": number(found.human_sites),
        "rules": [{"rule": code, "articles": articles} for code, articles in found.rules],
    }
