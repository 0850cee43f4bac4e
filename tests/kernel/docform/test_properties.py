"""Whatever people write: it is printed, it comes back, and what comes back untouched has no change."""

import json
import re
from datetime import date
from functools import partial
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.kernel.docform import (
    Annex,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Field,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Row,
    Series,
    Signature,
    Table,
    Text,
    diff,
    docx_bytes,
    from_json,
    html,
    pdf_bytes,
    read_back,
    to_json,
)
from giaoban.kernel.problems import Problem
from tests.kernel.docform.edited import written
from tests.kernel.docform.made import report
from tests.laws import often

any_text = st.text(max_size=30) | st.sampled_from(
    ["", " ", "Đạt 12,5%\n", "#let x", "<b>&amp;", "\x00\x0b", "ước\u0301", "\ud800", "]]>"]
)
keys = st.text(min_size=1, max_size=80)
run = st.builds(Text, any_text, st.booleans(), st.booleans()) | st.builds(Field, keys, any_text, st.booleans())
runs = st.lists(run, max_size=4).map(tuple)
number = st.none() | st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@st.composite
def tables(draw, name: str) -> Table:
    count = draw(st.integers(1, 4))
    aligns, groups = st.sampled_from(["left", "centre", "right"]), st.sampled_from(["", "A", "B"])
    column = st.builds(Column, any_text, st.integers(1, 30), aligns, groups, any_text)
    columns = tuple(draw(st.lists(column, min_size=count, max_size=count)))
    full = st.lists(st.builds(Cell, runs), min_size=count, max_size=count).map(tuple)
    row = st.builds(Row, full | st.just((Cell((Text("gộp"),), count),)), st.sampled_from(["data", "group", "total"]))
    return Table(name, columns, tuple(draw(st.lists(row, max_size=3))), draw(any_text), draw(any_text), draw(any_text))


@st.composite
def charts(draw, name: str) -> Chart:
    count = draw(st.integers(1, 8))
    values = st.lists(number, min_size=count, max_size=count).map(tuple)
    series = draw(st.lists(st.builds(Series, any_text, values), min_size=1, max_size=3).map(tuple))
    labels = tuple(draw(st.lists(any_text, min_size=count, max_size=count)))
    return Chart(
        name,
        draw(st.sampled_from(["bar", "line"])),
        draw(any_text),
        labels,
        series,
        draw(any_text),
        draw(st.booleans()),
    )


MAKERS = (
    lambda name: st.builds(partial(Heading, name), st.integers(1, 3), any_text),
    lambda name: st.builds(partial(Paragraph, name), runs, st.sampled_from(["body", "basis", "centred", "note"])),
    tables,
    charts,
    lambda name: st.builds(partial(PageBreak, name), st.booleans()),
    lambda name: st.builds(partial(Annex, name), any_text, any_text, any_text, st.booleans()),
)


@st.composite
def documents(draw) -> Document:
    blocks: list[Block] = [draw(draw(st.sampled_from(MAKERS))(f"k{place}")) for place in range(draw(st.integers(0, 5)))]
    lines = st.lists(any_text, max_size=2).map(tuple)
    return Document(
        letterhead=Letterhead(draw(lines), draw(lines), draw(st.booleans())),
        symbol=draw(any_text),
        number=draw(any_text),
        place=draw(any_text),
        title=draw(any_text),
        about=draw(any_text),
        on=draw(st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))),
        to=draw(lines),
        blocks=tuple(blocks),
        signature=draw(st.none() | st.builds(Signature, lines, any_text)),
        recipients=draw(lines),
    )


few = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@few
@given(documents())
def test_what_comes_back_untouched_has_no_change(document):
    assert diff(document, read_back(docx_bytes(document, pictures=False))) == []


@few
@given(documents())
def test_every_document_is_printed_and_shown(document):
    assert pdf_bytes(document).startswith(b"%PDF")
    page = html(document)
    ElementTree.fromstring(re.sub(r"<(br|hr[^>]*)>", r"<\1/>", page))
    assert "<script" not in page


@settings(max_examples=25, deadline=None)
@given(documents())
def test_every_document_goes_to_json_and_back(document):
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


NAMES = [
    "kind",
    "id",
    "runs",
    "text",
    "rows",
    "columns",
    "blocks",
    "letterhead",
    "issuer",
    "symbol",
    "place",
    "title",
    "about",
]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
)


@settings(max_examples=often(40), deadline=None)
@given(values)
def test_json_that_is_no_document_is_a_problem(data):
    with pytest.raises(Problem, match="DOF-001"):
        from_json(data)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 20_000))
def test_damaged_bytes_are_a_problem_or_are_read(junk, at):
    whole = written(report(blocks=()))
    for data in (junk, whole[:at], whole[:at] + junk + whole[at + len(junk) :]):
        try:
            code = read_back(data) and "EXT-000"
        except Problem as problem:
            code = problem.code
        assert str(code).startswith("EXT-")
