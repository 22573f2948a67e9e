"""From rows of the corpora to a fitted model: examples, n-gram stage, stack, calibration, export."""
