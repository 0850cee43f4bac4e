"""Old Word files: what antiword prints, and what is said when it cannot."""

import shutil
import stat
from pathlib import Path

import pytest

from giaoban.kernel.extract import Document, Limits, doc, extract
from giaoban.kernel.extract.kinds import OLE
from giaoban.kernel.problems import Problem

OLD = OLE + "WordDocument\0".encode("utf-16-le")


@pytest.fixture
def antiword(monkeypatch, tmp_path):
    """A program in antiword's place, so that its answers can be chosen: a real process, run the real way."""

    def install(script: str) -> None:
        program = Path(tmp_path, "antiword-stand-in")
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(doc, "PROGRAM", str(program))

    return install


def read(**limits: int) -> Document:
    return extract(OLD, name="a.doc", limits=Limits(**limits))


def refusal(**limits: int) -> Problem:
    with pytest.raises(Problem) as caught:
        read(**limits)
    return caught.value


def test_paragraphs_and_table_rows_are_read_from_the_print(antiword):
    printed = [
        "", "BÁO CÁO", "Đạt 65,08% [pic]", "|Kênh      |Số        |", "|tưới      |21.953    |", "|          |(m3)      |",
        "|          |          |", "|tiêu      |26.462    |", "Hết \\377", "|a |b |", "|c |d |",
    ]  # fmt: skip
    antiword("printf '%b\\n' " + " ".join(f"'{text}'" for text in printed).replace("\\377", "\\0377"))
    document = read()
    assert document.text == "BÁO CÁO\nĐạt 65,08%\nKênh\tSố\ntưới\t21.953 (m3)\ntiêu\t26.462\nHết \ufffd\na\tb\nc\td"
    assert [(c.text, c.row, c.column, c.header) for c in document.tables[0].rows[0]] == [
        ("Kênh", 0, 0, True),
        ("Số", 0, 1, True),
    ]
    assert document.notes == ("bad_bytes", "pictures")


def test_the_program_gets_the_file_and_nothing_else(antiword):
    antiword('shift; shift; shift; shift; test "$#" = 1 && wc -c < "$1" && env | sort && ls')
    document = read()
    assert document.text.startswith(str(len(OLD)))
    assert "HOME=/" in document.text
    assert "SECRET" not in document.text
    assert "file.doc" in document.text


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("echo 'a.doc is not a Word Document.' >&2; exit 1", "EXT-009"),
        ("echo 'Encrypted documents are not supported' >&2; exit 1", "EXT-011"),
        ("printf '\\n \\n'", "EXT-019"),
        ("sleep 9", "EXT-018"),
        ("while :; do :; done", "EXT-018"),
    ],
)
def test_each_failure_has_its_own_sentence(antiword, script: str, code: str):
    antiword(script)
    assert refusal(doc_seconds=1).code == code


def test_a_missing_program_is_named_with_what_to_install(monkeypatch):
    monkeypatch.setattr(doc, "PROGRAM", "antiword-is-not-here")
    problem = refusal()
    assert problem.code == "EXT-017"
    assert "cài gói antiword" in problem.sentence()
    assert "install the package antiword" in problem.sentence("en")


@pytest.mark.skipif(shutil.which("antiword") is None, reason="the program antiword is not installed")
def test_the_real_program_refuses_a_file_that_is_no_word_document():
    assert refusal().code == "EXT-009"
