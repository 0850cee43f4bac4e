"""The committed reports are what their sources give, and their annotations are sound."""

import json
import subprocess
import sys
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from giaoban.kernel.extract import extract

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path.parent for path in ROOT.glob("examples/*/expected.json"))
by_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def expected(folder: Path) -> dict:
    return json.loads((folder / "expected.json").read_text("utf-8"))


def text_of(folder: Path) -> str:
    name = expected(folder)["source"]
    return extract((folder / name).read_bytes(), name=name).text


def test_there_is_one_report_of_each_common_format():
    names = [next(folder.glob("report.*")).name for folder in FOLDERS]
    assert sorted(names) == ["report.docx", "report.html", "report.pdf", "report.txt", "report.xlsx"]


def test_building_again_gives_the_committed_files():
    """Of the scan only that it can be made again: its picture is drawn by a library whose every edition draws a little differently."""
    run = subprocess.run([sys.executable, "examples/build.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    differing = {line for line in run.stdout.splitlines() if line != "differs: xa-an-phu/truong-mam-non.pdf"}
    assert (differing, run.stderr) == (set(), "")


@by_folder
def test_every_quote_stands_where_the_annotation_says(folder: Path):
    found, text = expected(folder), text_of(folder)
    for kind in ("figures", "tasks", "difficulties", "decisions"):
        for item in found[kind]:
            assert text[item["start"] : item["end"]] == item["quote"]
    for figure in found["figures"]:
        assert text[figure["num_start"] : figure["num_end"]] == figure["num"]
    for finding in found["findings"]:
        assert finding["spans"]
        assert all(text[span["start"] : span["end"]] == span["quote"] for span in finding["spans"])
    assert [f["start"] for f in found["figures"]] == sorted(f["start"] for f in found["figures"])


def half(figure: dict) -> Decimal:
    """Half a unit of the last printed digit; counts and volumes are exact."""
    if figure["unit"] not in ("%", "ha"):
        return Decimal(0)
    _, mark, digits = figure["num"].replace(".", ",").partition(",")
    return Decimal(1).scaleb(-len(digits)) / 2 if mark else Decimal("0.5")


def holds(relation: dict, figures: dict[str, dict]) -> bool | None:
    """What arithmetic says of a relation, None where it is not of a kind that can be computed here."""
    terms = [figures[term] for term in relation["terms"]]
    values = [Decimal(str(term["value"])) for term in terms if term["value"] is not None]
    result = figures.get(relation["result"] or "")
    if "listed" in relation and result:
        return len(relation["listed"]) == result["value"]
    if relation["kind"] == "sum":
        total = Decimal(relation["total"]) if "total" in relation else Decimal(str(result["value"])) if result else None
        slack = sum((half(figures[term]) for term in relation["terms"]), half(result) if result else Decimal(0))
        return None if total is None else abs(sum(values) - total) <= slack
    if relation["kind"] == "ratio" and result and len(values) == 2:
        return abs(100 * values[0] / values[1] - Decimal(str(result["value"]))) <= half(result)
    if relation["kind"] == "bound" and relation.get("op") == "<=" and len(terms) == 2:
        ends = [(term["low"] or term["value"], term["high"] or term["value"]) for term in terms]
        return ends[0][0] <= ends[1][0] and ends[0][1] <= ends[1][1]
    if relation["kind"] == "bound" and relation.get("op") == "between" and result:
        return values[0] <= result["value"] <= values[1]
    return None


@by_folder
def test_every_relation_holds_or_fails_as_annotated(folder: Path):
    found = expected(folder)
    figures = {figure["id"]: figure for figure in found["figures"]}
    computed = 0
    for relation in found["relations"]:
        said = holds(relation, figures)
        if said is not None and relation["holds"] is not None:
            computed += 1
            assert said == relation["holds"], relation
    assert computed >= len([r for r in found["relations"] if r["holds"] is not None and r["kind"] != "change"])


@by_folder
def test_the_story_agrees_with_the_annotation(folder: Path):
    story = tomllib.loads((folder / "story.toml").read_text("utf-8"))
    meeting = expected(folder)["meeting"]
    assert story["held_on"] == date.fromisoformat(meeting["held_on"])
    assert story["period"] == meeting["period"]
    assert story["district"] == meeting["place"]
    assert story["after_2025_07_01"]["district"] == "ended"
    assert story["province"] in story["after_2025_07_01"]["formed_from"]
