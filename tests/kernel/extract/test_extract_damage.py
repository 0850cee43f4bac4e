"""Damaged and hostile files: only a problem with a sentence may come out."""

import io
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.kernel.extract import Document, Limits, extract
from giaoban.kernel.extract.kinds import OLE
from giaoban.kernel.problems import Problem
from tests.laws import often

MAGICS = [
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-1.7\n",
    OLE,
    b"<html>",
    b"<?xml version='1.0'?><html>",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
]
LIMITS = Limits(max_bytes=1_000_000, doc_seconds=5)


def outcome(data: bytes, name: str = "a", limits: Limits = LIMITS) -> Document | str:
    """The document, its promises checked, or the code of the problem; anything else fails the test."""
    try:
        document = extract(data, name=name, limits=limits)
    except Problem as problem:
        return problem.code if problem.sentence() else "no sentence"
    place = 0
    for block in document.blocks:
        assert place <= block.start < block.end <= len(document.text)
        assert block.address
        place = block.end
    for table in document.tables:
        for row in table.rows:
            assert all(document.text[cell.start : cell.end] == cell.text for cell in row)
    return document


@pytest.mark.parametrize("kind", ["txt", "html", "docx", "odt", "xlsx", "pdf"])
def test_a_file_cut_at_any_tenth_gives_a_problem_or_a_document(samples, kind: str):
    data = samples[kind]
    broken = {"docx": "EXT-005", "odt": "EXT-007", "xlsx": "EXT-006"}.get(kind)
    for tenth in range(10):
        cut = data[: max(1, len(data) * tenth // 10)]
        found = outcome(cut, f"a.{kind}")
        if broken and tenth:
            assert found == broken


@pytest.mark.parametrize("kind", ["docx", "odt", "xlsx", "pdf"])
def test_a_flipped_byte_anywhere_gives_a_problem_or_a_document(samples, kind: str):
    data = samples[kind]
    step = max(1, len(data) // 60)
    for place in range(0, len(data), step):
        outcome(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :], f"a.{kind}")


@settings(max_examples=often(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(magic=st.sampled_from(MAGICS), tail=st.binary(max_size=400))
def test_random_bytes_behind_any_magic_give_a_problem_or_a_document(magic: bytes, tail: bytes):
    outcome(magic + tail)


@settings(max_examples=often(60), deadline=None)
@given(st.text(max_size=300))
def test_any_text_comes_back_with_sound_spans(text: str):
    found = outcome(text.encode("utf-8", "replace"))
    if isinstance(found, Document) and found.kind == "txt" and not found.notes:
        assert found.text == text.encode("utf-8", "replace").removeprefix(b"\xef\xbb\xbf").decode()


@settings(
    max_examples=often(60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(xml=st.text("<>/wptblrcins:= \"'aé0&;", max_size=200))
def test_any_markup_in_a_word_body_gives_a_problem_or_a_document(word, xml: str):
    outcome(word(xml), "a.docx")


def bomb(member: str, size: int, others: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in others.items():
            archive.writestr(name, content)
        archive.writestr(member, b" " * size)
    return target.getvalue()


def test_a_member_that_unpacks_a_thousandfold_is_refused():
    data = bomb("word/document.xml", 6_000_000, {"[Content_Types].xml": "<a/>"})
    assert len(data) < 20_000
    assert outcome(data, "a.docx") == "EXT-012"


def test_members_that_unpack_too_large_together_are_refused_by_their_own_word_and_by_count():
    data = bomb("word/other.xml", 3_000_000, {"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"})
    assert outcome(data, "a.docx", Limits(max_unpacked=2_999_999)) == "EXT-012"
    assert outcome(data, "a.docx", Limits(max_members=2)) == "EXT-012"
    assert outcome(data, "a.docx", Limits(max_xml=3)) == "EXT-012"


def test_a_member_that_lies_about_its_size_is_refused_or_broken_and_never_unpacked_whole():
    data = bytearray(bomb("word/document.xml", 9_000_000, {"[Content_Types].xml": "<a/>"}))
    real = struct.pack("<I", 9_000_000)
    assert data.count(real) == 2
    lying = bytes(data).replace(real, struct.pack("<I", 100))
    assert outcome(lying, "a.docx", Limits(max_unpacked=1_000_000)) in ("EXT-005", "EXT-012")


def test_a_bomb_inside_an_embedded_file_is_never_opened(word):
    inner = bomb("x", 20_000_000, {})
    found = outcome(word("<w:p><w:r><w:t>Thân</w:t></w:r></w:p>", {}, **{"word/embeddings/a.zip": inner}), "a.docx")
    assert isinstance(found, Document)
    assert found.notes == ("embedded_files",)


def test_a_zip_member_with_a_password_asks_for_it_to_be_removed(word):
    data = word("<w:p/>")
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        offset = {b"PK\x03\x04": 6, b"PK\x01\x02": 8}[mark]
        pieces = data.split(mark)
        data = mark.join(
            [pieces[0]] + [p[: offset - 4] + bytes([p[offset - 4] | 1]) + p[offset - 3 :] for p in pieces[1:]]
        )
    assert outcome(data, "a.docx") == "EXT-011"


LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p>'
    "</w:body></w:document>"
)


def test_expanding_entities_and_outside_entities_are_refused(zipped, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", "utf-8")
    outside = LAUGHS.replace('<!ENTITY a "ha">', f'<!ENTITY a SYSTEM "{secret.as_uri()}">')
    for xml in (LAUGHS, outside):
        assert outcome(zipped({"[Content_Types].xml": "<a/>", "word/document.xml": xml}), "a.docx") == "EXT-016"
