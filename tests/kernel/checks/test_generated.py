"""Reports made consistent by construction, one error put into each: found nearly always, and nothing said of the sound ones."""

from __future__ import annotations

from collections import Counter

import pytest

from .generated import KINDS, alarms, measure


@pytest.fixture(scope="module")
def tallies() -> dict[str, Counter[str]]:
    return measure(2, alone=True)


def test_errors_that_can_be_found_are_found(tallies: dict[str, Counter[str]]) -> None:
    total = sum(tallies.values(), Counter())
    assert total["findable"] >= 250
    assert total["found"] / total["findable"] >= 0.95, tallies


def test_the_first_repair_is_mostly_right(tallies: dict[str, Counter[str]]) -> None:
    total = sum(tallies.values(), Counter())
    assert total["repaired"] / total["repairable"] >= 0.6, tallies


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_error_is_found(tallies: dict[str, Counter[str]], kind: str) -> None:
    assert tallies[kind]["found"] >= 0.8 * tallies[kind]["findable"] > 0


def test_nothing_is_wrong_in_a_sound_report() -> None:
    assert alarms(4) == []
