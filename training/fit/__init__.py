"""From rows of the corpora to a fitted model: examples, n-gram stage, second stage, calibration, export."""
