"""Indicators, targets and observations: every figure knows where it came from, and no figure is ever overwritten."""
