"""Blocks of sets that are left out together when adapters are trained."""

from training.corpora import Row

# Blocks that are left out together, so that each fold learns from news and from other genres, from round trips and from
# foreign articles.
FOLDS = (
    ("german", "paragraphs", "american", "gum"),
    ("wmt", "fiction", "africa"),
    ("portuguese", "reviews", "encyclopedic"),
    ("essays", "talks", "apertium", "literary"),
)


def fold_of(row: Row) -> int:
    """The number of the fold of a row's block; a block that is in none of them is in the last."""
    return next((number for number, blocks in enumerate(FOLDS) if row.block in blocks), len(FOLDS) - 1)
