"""The additive model, its calibration, and when not to judge."""
