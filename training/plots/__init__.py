"""Plots of the models' cards as SVG, drawn from their figures."""
