"""What any file may expect at the door."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from giaoban.kernel.extract import NOTES, Limits, extract
from giaoban.kernel.extract.entry import MEGABYTE
from giaoban.kernel.problems import Problem, entries

SOURCES = Path(__file__).parents[3].parent / "shared" / "sources"


def refusal(data: bytes, name: str = "báo cáo.bin", **limits: int) -> Problem:
    with pytest.raises(Problem) as caught:
        extract(data, name=name, limits=Limits(**limits))
    return caught.value


def test_an_empty_file_is_refused_by_name():
    problem = refusal(b"", "tháng 10.docx")
    assert problem.code == "EXT-001"
    assert "tháng 10.docx" in problem.sentence()


def test_a_file_of_200_megabytes_is_refused_before_anything_is_parsed():
    problem = refusal(b"PK\x03\x04" + bytes(200 * MEGABYTE))
    assert problem.code == "EXT-004"
    assert problem.status == 413
    assert "200,0 MB" in problem.sentence()
    assert "50 MB" in problem.sentence()


def test_the_room_costs_less_than_15_ms_to_import_and_loads_no_parser():
    code = (
        "import bisect, dataclasses, importlib, re, sys, time, types, typing\n"
        "begin = time.process_time()\n"
        "import giaoban.kernel.extract\n"
        "print((time.process_time() - begin) * 1000)\n"
        "print(sorted({'lxml', 'docx', 'pypdfium2', 'pdfplumber', 'python_calamine', 'zipfile'} & set(sys.modules)))"
    )
    bare = {
        name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")
    }  # measuring takes time too
    runs = []
    for _ in range(20):  # the quickest counts: on a busy machine processor time swings too
        runs.append(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=bare))
        if float(runs[-1].stdout.splitlines()[0]) < 15:
            break
    assert min(float(run.stdout.splitlines()[0]) for run in runs) < 15
    assert {run.stdout.splitlines()[1] for run in runs} == {"[]"}


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source pages lie beside the project only in development")
def test_a_source_page_comes_out_code_point_for_code_point():
    for path in sorted(SOURCES.glob("*.txt")):
        data = path.read_bytes()
        document = extract(data, name=path.name)
        assert document.text == data.decode("utf-8")
        assert document.notes == ()
        assert document.blocks[-1].end <= len(document.text)


def test_an_address_is_found_from_an_offset():
    document = extract("Một.\n\nHai.".encode(), name="a.txt")
    assert document.address_at(0) == "đoạn 1"
    assert document.address_at(6) == "đoạn 2"
    assert document.address_at(4) == ""
    assert document.block_at(99) is None


def test_every_problem_names_the_file_and_says_what_to_do_in_both_languages():
    fields = dict.fromkeys(("found_vi", "found_en", "wanted", "size", "limit", "pages", "seconds"), "7") | {
        "name": "tháng 10.docx"
    }
    for code, entry in entries().items():
        if code.startswith("EXT-"):
            for language in ("vi", "en"):
                sentence = Problem(code, **fields).sentence(language)
                assert "tháng 10.docx" in sentence, code
                assert "{" not in sentence, code
                assert unicodedata.is_normalized("NFC", entry.vi)
            assert any(word in entry.vi for word in ("gửi", "Gửi", "Tách")), code


def test_every_note_a_reader_may_give_has_its_sentences():
    room = Path(sys.modules[extract.__module__].__file__ or os.devnull).parent
    used = set()
    for path in room.glob("*.py"):
        for part in path.read_text("utf-8").split('note("')[1:]:
            used.add(part.split('"')[0])
    assert used <= set(NOTES)
    assert set(NOTES) - used <= {"macros", "embedded_files", "comments", "pictures"}
