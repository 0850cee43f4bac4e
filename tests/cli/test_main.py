"""The command itself: help in two languages, exit codes, no tracebacks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from giaoban.cli import main as command
from giaoban.cli.main import COMMANDS, chosen_language, guarded, main
from giaoban.cli.web import listen
from giaoban.kernel.problems import Problem
from tests.cli.running import GIAOBAN, clean_environment, free_port


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_help_is_vietnamese_by_default(capsys):
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert "Cách dùng: giaoban" in text
    assert (
        "Mã thoát: 0 xong; 1 bị từ chối hoặc có vấn đề; 2 sai cách dùng; 3 máy thiếu thành phần cần có; 130 bị ngắt."
        in text
    )
    assert all(f"  {name} " in text for name in COMMANDS)


@pytest.mark.parametrize("variable", ["LANG", "LC_ALL"])
def test_help_is_english_where_the_machine_speaks_english(variable: str, capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(variable, "en_GB.UTF-8")
    assert main(["--help"]) == 0
    assert "Exit codes: 0 done" in capsys.readouterr().out


def test_lang_overrides_the_machine(capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert main(["--lang", "vi", "--help"]) == 0
    assert "Các lệnh" in capsys.readouterr().out


def test_lang_stands_anywhere_but_after_the_double_dash():
    assert chosen_language(["read", "--lang=en", "a.txt"], {}) == ("en", ["read", "a.txt"])
    assert chosen_language(["read", "--", "--lang"], {}) == ("vi", ["read", "--", "--lang"])
    with pytest.raises(ValueError, match="fr"):
        chosen_language(["--lang", "fr"], {})


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "read"])
def test_every_command_explains_itself(name: str, language: str, capsys):
    assert main([name, "--help", "--lang", language]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Usage: giaoban" if language == "en" else "Cách dùng: giaoban")
    assert ("show this help" if language == "en" else "xem trợ giúp này") in text


WRONG = [[], ["unknown"], ["up", "--port"], ["up", "--port", "x"], ["db"], ["db", "backup"], ["--lang", "fr"]]


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_is_exit_code_2_and_one_sentence(arguments: list[str], capsys):
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error
    assert "Traceback" not in error


def test_usage_errors_are_in_the_persons_language(capsys):
    main(["up", "--port", "tám"])
    assert "tham số --port phải là số nguyên từ 1 đến 65535, không phải 'tám'" in capsys.readouterr().err
    main(["up", "--nonsense"])
    assert "không hiểu tham số: --nonsense" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999", "８０８０", "80.5", "1e3", "9" * 5000])
@pytest.mark.parametrize("name", ["up", "demo", "serve"])
def test_a_port_that_no_network_has_is_wrong_usage(name: str, port: str, capsys):
    assert main([name, f"--port={port}"]) == 2
    assert f"tham số --port phải là số nguyên từ 1 đến 65535, không phải {port!r}" in capsys.readouterr().err
    assert main([name, f"--port={port}", "--lang", "en"]) == 2
    assert "must be a whole number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["256.1.1.1", "x" * 300, "192.0.2.1", "a..b"])
def test_an_address_that_cannot_be_served_on_is_one_sentence(host: str):
    with pytest.raises(Problem) as refused:
        listen(host, 8000, patience=0)
    assert refused.value.code == "CLI-026"


def test_a_taken_port_is_one_sentence():
    with listen("127.0.0.1", 0, patience=0) as taken, pytest.raises(Problem) as refused:
        listen("127.0.0.1", taken.getsockname()[1], patience=0.3)
    assert refused.value.code == "CLI-010"


@pytest.mark.parametrize(
    "command", [["--help"], ["--version"], ["read", "--help"], ["read", "{report}"], ["read", "--json", "{report}"]]
)
def test_output_that_cannot_be_written_is_one_sentence(command: list[str], report: Path):
    with open("/dev/full", "w") as full:
        done = run(command, report, stdout=full)
    assert done.returncode == 1
    assert done.stderr.startswith("Không ghi được kết quả ra đầu ra: No space left on device.")
    assert done.stderr.count("\n") == 1
    assert "CLI-027" in done.stderr


@pytest.mark.parametrize("command", [["--help"], ["read", "--json", "{report}"]])
def test_a_reader_that_went_away_is_told_nothing(command: list[str], report: Path):
    reading, writing = os.pipe()
    os.close(reading)
    done = run(command, report, stdout=writing)
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == ""


def test_where_nothing_can_be_written_at_all_the_exit_code_remains(report: Path):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*GIAOBAN, "read", str(report), "nowhere.txt"], stdout=full, stderr=full, env=clean_environment()
        )
    assert done.returncode == 1


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """More text than any buffer holds."""
    path = tmp_path / "hop.txt"
    path.write_text("Có 46/60 hộ đạt chuẩn, tỷ lệ 79,7%.\n" * 400, "utf-8")
    return path


def run(command: list[str], report: Path, **more) -> subprocess.CompletedProcess[str]:
    words = [word.format(report=report) for word in command]
    return subprocess.run([*GIAOBAN, *words], stderr=subprocess.PIPE, text=True, env=clean_environment(), **more)


def test_a_problem_is_exit_code_1_with_its_sentence(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["serve", "--data", str(outside(tmp_path))]) == 1
    error = capsys.readouterr().err
    assert "Cơ sở dữ liệu chưa chạy" in error
    assert "CLI-012" in error


def test_a_missing_part_is_exit_code_3(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("GIAOBAN_PG_BIN", str(tmp_path))
    assert main(["up", "--port", str(free_port()), "--data", str(outside(tmp_path))]) == 3
    assert "GIAOBAN_PG_BIN" in capsys.readouterr().err


def test_an_unexpected_error_is_one_sentence_and_a_log_file(capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def broken(name: str):
        raise RuntimeError("inner detail")

    monkeypatch.setattr(command, "import_module", broken)
    monkeypatch.setenv("GIAOBAN_DATA", str(tmp_path))
    (tmp_path / "log").mkdir()
    assert guarded("any", [], "vi") == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "inner detail" not in error
    [log] = (tmp_path / "log").iterdir()
    assert str(log) in error
    assert "inner detail" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_an_interrupt_is_exit_code_130(monkeypatch: pytest.MonkeyPatch):
    def interrupted(name: str):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "import_module", interrupted)
    assert guarded("any", [], "vi") == 130


def test_the_command_starts_without_django_and_database_driver():
    program = (
        "import sys; from giaoban.cli.main import main; main(['--help'])\n"
        "print(sorted(sys.modules.keys() & {'django', 'psycopg', 'argparse', 'lxml'}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_every_cli_problem_has_two_sentences_that_can_be_filled():
    from giaoban.kernel.problems import entries

    codes = [code for code in entries() if code.startswith("CLI-")]
    assert len(codes) >= 30
    names = (
        "path",
        "found",
        "have",
        "holder",
        "owner",
        "reason",
        "tried",
        "log",
        "user",
        "port",
        "host",
        "version",
        "what",
        "tool",
        "member",
    )
    for code in codes:
        problem = Problem(code, **dict.fromkeys(names, "x"))
        assert problem.sentence() != problem.sentence("en")


def outside(tmp_path: Path) -> Path:
    """A data directory that the server's account can enter."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.name.startswith(("pytest", "popen")) and folder.stat().st_uid == os.geteuid():
            folder.chmod(0o755)
    tmp_path.chmod(0o755)
    return tmp_path / "data"
