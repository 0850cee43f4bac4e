"""Scoring units by a criteria set: self score, check, decision; results, recognitions that expire."""
