"""The long search for an input that the reader cannot bear: only a Problem may come out of any file, nothing may take long."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kernel.checks import Passage, check
from giaoban.kernel.extract import extract
from giaoban.kernel.quantity import find_figures
from giaoban.kernel.reading import as_json, dumps, read
from giaoban.occasions.reports import problems as problems
from giaoban.occasions.reports.confined import Bounds
from giaoban.occasions.reports.reader import read_file
from tests.size.budget import Budget
from tests.size.mutants import EDITS, Edit, edited, repacked

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "examples").glob("*/report.*"))
TEXTS = [extract(path.read_bytes(), name=path.name).text for path in FILES]
FILE_EXAMPLES = settings(settings.get_profile("slow"), max_examples=600)
TEXT_EXAMPLES = settings(settings.get_profile("slow"), max_examples=2500)
FILE_SECONDS, TEXT_SECONDS = 25, 50
"""At most, for each format and for each kind of text: about four minutes in all."""
ON = date(2026, 11, 21)
WORDS = [
    "1", "0", "12,5", "1.250", "1.1.1.1", "46/60", "79,7%", "%", "tỷ", "triệu", "đồng", "hộ", "ha", "m2", "từ",
    "đến", "-", "–", "trên", "dưới", "khoảng", "tăng", "giảm", "so với", "cùng kỳ", "trong đó", "gồm", "tổng",
    "tổng số", "còn lại", "đạt", "chiếm", "tỷ lệ", "ngày", "tháng 5/2023", "quý III", "năm 2021", "20/12/2025", ":",
    ";", ",", ".", "(", ")", "“", "”", "\n", "\t", "|", "- ", "1.", "a)", "I.", "giao", "yêu cầu", "Phòng Kinh tế",
    "xã An Phú", "chủ trì", "phối hợp với", "trước", "Kết luận", "ông", "Nguyễn Văn An", "-", "Chủ tịch", "khó khăn",
    "e\u0301", "\u200b", "\xa0", "½", "²", "１", "٣",
]  # fmt: skip
SCRAPS = st.builds(
    lambda text, start, size: text[start : start + size],
    st.sampled_from(TEXTS),
    st.integers(0, 5000),
    st.integers(0, 400),
)
TEXT = st.lists(st.one_of(SCRAPS, st.sampled_from(WORDS), st.text(max_size=8)), max_size=80).flatmap(
    lambda parts: st.sampled_from(["", " ", "\n"]).map(lambda glue: glue.join(parts))
)


def sound(text: str) -> None:
    """Read a text in all ways; its spans hold, its JSON is JSON, and no page of it takes seconds."""
    began = time.process_time()
    figures = find_figures(text)
    check(Passage(text, figures))
    found = json.loads(dumps(as_json(read(text, on=ON), source="a.txt")))
    for part in ("figures", "tasks", "difficulties", "decisions"):
        assert all(text[item["start"] : item["end"]] == item["quote"] for item in found[part])
    assert time.process_time() - began < 2 + len(text) / 2000


def test_any_mixture_of_real_scraps_and_odd_words_is_read() -> None:
    budget = Budget(TEXT_SECONDS)

    @TEXT_EXAMPLES
    @given(TEXT)
    def run(text: str) -> None:
        if not budget.spent():
            sound(text)

    run()
    print(f"{budget.tried} texts")


def test_a_real_text_changed_anywhere_is_read() -> None:
    budget = Budget(TEXT_SECONDS)

    @TEXT_EXAMPLES
    @given(st.sampled_from(TEXTS), EDITS)
    def run(text: str, edits: list[Edit]) -> None:
        if not budget.spent():
            sound(edited(text.encode(), edits).decode("utf-8", "replace"))

    run()
    print(f"{budget.tried} texts")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix[1:])
def test_a_real_file_changed_anywhere_gives_a_reading_or_a_refusal(path: Path) -> None:
    """Read as the web server reads it; REP-030 would mean that it took too long or crashed the process that read it."""
    budget, original, codes = Budget(FILE_SECONDS), path.read_bytes(), set[str]()
    packed = original[:2] == b"PK"

    @FILE_EXAMPLES
    @given(EDITS, st.integers(0, 40), st.booleans())
    def run(edits: list[Edit], choice: int, inside: bool) -> None:
        if budget.spent():
            return
        content = repacked(original, edits, choice) if packed and inside else edited(original, edits)
        outcome = read_file(content, name=path.name, on=ON, bounds=Bounds(cpu=20, wall=30))
        if outcome.problem is not None:
            codes.add(outcome.problem.code)
            assert outcome.problem.code != "REP-030"
            assert outcome.problem.sentence()

    run()
    print(f"{path.suffix}: {budget.tried} files; refusals {sorted(codes)}")
