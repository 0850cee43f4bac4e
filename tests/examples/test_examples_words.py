"""The examples retell facts; they borrow no sentence and no person."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from giaoban.kernel.extract import extract

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "sources"
REPORTS = sorted(ROOT.glob("examples/*/report.*"))
LONGEST = 8
"""Words in a row that may be equal by chance or because names and figures are."""
NAMES = (
    "đề năm xây dựng chính quyền đô thị và cải thiện môi trường đầu tư",
    "phó bí thư huyện ủy chủ tịch ubnd huyện",
    "phó bí thư thường trực huyện ủy chủ tịch hđnd huyện",
)
"""Names of programmes and posts that are longer than that."""
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source pages lie beside the project only in development"
)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[.,/-][^\W_]+)*%?", unicodedata.normalize("NFC", text).casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def borrowed(mine: str, theirs: set[tuple[str, ...]]) -> list[str]:
    found = [" ".join(run) for run in sorted(runs(mine, LONGEST + 1) & theirs)]
    return [run for run in found if not any(run in name for name in NAMES)]


@needs_sources
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.name)
def test_no_run_of_more_than_eight_words_comes_from_a_source_page(path: Path):
    theirs: set[tuple[str, ...]] = set()
    for source in SOURCES.glob("*.txt"):
        theirs |= runs(source.read_text("utf-8"), LONGEST + 1)
    assert borrowed(extract(path.read_bytes(), name=path.name).text, theirs) == []


@needs_sources
def test_a_borrowed_sentence_would_be_seen():
    page = (SOURCES / "002.txt").read_text("utf-8")
    assert len(borrowed(page[2000:2400], runs(page, LONGEST + 1))) > 20


@needs_sources
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.name)
def test_no_person_of_a_source_page_appears(path: Path):
    text = extract(path.read_bytes(), name=path.name).text
    for source in SOURCES.glob("*.json"):
        for person in json.loads(source.read_text("utf-8"))["attendees"]:
            assert person["name"] not in text
