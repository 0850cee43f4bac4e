"""Files of strangers are read in a process of its own: limits that bite, and a program that outlives whatever happens there."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from giaoban.occasions.reports import reader
from giaoban.occasions.reports.confined import Bounds, Workshop
from giaoban.occasions.reports.reader import WORKSHOP, Outcome, read_file, read_here

ON = date(2026, 11, 21)
TEXT = "Trong tháng có 46/60 hộ đạt chuẩn, tỷ lệ 79,7%. Giao Phòng Kinh tế rà soát danh sách trước ngày 20/10/2026.\n"
MEGABYTE = 1024 * 1024
ROOT = Path(__file__).resolve().parents[3]


def refused(content: bytes, name: str = "a.txt", **bounds: float) -> str:
    """The code of the refusal, "" for a reading."""
    outcome = read_file(content, name=name, on=ON, bounds=Bounds(**bounds))  # type: ignore[arg-type]
    return outcome.problem.code if outcome.problem else ""


@pytest.fixture(scope="module")
def large() -> bytes:
    """A report of 980,000 signs: allowed, and work for seconds."""
    return (TEXT * (980_000 // len(TEXT))).encode()


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*/report.*")), ids=lambda path: path.suffix[1:])
def test_a_file_is_read_there_as_it_would_be_here(path: Path):
    content = path.read_bytes()
    assert read_file(content, name=path.name, on=ON) == read_here(content, name=path.name, on=ON)


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "EXT-001"), (b"\x89PNG\r\n\x1a\n" + bytes(50), "EXT-015")], ids=["empty", "picture"]
)
def test_a_refusal_keeps_its_code_and_sentence(content: bytes, code: str):
    outcome = read_file(content, name="hình chụp.docx", on=ON)
    assert outcome.problem is not None
    assert outcome.problem.code == code
    assert "hình chụp.docx" in outcome.problem.sentence()
    assert outcome.data is None


def test_a_file_that_takes_too_much_processor_time_is_stopped(large: bytes):
    assert refused(large, cpu=1) == "REP-030"


def test_a_file_that_takes_too_long_is_stopped_at_that_moment(large: bytes):
    began = time.monotonic()
    assert refused(large, wall=0.3) == "REP-030"
    assert time.monotonic() - began < 10, "the process is thrown away, not waited for"


def test_a_text_that_takes_too_much_memory_is_stopped(large: bytes):
    assert refused(large, memory=110 * MEGABYTE) == "REP-030"


def test_a_package_that_unpacks_to_too_much_memory_is_stopped():
    body = b"".join(b"<w:p><w:r><w:t>%d/600000 h\xe1\xbb\x99</w:t></w:r></w:p>" % number for number in range(400_000))
    document = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + body
        + b"</w:body></w:document>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            "[Content_Types].xml", b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr("word/document.xml", document)
    assert len(packed.getvalue()) < len(document) / 8 < 3 * MEGABYTE
    assert refused(packed.getvalue(), "a.docx", memory=200 * MEGABYTE) == "REP-030"


def test_the_sentence_says_that_the_original_is_kept_and_what_to_send_instead(large: bytes):
    outcome = read_file(large, name="bao-cao.docx", on=ON, bounds=Bounds(wall=0.1))
    assert outcome.problem is not None
    assert "bao-cao.docx" in outcome.problem.sentence()
    assert "tệp gốc vẫn được giữ" in outcome.problem.sentence()
    assert "the original is kept" in outcome.problem.sentence("en")


def test_the_process_that_reads_knows_no_key_and_no_database():
    os.environ["GIAOBAN_PROBE"] = "secret"
    try:
        workshop = Workshop(reader.__name__)
        workshop.run({"name": "a.txt", "on": "2026-11-21"}, TEXT.encode(), Bounds())
        assert workshop.process is not None
        seen = Path("/proc", str(workshop.process.pid), "environ").read_bytes()
    finally:
        del os.environ["GIAOBAN_PROBE"]
    assert b"PATH=" in seen
    assert b"GIAOBAN" not in seen
    assert b"DATABASE" not in seen


def test_a_killed_workshop_is_replaced_and_a_job_under_way_is_finished(large: bytes):
    assert refused(TEXT.encode()) == ""
    first = WORKSHOP.process
    assert first is not None
    found: list[Outcome] = []
    part = large[: 300 * len(TEXT.encode())]
    slow = threading.Thread(target=lambda: found.append(read_file(part, name="a.txt", on=ON)))
    slow.start()
    time.sleep(0.1)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert refused(TEXT.encode()) == ""
    assert WORKSHOP.process is not None
    assert WORKSHOP.process.pid != first.pid
    slow.join(60)
    assert found[0].text == part.decode()


def test_many_threads_read_at_once():
    found: dict[int, Outcome] = {}

    def one(number: int) -> None:
        found[number] = read_file(f"Có {number} hộ nghèo.".encode(), name="a.txt", on=ON)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {number: outcome.text for number, outcome in found.items()} == {n: f"Có {n} hộ nghèo." for n in range(1, 9)}


def test_a_mistake_of_ours_is_told_with_its_place_and_is_no_refusal():
    with pytest.raises(RuntimeError, match="fromisoformat"):
        WORKSHOP.run({"name": "a.txt", "on": "someday"}, b"x", Bounds())


def test_a_module_that_does_not_start_is_a_mistake_of_ours():
    with pytest.raises(RuntimeError, match="does not start"):
        Workshop("giaoban.nowhere").run({}, b"", Bounds())


def test_a_forked_server_gets_a_workshop_of_its_own():
    """The web server forks its workers after it was loaded; none may speak through another's connection."""
    assert refused(TEXT.encode()) == ""
    assert WORKSHOP.process is not None
    seen, told = os.pipe()
    child = os.fork()
    if child == 0:
        code = refused(TEXT.encode())
        os.write(told, f"{code},{WORKSHOP.process.pid}".encode())
        os._exit(0)
    os.close(told)
    with open(seen, "rb") as stream:
        code, pid = stream.read().decode().split(",")
    os.waitpid(child, 0)
    assert code == ""
    assert int(pid) != WORKSHOP.process.pid
    assert refused(TEXT.encode()) == ""


def test_nothing_is_left_when_the_server_is_killed():
    program = (
        "import time; from datetime import date; from giaoban.occasions.reports import reader, problems\n"
        "reader.read_file(b'mot', name='a.txt', on=date(2026, 11, 21)); print(reader.WORKSHOP.process.pid, flush=True); time.sleep(60)"
    )
    owner = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    left = Path("/proc", owner.stdout.readline().strip())
    assert left.exists()
    owner.kill()
    owner.wait()
    owner.stdout.close()
    end = time.monotonic() + 5
    while left.exists() and "Z" not in (left / "stat").read_text().split()[2] and time.monotonic() < end:
        time.sleep(0.05)
    assert time.monotonic() < end
