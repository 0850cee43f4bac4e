"""Registers: definition versions as data, entries with validity and corrections, import, review, and the figures they feed."""
