"""The gold figures of the five source pages and the seventy phrases, where they lie beside the project."""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from giaoban.kernel.quantity import Figure, find_figures, find_furniture

SHARED = Path(__file__).resolve().parents[4] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "sources").is_dir(), reason="the source pages are not beside the project")


def _same_value(gold: dict[str, Any], figure: Figure) -> bool:
    pairs = ((gold.get(key), getattr(figure, key)) for key in ("value", "low", "high"))
    return all((a is None) == (b is None) and (a is None or abs(Decimal(str(a))) == abs(b)) for a, b in pairs)


def _same_unit(gold: str, unit: str) -> bool:
    gold, unit = gold.casefold(), unit.casefold()
    return gold == unit or (bool(gold and unit) and (gold.startswith(f"{unit} ") or unit.startswith(f"{gold} ")))


def _scores() -> dict[str, float]:
    hits = units = comparators = roles = firm = spurious = 0
    for path in sorted((SHARED / "sources").glob("*.json")):
        text = path.with_suffix(".txt").read_text("utf-8")
        free = list(find_figures(text, exclude=find_furniture(text)))
        for gold in sorted(json.loads(path.read_text("utf-8"))["figures"], key=lambda f: f["start"]):
            found = next(
                (f for f in free if f.start < gold["num_end"] and gold["num_start"] < f.end and _same_value(gold, f)),
                None,
            )
            if found:
                free.remove(found)
            if gold.get("optional"):
                continue
            firm += 1
            if found:
                hits += 1
                units += _same_unit(gold["unit"], found.unit)
                comparators += gold["comparator"] == found.comparator
                roles += gold["role"] == found.role
        spurious += len(free)
    precision, recall = hits / (hits + spurious), hits / firm
    f1 = 2 * precision * recall / (precision + recall)
    return {"f1": f1, "unit": units / hits, "comparator": comparators / hits, "role": roles / hits}


def test_the_source_pages_are_read_as_the_gold_says() -> None:
    scores = _scores()
    print(scores, file=sys.stderr)
    assert scores["f1"] >= 0.97
    assert scores["unit"] >= 0.95
    assert scores["comparator"] >= 0.98
    assert scores["role"] >= 0.85


@pytest.mark.skipif(not (SHARED / "tools" / "phrases.json").is_file(), reason="the phrases are not beside the project")
def test_all_seventy_phrases_are_read_with_unit_and_comparator() -> None:
    wrong = []
    for entry in json.loads((SHARED / "tools" / "phrases.json").read_text("utf-8")):
        got, want = find_figures(entry["phrase"]), entry["figures"]
        good = len(got) == len(want) and all(
            _same_value(w, g) and _same_unit(w["unit"], g.unit) and w["comparator"] == g.comparator
            for w, g in zip(want, got, strict=True)
        )
        if not good:
            wrong.append(entry["phrase"])
    assert wrong == []
