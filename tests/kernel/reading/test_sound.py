"""Paragraphs and reports whose numbers all agree, of many kinds: nothing in them is called wrong."""

from pathlib import Path

import pytest

from giaoban.kernel.reading import read

TEXTS = [
    line.replace("\\n", "\n")
    for line in (Path(__file__).parent / "sound.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_nothing_is_wrong_where_all_numbers_agree(text: str) -> None:
    assert [relation.note for relation in read(text).relations if relation.holds is False] == []


def test_there_are_many_of_them() -> None:
    assert len(TEXTS) >= 190
