"""`giaoban read`: JSON lines and a summary, errors said once per file, no Django loaded."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from giaoban.cli.read import run
from giaoban.cli.reader.many import Progress, answers, usual_jobs

REPORT = """UBND xã Suối Hạ họp phiên thường kỳ tháng 9/2025

Sáng 25/9/2025, UBND xã Suối Hạ tổ chức phiên họp thường kỳ tháng 9.
Ông Đinh Công Thành - Chủ tịch UBND xã và bà Lò Thị Mai - Phó Chủ tịch UBND xã chủ trì.

Có 46/60 hộ đạt chuẩn, tỷ lệ 79,7%. Kinh phí là 39 tỷ 981 triệu đồng. Tuy nhiên, việc thu quỹ còn chậm.

Kết luận phiên họp, ông Đinh Công Thành - Chủ tịch UBND xã giao Phòng Kinh tế chủ trì, phối hợp với Công an xã
rà soát danh sách, xong trước ngày 20/10/2025. Tăng cường tuyên truyền.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "hop.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.mark.parametrize("alias", [False, True], ids=["its-name", "another-name"])
def test_a_page_is_never_written_over_a_file_that_is_read(report, tmp_path, capsys, alias):
    target = tmp_path / "trang.html" if alias else report
    if alias:
        target.symlink_to(report)
    assert run(["--html", str(target), str(report)], "vi") == 1
    assert "RDG-007" in capsys.readouterr().err
    assert report.read_text("utf-8") == REPORT


@pytest.mark.parametrize("form", [["--jsonl"], ["--csv", "figures"]], ids=["jsonl", "csv"])
def test_no_table_is_added_to_a_file_that_is_read(report, form):
    with report.open("a", encoding="utf-8") as out:
        done = subprocess.run(
            [sys.executable, "-m", "giaoban.cli", "read", *form, str(report)],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, "RDG-007" in done.stderr) == (1, True)
    assert report.read_text("utf-8") == REPORT


def test_json_has_one_line_a_file_with_exact_numbers_and_quotes(report, capsys):
    assert run(["--json", str(report), str(report)], "vi") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0] == lines[1]
    found = json.loads(lines[0], parse_float=Decimal)
    assert found["source"] == "hop.txt"
    assert found["meeting"]["body"] == "UBND xã Suối Hạ"
    assert [f["value"] for f in found["figures"]] == [46, 60, Decimal("79.7"), 39981000000]
    assert all(REPORT[item["start"] : item["end"]] == item["quote"] for item in found["figures"] + found["tasks"])
    assert found["tasks"][0]["due_on"] == "2025-10-20"
    assert any(finding["verdict"] == "fails" for finding in found["findings"])


@pytest.mark.parametrize(("mark", "ends"), [("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n")])
def test_offsets_are_those_of_the_text_as_text_mode_gives_it(tmp_path, capsys, mark, ends):
    path = tmp_path / "a.txt"
    path.write_bytes((mark + REPORT.replace("\n", ends)).encode())
    assert run(["--json", str(path)], "vi") == 0
    found = json.loads(capsys.readouterr().out)
    text = path.read_text("utf-8")
    assert found["tasks"]
    assert all(text[item["start"] : item["end"]] == item["quote"] for item in found["figures"] + found["tasks"])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_other_encodings_and_formats_go_through_the_extractor(tmp_path, capsys, encoding):
    wide = tmp_path / "b.txt"
    wide.write_bytes(REPORT.encode(encoding))
    page = tmp_path / "c.html"
    page.write_text("<html><body>" + "".join(f"<p>{p}</p>" for p in REPORT.split("\n\n")) + "</body></html>", "utf-8")
    assert run(["--json", str(wide), str(page)], "vi") == 0
    for line in capsys.readouterr().out.splitlines():
        assert [task["assignees"] for task in json.loads(line)["tasks"]] == [["Phòng Kinh tế"], ["Phòng Kinh tế"]]


def test_the_summary_names_figures_findings_and_tasks(report, capsys):
    assert run([str(report)], "vi") == 0
    out = capsys.readouterr().out
    for words in (
        "== hop.txt ==", "phiên họp thường kỳ", "Ngày họp: 25/09/2025", "Chủ trì: Đinh Công Thành, Chủ tịch UBND xã; Lò Thị Mai",
        "39 tỷ 981 triệu đồng (= 39.981.000.000 đồng)", "] dòng 6: ", "Phép tính:", "Giao: Phòng Kinh tế | Phối hợp: Công an xã",
        "Hạn: xong trước ngày 20/10/2025 (20/10/2025)", "(theo câu trước)", "Khó khăn, vướng mắc:", "việc thu quỹ còn chậm",
    ):  # fmt: skip
        assert words in out, words


