"""A document goes to the database and comes back the same."""

import json

import pytest

from giaoban.kernel.docform import PageBreak, block_from_json, from_json, to_json
from giaoban.kernel.problems import Problem
from tests.kernel.docform.made import chart, report


def test_a_document_comes_back_from_json_the_same():
    document = report(blocks=(*report().blocks, PageBreak("wide", landscape=True), chart("line")))
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_a_draft_without_number_day_and_signature_comes_back_too():
    draft = report(number="", on=None, year=2026, signature=None, recipients=(), to=("Sở Tài chính",))
    assert from_json(to_json(draft)) == draft


@pytest.mark.parametrize(
    "block",
    [
        {"id": "a"},
        {"kind": "poem", "id": "a"},
        {"kind": "heading", "id": "a", "level": 4, "text": "x"},
        {"kind": "paragraph", "id": 5, "runs": []},
        {"kind": "paragraph", "id": "a", "runs": [{"text": 5}]},
        {"kind": "paragraph", "id": "a", "runs": [{"field": "", "shown": "5"}]},
        {"kind": "chart", "id": "a", "drawn": "bar", "title": "", "labels": "ab", "series": []},
        {
            "kind": "chart",
            "id": "a",
            "drawn": "bar",
            "title": "",
            "labels": ["a"],
            "series": [{"name": "x", "values": ["NaN"]}],
        },
        {
            "kind": "chart",
            "id": "a",
            "drawn": "bar",
            "title": "",
            "labels": ["a"],
            "series": [{"name": "x", "values": ["một"]}],
        },
        {"kind": "table", "id": "a", "columns": [{"title": "x", "width": True}], "rows": []},
        None,
    ],
)
def test_stored_content_that_is_no_block_is_a_problem_and_no_crash(block):
    with pytest.raises(Problem) as caught:
        block_from_json(block)
    assert caught.value.code == "DOF-001"
