"""Every finding of the case files can be kept as a code with its values and said in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import dumps, loads

import pytest

from giaoban.kernel.checks import Finding, check
from giaoban.kernel.wording import Wording, as_data, catalogue, retold

from .cases import HERE, read_cases

LETTERS = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
FILES = sorted(path.name for path in HERE.glob("*.case"))


def findings(name: str) -> Iterator[Finding]:
    for case in read_cases(HERE / name):
        yield from check(case.passage).findings


def sentences(found: Finding) -> list[str]:
    return [text for text in (found.message, found.formula, found.computed, *(k.label for k in found.links)) if text]


def wordings(text: str) -> Iterator[Wording]:
    """A sentence and the sentences in it."""
    if isinstance(text, Wording):
        yield text
        for value in text.values.values():
            for part in value if isinstance(value, tuple) else (value,):
                yield from wordings(part) if isinstance(part, str) else ()


@pytest.mark.parametrize("name", FILES)
def test_what_is_said_of_a_finding_is_of_the_catalogue_with_just_the_values_it_needs(name: str) -> None:
    for found in findings(name):
        for text in sentences(found):
            assert isinstance(text, Wording), text
            for part in wordings(text):
                room, _, code = part.code.partition(".")
                places = {place for _, place, _ in catalogue(room, "vi")[code] if place is not None}
                assert set(part.values) == places, part.code


@pytest.mark.parametrize("name", FILES)
def test_a_kept_finding_is_said_again_in_both_languages(name: str) -> None:
    for found in findings(name):
        for text in sentences(found):
            assert isinstance(text, Wording)
            again = retold(**loads(dumps(as_data(text))))
            assert (again, again.said("en")) == (text, text.said("en"))


@pytest.mark.parametrize("name", FILES)
def test_english_keeps_vietnamese_only_in_quotes_and_units(name: str) -> None:
    for found in findings(name):
        assert isinstance(found.message, Wording)
        units = {str(part.values["unit"]) for part in wordings(found.message) if "unit" in part.values}
        bare = re.sub(r"“[^”]*”|\([^()]*\)", "", found.message.said("en"))
        for unit in sorted(units, key=len, reverse=True):
            bare = bare.replace(f" {unit}", "") if unit else bare
        assert not LETTERS.search(bare), found.message.said("en")
