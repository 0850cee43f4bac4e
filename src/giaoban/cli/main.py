"""The command `giaoban`: a table of lazily imported commands, languages, exit codes, and no tracebacks for people.

A command is a module with `run(arguments: list[str], language: str) -> int`; nothing of it is imported before it is called.
"""

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

OK, REFUSED, USAGE, ENVIRONMENT, INTERRUPTED = 0, 1, 2, 3, 130
UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE, errno.EBADF}


class Command(NamedTuple):
    """Where a command lives, and its line in the help."""

    module: str
    vi: str
    en: str


COMMANDS = {
    "read": Command("giaoban.cli.read", "đọc tệp báo cáo, in kết quả đọc", "read report files and print what was read"),
    "demo": Command("giaoban.cli.demo", "chạy phần mềm với báo cáo mẫu", "run the program with the example reports"),
    "up": Command(
        "giaoban.cli.up", "chạy cơ sở dữ liệu, trang web và bộ xử lý việc nền", "run database, web and job worker"
    ),
    "serve": Command("giaoban.cli.serve", "chỉ chạy trang web", "run only the web server"),
    "worker": Command("giaoban.cli.worker", "chỉ chạy bộ xử lý việc nền", "run only the job worker"),
    "db": Command(
        "giaoban.cli.db", "xem, sao lưu, khôi phục dữ liệu: status, backup, restore", "data: status, backup, restore"
    ),
    "units": Command(
        "giaoban.cli.units",
        "nhập danh mục đơn vị hành chính: import",
        "import the published administrative units",
    ),
    "doctor": Command("giaoban.cli.doctor", "kiểm tra máy, dữ liệu và nhật ký", "check machine, data and journal"),
}
# Called by the supervisor and the tests, not by people; absent from the help.
INTERNAL = {"prepare": "giaoban.cli.prepare", "load-examples": "giaoban.cli.examples"}

HEAD = {
    "vi": "Cách dùng: giaoban [--lang vi|en] LỆNH [THAM SỐ]\n\nCác lệnh:",
    "en": "Usage: giaoban [--lang vi|en] COMMAND [ARGUMENTS]\n\nCommands:",
}
TAIL = {
    "vi": """
Xem cách dùng từng lệnh: giaoban LỆNH --help

Mã thoát: 0 xong; 1 bị từ chối hoặc có vấn đề; 2 sai cách dùng; 3 máy thiếu thành phần cần có; 130 bị ngắt.
Ngôn ngữ: tiếng Việt; tiếng Anh khi LANG hoặc LC_ALL bắt đầu bằng "en", hoặc với --lang en.""",
    "en": """
How to use one command: giaoban COMMAND --help

Exit codes: 0 done; 1 refused or a problem; 2 wrong usage; 3 the machine lacks a needed part; 130 interrupted.
Language: Vietnamese; English when LANG or LC_ALL starts with "en", or with --lang en.""",
}
UNKNOWN = {
    "vi": 'Không có lệnh "{name}". Xem danh sách lệnh: giaoban --help',
    "en": 'There is no command "{name}". See the list: giaoban --help',
}


def chosen_language(arguments: list[str], environment: dict[str, str]) -> tuple[str, list[str]]:
    """Language ("vi" or "en") from --lang, else LC_ALL, LC_MESSAGES, LANG; and the arguments without --lang.

    Errors: ValueError when --lang is given another language.
    """
    rest: list[str] = []
    language = ""
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang" or word.startswith("--lang="):
            language = word.partition("=")[2] if "=" in word else next(words, "")
            if language not in ("vi", "en"):
                raise ValueError(language)
        else:
            rest.append(word)
    if not language:
        said = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
        language = "en" if said.startswith("en") else "vi"
    return language, rest


def help_text(language: str) -> str:
    """The general help."""
    lines = [f"  {name:<8}{command.en if language == 'en' else command.vi}" for name, command in COMMANDS.items()]
    return "\n".join([HEAD[language], *lines, TAIL[language]])


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never raises for a person's mistake and prints no traceback.

    Output that cannot be written is a sentence and exit code 1; a reader that went away (`giaoban ... | head`) is exit code 1 and no
    sentence: there is nobody to tell it to.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = chosen_command(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        silence()
        return REFUSED
    except OSError as error:
        silence()
        from giaoban.cli.trouble import unwritable

        return unwritable(error, spoken(argv))
    return code


def silence() -> None:
    """Give up standard output: what is still in its buffer goes nowhere, and nothing complains about that at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def spoken(argv: Sequence[str] | None) -> str:
    """The person's language, Vietnamese where none can be told."""
    try:
        return chosen_language(list(sys.argv[1:] if argv is None else argv), dict(os.environ))[0]
    except ValueError:
        return "vi"


def chosen_command(argv: Sequence[str] | None) -> int:
    """Find the command and run it. Errors: OSError where standard output cannot be written."""
    try:
        language, arguments = chosen_language(list(sys.argv[1:] if argv is None else argv), dict(os.environ))
    except ValueError:
        print("--lang: vi | en", file=sys.stderr)
        return USAGE
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(help_text(language), file=sys.stdout if arguments else sys.stderr)
        return OK if arguments else USAGE
    name, *rest = arguments
    if name in ("-V", "--version"):
        from importlib.metadata import version

        print(f"giaoban {version('giaoban')}")
        return OK
    module = COMMANDS[name].module if name in COMMANDS else INTERNAL.get(name)
    if module is None:
        print(UNKNOWN[language].format(name=name), file=sys.stderr)
        return USAGE
    return guarded(module, rest, language)


def guarded(module: str, arguments: list[str], language: str) -> int:
    """Run a command's module and turn whatever it raises into a sentence and an exit code.

    Errors: OSError where standard output cannot be written.
    """
    try:
        return int(import_module(module).run(arguments, language))
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else REFUSED
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in UNWRITABLE and output_is_stuck():
            raise
        from giaoban.cli.trouble import told

        return told(error, language)


def output_is_stuck() -> bool:
    """Whether standard output takes nothing: a full disk, a reader that went away. Asked with an empty line."""
    try:
        print(flush=True)
    except OSError:
        return True
    return False
