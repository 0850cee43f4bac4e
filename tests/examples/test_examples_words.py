"""The examples retell facts; they borrow no sentence and no person."""

import json
import re
import unicodedata
from collections.abc import Set
from functools import cache
from pathlib import Path

import pytest

from giaoban.kernel.extract import extract

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "sources"
WRITTEN = {".txt", ".toml", ".html", ".docx", ".xlsx", ".pdf"}
FILES = sorted(
    path
    for path in ROOT.glob("examples/*/**/*")
    if path.suffix in WRITTEN and path.parts[-2] != "making" and path.name != "truong-mam-non.pdf"
)
"""Everything that is written in the examples, but for the scan, which has no letters."""
LONGEST = 8
"""Words in a row that may be equal by chance or because names and figures are."""
NAMES = (
    "trung tâm văn hóa thể thao và truyền thông huyện",
    "đề năm xây dựng chính quyền đô thị và cải thiện môi trường đầu tư",
    "phó bí thư huyện ủy chủ tịch ubnd huyện",
    "phó bí thư thường trực huyện ủy chủ tịch hđnd huyện",
)
"""Names of programmes, posts and bodies that are longer than that."""
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source pages lie beside the project only in development"
)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[.,/-][^\W_]+)*%?", unicodedata.normalize("NFC", text).casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def borrowed(mine: str, theirs: Set[tuple[str, ...]]) -> list[str]:
    found = [" ".join(run) for run in sorted(runs(mine, LONGEST + 1) & theirs)]
    return [run for run in found if not any(run in name for name in NAMES)]


@cache
def of_the_sources() -> frozenset[tuple[str, ...]]:
    return frozenset(run for source in SOURCES.glob("*.txt") for run in runs(source.read_text("utf-8"), LONGEST + 1))


@cache
def text_of(path: Path) -> str:
    if path.suffix == ".toml":
        return path.read_text("utf-8")
    return extract(path.read_bytes(), name=path.name).text


@needs_sources
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_run_of_more_than_eight_words_comes_from_a_source_page(path: Path):
    assert borrowed(text_of(path), of_the_sources()) == []


@needs_sources
def test_a_borrowed_sentence_would_be_seen():
    page = (SOURCES / "002.txt").read_text("utf-8")
    assert len(borrowed(page[2000:2400], runs(page, LONGEST + 1))) > 20


@needs_sources
def test_no_person_of_a_source_page_appears():
    pages = [json.loads(source.read_text("utf-8")) for source in SOURCES.glob("*.json")]
    people = {person["name"] for page in pages for person in page["attendees"]}
    assert len(people) > 10
    assert [(path, name) for path in FILES for name in people if name in text_of(path)] == []
