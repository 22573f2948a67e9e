"""Fits and measures the model of sites: human outlets, a machine's pipelines, and sites drawn from both."""
