"""Read the same pages with what pip can install of other readers of numbers, and with ours: figure F1, task F1 and pages/s side by side.

`python bench/peers.py`; needs the extra `bench`, leaves out with a reason what is not installed. Pages: those of
tests/kernel/reading/heldout, and ../shared/sources where it is there, with their annotation. A figure counts where its number overlaps
the gold one and the value is the same (sign apart); for readers of bare numbers an amount of money may be the number as printed.
No peer looks for tasks.
"""

from __future__ import annotations

import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
PAGE = 7000
RUNS = 2
"""The faster of two runs counts: the first one fills caches."""
Found = tuple[int, int, float]
"""Begin, end (code points) and value of a number."""
Reader = Callable[[str], Iterable[Found]]


@dataclass(frozen=True)
class Page:
    """A text with its annotation."""

    text: str
    gold: dict[str, Any]


def pages() -> list[Page]:
    """The annotated pages."""
    folders = (ROOT / "tests/kernel/reading/heldout", ROOT.parent / "shared" / "sources")
    found = sorted(path for folder in folders for path in folder.glob("*.json"))
    return [Page(p.with_suffix(".txt").read_bytes().decode(), json.loads(p.read_text("utf-8"))) for p in found]


def duckling() -> Reader:
    """Duckling (Haskell) with its Vietnamese rules: numbers and amounts of money."""
    lib = import_module("duckling")
    locale = lib.parse_locale("VI_XX", lib.default_locale_lang(lib.parse_lang("VI")))
    context = lib.Context(
        lib.parse_ref_time(lib.load_time_zones("/usr/share/zoneinfo"), "Asia/Ho_Chi_Minh", 1_700_000_000), locale
    )
    dimensions = lib.parse_dimensions(["number", "amount-of-money"])

    def read(text: str) -> Iterable[Found]:
        for item in lib.parse(text, context, dimensions, False):
            value = item["value"]
            ends = [value] if value["type"] == "value" else [value[k] for k in ("from", "to") if k in value]
            yield from ((item["start"], item["end"], float(end["value"])) for end in ends)

    return read


def recognizers() -> Reader:
    """Microsoft Recognizers-Text; it has no Vietnamese: French has the same decimal comma."""
    recognise = import_module("recognizers_number").recognize_number

    def read(text: str) -> Iterable[Found]:
        for line in re.finditer(r"[^\n]+", text):  # as a whole page it takes minutes
            for item in recognise(line[0], "fr-fr"):
                value = (item.resolution or {}).get("value")
                if value:
                    yield line.start() + item.start, line.start() + item.end + 1, float(value.replace(",", "."))

    return read


def quantulum() -> Reader:
    """quantulum3 (English)."""
    parse = import_module("quantulum3.parser").parse

    def read(text: str) -> Iterable[Found]:
        for line in re.finditer(r"[^\n]+", text):
            try:
                yield from (
                    (line.start() + q.span[0], line.start() + q.span[1], float(q.value)) for q in parse(line[0])
                )
            except Exception:  # it fails on some lines: they are read as lines without figures
                continue

    return read


def babel() -> Reader:
    """Babel's Vietnamese number format on every run of digits."""
    numbers = import_module("babel.numbers")

    def read(text: str) -> Iterable[Found]:
        for match in re.finditer(r"\d[\d.,]*\d|\d", text):
            try:
                yield match.start(), match.end(), float(numbers.parse_decimal(match[0], locale="vi", strict=True))
            except numbers.NumberFormatError:
                continue

    return read


def ours() -> Reader:
    """Figures as `giaoban read` gives them, everything read (header, figures, relations, tasks)."""
    read = import_module("giaoban.kernel.reading").read

    def figures(text: str) -> Iterable[Found]:
        for f in read(text).figures:
            yield from ((f.start, f.end, float(n)) for n in (f.value, f.low, f.high) if n is not None)

    return figures


READERS: dict[str, Callable[[], Reader]] = {
    "giaoban read, everything": ours,
    "Duckling, Vietnamese": duckling,
    "Recognizers-Text, French": recognizers,
    "quantulum3, English": quantulum,
    "Babel, runs of digits": babel,
}


def figure_f1(found: Sequence[Sequence[Found]], golds: Sequence[Page]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pages. A range is found where both its ends are; what is optional counts neither way."""
    hits = wanted = spurious = 0
    for numbers, page in zip(found, golds, strict=True):
        free = list(numbers)
        for figure in sorted(page.gold["figures"], key=lambda f: (f["start"], f["num_start"])):
            ends = [v for v in (figure["value"], figure["low"], figure["high"]) if v is not None]
            taken = [next((n for n in free if _same(n, figure, end)), None) for end in ends]
            for number in taken:
                if number in free:
                    free.remove(number)
            if not figure.get("optional"):
                wanted += 1
                hits += None not in taken
        spurious += len(free)
    precision, recall = hits / max(1, hits + spurious), hits / wanted
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _same(number: Found, figure: dict[str, Any], end: float) -> bool:
    start, stop, value = number
    overlaps = min(stop, figure["num_end"]) > max(start, figure["num_start"])
    scales = (1, 1e3, 1e6, 1e9) if figure["unit"] == "VND" else (1,)
    return overlaps and any(
        abs(abs(value) * scale - abs(float(end))) <= 1e-9 * max(1, abs(float(end))) for scale in scales
    )


def task_f1(golds: Sequence[Page]) -> float:
    """Ours: a task is found where at least half of the shorter span overlaps."""
    read = import_module("giaoban.kernel.reading").read
    hits = wanted = said = 0
    for page in golds:
        free = list(read(page.text).tasks)
        said += len(free)
        wanted += len(page.gold["tasks"])
        for task in page.gold["tasks"]:
            start, end = task["start"], task["end"]
            near = [
                t for t in free if 2 * (min(end, t.end) - max(start, t.start)) >= min(end - start, t.end - t.start) > 0
            ]
            if near:
                hits += 1
                free.remove(near[0])
    return 2 * hits / (wanted + said)


def main() -> None:
    """Print one line for each reader."""
    warnings.simplefilter("ignore")
    golds = pages()
    size = sum(len(page.text) for page in golds) / PAGE
    print(f"{len(golds)} annotated pages, {size:.1f} pages of {PAGE} characters; CPU of one core")
    print(f"{'reader':<28} {'figure P':>9} {'figure R':>9} {'figure F1':>10} {'task F1':>8} {'pages/s':>9}")
    for name, make in READERS.items():
        try:
            read = make()
        except ImportError as error:
            print(f"{name:<28} not installed ({error.name}): pip install giaoban[bench]")
            continue
        list(read("Khởi động: 12 hộ."))
        taken = []
        for _ in range(RUNS):
            began = time.process_time()
            found = [list(read(page.text)) for page in golds]
            taken.append(time.process_time() - began)
        precision, recall, f1 = figure_f1(found, golds)
        tasks = f"{task_f1(golds):.3f}" if make is ours else "-"
        print(
            f"{name:<28} {precision:>9.3f} {recall:>9.3f} {f1:>10.3f} {tasks:>8} {size / min(taken):>9.1f}", flush=True
        )


if __name__ == "__main__":
    main()
