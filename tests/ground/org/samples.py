"""Rows of the room that the general maker of samples cannot guess."""

from datetime import date

SAMPLES = {"org.UnitPastKind": {"valid_from": date(1980, 1, 1), "valid_to": date(1990, 1, 1)}}