def test_the_summary_speaks_english_and_says_what_is_missing(tmp_path, capsys):
    page = tmp_path / "d.html"
    page.write_text("<p>Trời đẹp.</p>", "utf-8")
    assert run([str(page)], "en") == 0
    out = capsys.readouterr().out
    assert "Body: not stated" in out
    assert "No tasks were read." in out
    assert "No findings in the figures" in out


def test_a_difficulty_names_who_raised_it_and_a_long_quote_is_cut(tmp_path, capsys):
    path = tmp_path / "e.txt"
    path.write_text("Ông Lò Văn Tý cho biết còn khó khăn như: " + "đường vào bản bị sạt lở " * 12 + ".", "utf-8")
    assert run([str(path)], "vi") == 0
    out = capsys.readouterr().out
    assert "(ý kiến của Ông Lò Văn Tý)" in out
    assert " …" in out


def test_a_bad_file_is_said_in_one_sentence_and_the_others_are_read(tmp_path, report, capsys):
    empty = tmp_path / "rong.txt"
    empty.write_bytes(b"")
    (tmp_path / "thu-muc").mkdir()
    names = [
        str(tmp_path / "khong-co.txt"),
        str(tmp_path / "thu-muc"),
        str(empty),
        str(report / "trong.txt"),
        "/proc/self/mem",
        str(report),
    ]
    assert run(["--json", *names], "vi") == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    codes = [line.rsplit("[", 1)[1] for line in captured.err.splitlines()]
    assert codes == ["RDG-001]", "RDG-003]", "EXT-001]", "RDG-001]", "RDG-004]"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_the_right_to_read_is_said(tmp_path, report, capsys):
    report.chmod(0)
    assert run([str(report)], "en") == 1
    assert "RDG-002" in capsys.readouterr().err


def test_wrong_usage_ends_with_two(capsys):
    with pytest.raises(SystemExit) as stop:
        run([], "vi")
    assert stop.value.code == 2
    assert "thiếu tham số" in capsys.readouterr().err


def test_the_command_loads_no_django_and_prints_utf8_whatever_the_locale(report):
    code = "import sys; from giaoban.cli.main import main; code = main(sys.argv[1:]); assert 'django' not in sys.modules; sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", code, "read", "--json", str(report)],
        capture_output=True, check=False, env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["meeting"]["place"] == "xã Suối Hạ"


def test_standard_input_is_read_by_its_content(report, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report.read_bytes())))
    assert run(["--json", "-"], "vi") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["source"] == "-"
    assert found["tasks"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report.read_bytes())))
    assert run(["-"], "vi") == 0
    assert "== đầu vào chuẩn ==" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ("figures", ["hop.txt", "dòng 6", "39 tỷ 981 triệu đồng", "39981000000", "", "", "VND"]),
        ("findings", ["hop.txt", "dòng 6", "CẦN XEM LẠI"]),
        ("tasks", ["hop.txt", "dòng 9", "Tăng cường tuyên truyền", "Phòng Kinh tế", "", "", ""]),
        ("difficulties", ["hop.txt", "dòng 6", "việc thu quỹ còn chậm", ""]),
    ],
)
def test_a_table_of_csv_has_one_head_and_a_row_for_each(report, capsys, table, wanted):
    assert run(["--csv", table, str(report), str(report)], "vi") == 0
    out = capsys.readouterr().out
    assert out.startswith("\ufefftệp,vị trí,")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [row[: len(wanted)] for row in rows[1:]].count(wanted) == 2
    assert (len(rows) - 1) % 2 == 0


def test_no_cell_is_a_formula_but_negative_numbers_stay_numbers(tmp_path, capsys):
    path = tmp_path / "=1+1.txt"
    path.write_text("Giảm 12,5% so với cùng kỳ.", "utf-8")
    assert run(["--csv", "figures", str(path)], "en") == 0
    row = capsys.readouterr().out.splitlines()[1].split(",")
    assert row[0] == "'=1+1.txt"
    assert "-12.5" in row


