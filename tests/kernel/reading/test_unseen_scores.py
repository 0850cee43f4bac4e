"""How the twelve pages of `unseen` are read: alarms where nothing is wrong, planted errors found.

The even pages give counts only; their texts and what the reader says of them are not looked at (see unseen/README.md).
"""

import json
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from giaoban.kernel.reading import read

UNSEEN = Path(__file__).parent / "unseen"
NAMES = sorted(path.stem for path in UNSEEN.glob("*.json"))
PAGE = 7000
MOST_ALARMS = {"odd": 0.0, "even": 1.3}
"""A page, a little above what is reached."""
FEWEST_FOUND = {"odd": 9, "even": 6}


def text_of(name: str) -> str:
    return (UNSEEN / f"{name}.txt").read_bytes().decode("utf-8")


@cache
def counted(half: str) -> tuple[float, int, int]:
    """(false alarms a page, planted errors found, planted errors) of one half."""
    alarms = found = planted = length = 0
    for name in [n for n in NAMES if (int(n[:2]) % 2 == 1) == (half == "odd")]:
        text, errors = text_of(name), json.loads((UNSEEN / f"{name}.json").read_text("utf-8"))["errors"]
        reading = read(text)
        places = {figure.id: (figure.start, figure.end) for figure in reading.figures}
        hit: set[int] = set()
        for relation in reading.relations:
            spans = [places[i] for i in (relation.result, *relation.terms) if i is not None]
            touched = {e["start"] for e in errors if any(a < e["end"] and e["start"] < b for a, b in spans)}
            if relation.holds is False:
                hit |= touched
                alarms += not touched
        found, planted, length = found + len(hit), planted + len(errors), length + len(text)
    return alarms * PAGE / length, found, planted


@pytest.mark.parametrize("half", MOST_ALARMS)
def test_few_sound_figures_of_unseen_pages_are_called_wrong(half: str) -> None:
    assert counted(half)[0] <= MOST_ALARMS[half], counted(half)


@pytest.mark.parametrize("half", FEWEST_FOUND)
def test_planted_errors_of_unseen_pages_are_found(half: str) -> None:
    assert counted(half)[1] >= FEWEST_FOUND[half], counted(half)


@pytest.mark.parametrize("name", NAMES)
def test_the_planted_errors_stand_where_they_are_said_to(name: str) -> None:
    text, errors = text_of(name), json.loads((UNSEEN / f"{name}.json").read_text("utf-8"))["errors"]
    assert unicodedata.is_normalized("NFC", text)
    assert len(errors) == 2
    assert all(text[e["start"] : e["end"]] == e["wrong"] != e["right"] for e in errors)
