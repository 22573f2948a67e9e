"""Where the project keeps what training reads and writes; all paths are absolute."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"  # where no option or variable names another place

MODELS = ROOT / "models"
BASE_MODEL = MODELS / "base"
DEEP_MODEL = MODELS / "deep"
MATCH_MODEL = MODELS / "match"
ESTIMATE_MODEL = MODELS / "estimate"
SITE_MODEL = MODELS / "sites"

ARTICLES = ROOT / "seeds" / "articles"
RULES = ROOT / "seeds" / "rules"
RULES_PAGE = ROOT / "docs" / "rules.md"
ESTIMATE_PAGE = ROOT / "docs" / "estimate.md"
FIGURES_PAGE = ROOT / "docs" / "figures.md"
SCORE_PLOTS = ROOT / "docs" / "images" / "model"
SITE_PAGE = ROOT / "docs" / "sites.md"
TELLS = ROOT / "docs" / "tells.toml"  # which rules cover a tell that others describe, and why some have none
WORD_LISTS = ROOT / "mtdetect" / "tells" / "data"