def test_a_page_marks_the_text_and_needs_nothing_else(report, tmp_path, capsys):
    evil = tmp_path / "<b>.txt"
    evil.write_text("Có <script>alert(1)</script> 12 hộ. Tổng 3 & 4 xã. Còn 5 hộ nghèo, trong đó 9 hộ mới.", "utf-8")
    page = tmp_path / "trang.html"
    assert run(["--html", str(page), str(report), str(evil), str(tmp_path / "thieu.txt")], "vi") == 1
    written = page.read_text("utf-8")
    assert "<script" not in written
    assert "src=" not in written
    assert "http://" not in written
    assert "https://" not in written
    assert "&lt;b&gt;.txt" in written
    assert "Không tìm thấy tệp" in written
    places = set(re.findall(r'id="([^"]+)"', written))
    assert set(re.findall(r'href="#([^"]+)"', written)) <= places
    assert '<mark class="warning task"' not in written
    shown = html.unescape(
        re.sub(r"<[^>]+>", "", written.split("<div class=text")[1].split(">", 1)[1].split("</div>")[0])
    )
    assert shown == REPORT
    assert "RDG-001" in capsys.readouterr().err


def test_a_page_without_findings_and_tasks_says_so(tmp_path):
    path, page = tmp_path / "a.txt", tmp_path / "a.html"
    path.write_text("Trời đẹp.", "utf-8")
    assert run(["--html", str(page), str(path)], "en") == 0
    assert "No findings in the figures." in page.read_text("utf-8")
    assert "No tasks were read." in page.read_text("utf-8")


def test_a_page_that_cannot_be_written_is_said(report, tmp_path, capsys):
    assert run(["--html", str(tmp_path / "no" / "page.html"), str(report)], "vi") == 1
    assert "RDG-006" in capsys.readouterr().err


def test_files_side_by_side_are_answered_in_the_order_named(report, tmp_path, capsys):
    names = [str(report), str(tmp_path / "khong-co.txt"), str(report)]
    assert run(["--json", "--jobs", "2", *names], "vi") == 1
    together = capsys.readouterr()
    assert run(["--json", "--jobs", "1", *names], "vi") == 1
    assert capsys.readouterr() == together
    assert len(together.out.splitlines()) == 2


def test_a_file_that_ends_its_process_is_refused_alone(capsys):
    found = list(answers(fragile, ["a", "chết", "b"], jobs=2, broken="hỏng: {}".format))
    assert found == ["0 a", "hỏng: chết", "2 b"]


def fragile(number: int, name: str) -> str:
    if name == "chết":
        os._exit(9)
    return f"{number} {name}"


def test_the_bar_counts_files_on_a_terminal_only():
    terminal, pipe = Screen(), io.StringIO()
    for stream in (terminal, pipe):
        bar = Progress(2, "tệp", stream)
        bar.step()
        bar.step()
        bar.clear()
    assert [part[-9:] for part in terminal.getvalue().split("\r")[1:4]] == ["] 0/2 tệp", "] 1/2 tệp", "] 2/2 tệp"]
    assert terminal.getvalue().endswith("\x1b[K")
    assert pipe.getvalue() == ""
    assert [usual_jobs(1), usual_jobs(100) >= 1] == [1, True]


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("jobs", ["0", "65", "x"])
def test_a_number_of_processes_out_of_bounds_is_wrong_usage(report, capsys, jobs):
    with pytest.raises(SystemExit) as stop:
        run(["--jobs", jobs, str(report)], "vi")
    assert stop.value.code == 2
    assert "phải là số nguyên từ 1 đến 64" in capsys.readouterr().err


@pytest.mark.parametrize("form", [(), ("--json",), ("--csv", "findings")])
def test_findings_speak_the_language_of_the_command_and_quote_the_text_as_it_is(report, capsys, form):
    said = {}
    for language in ("vi", "en"):
        assert run([*form, str(report)], language) == 0
        said[language] = capsys.readouterr().out
    assert "Tỷ lệ ghi 79,7% chưa khớp với 46/60 (tính ra 76,67%)" in said["vi"]
    assert "The share “79,7%” does not agree with 46/60 (computed: 76.67%)" in said["en"]
    assert "46/60 = 76.67%" in said["en"]


def test_a_page_says_findings_in_the_language_of_the_command(report, tmp_path):
    page = tmp_path / "en.html"
    assert run(["--html", str(page), str(report)], "en") == 0
    assert "does not agree with 46/60 (computed: 76.67%)" in html.unescape(page.read_text("utf-8"))


def test_json_keeps_the_code_and_values_of_a_finding(report, capsys):
    found = {}
    for language in ("vi", "en"):
        assert run(["--json", str(report)], language) == 0
        found[language] = json.loads(capsys.readouterr().out)["findings"][0]
    assert found["vi"]["code"] == found["en"]["code"] == "checks.ratio_fails"
    assert found["vi"]["values"] == found["en"]["values"]
    assert found["vi"]["values"]["computed"] == {"number": "76.67"}
    assert found["vi"]["message"] != found["en"]["message"]
