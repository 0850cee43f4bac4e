"""Argument parsing whose help and errors are in the person's language, with the documented exit code for wrong usage."""

import argparse
import re
import sys
from typing import NoReturn

from giaoban.cli.main import USAGE

# argparse's own sentences, as they come, and ours.
ERRORS_VI = (
    (r"the following arguments are required: (.+)", r"thiếu tham số: \1"),
    (r"unrecognized arguments: (.+)", r"không hiểu tham số: \1"),
    (r"argument (.+?): expected one argument", r"tham số \1 cần một giá trị"),
    (r"argument (.+?): expected at least one argument", r"tham số \1 cần ít nhất một giá trị"),
    (
        r"argument (.+?): must be a whole number from (\d+) to (\d+), not (.+)",
        r"tham số \1 phải là số nguyên từ \2 đến \3, không phải \4",
    ),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"tham số \1 không nhận \2; chọn một trong: \3"),
    (r"argument (.+?): not allowed with argument (.+)", r"không dùng \1 cùng với \2"),
    (r"argument (.+?): (.+)", r"tham số \1: \2"),
)


def port(text: str) -> int:
    """A port of the network. Errors: argparse's own for anything but 1 to 65535."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to 65535, not {text!r}")
    return int(text)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Vietnamese or English.

    `description` is the pair (Vietnamese, English); so is the help of each argument given to `say`.
    """

    def __init__(self, command: str, description: tuple[str, str], language: str) -> None:
        self.language = language
        super().__init__(
            prog=f"giaoban {command}",
            description=self.say(*description),
            add_help=False,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self._positionals.title = self.say("tham số", "arguments")
        self._optionals.title = self.say("tùy chọn", "options")
        self.add_argument("-h", "--help", action="help", help=self.say("xem trợ giúp này", "show this help"))

    def say(self, vi: str, en: str) -> str:
        """The sentence in the person's language."""
        return en if self.language == "en" else vi

    def format_usage(self) -> str:
        """Usage with its heading in the person's language."""
        return super().format_usage().replace("usage:", self.say("Cách dùng:", "Usage:"), 1)

    def format_help(self) -> str:
        """Help with its heading in the person's language."""
        return super().format_help().replace("usage:", self.say("Cách dùng:", "Usage:"), 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how the command is used; exit code 2."""
        if self.language == "vi":
            for pattern, sentence in ERRORS_VI:
                if re.fullmatch(pattern, message):
                    message = re.sub(pattern, sentence, message)
                    break
        print(f"{self.prog}: {message}\n{self.format_usage().rstrip()}", file=sys.stderr)
        raise SystemExit(USAGE)

    def add_data(self) -> None:
        """The option --data."""
        self.add_argument(
            "--data",
            metavar=self.say("THƯ-MỤC", "DIRECTORY"),
            help=self.say(
                "thư mục dữ liệu (mặc định: GIAOBAN_DATA, hoặc nơi phù hợp với tài khoản đang chạy)",
                "data directory (default: GIAOBAN_DATA, or a place that fits the user)",
            ),
        )

    def add_address(self) -> None:
        """The options --host and --port."""
        self.add_argument(
            "--host",
            default="127.0.0.1",
            metavar=self.say("ĐỊA-CHỈ", "ADDRESS"),
            help=self.say("địa chỉ mạng để phục vụ (mặc định 127.0.0.1)", "address to serve on (default 127.0.0.1)"),
        )
        self.add_argument(
            "--port",
            type=port,
            default=8000,
            metavar=self.say("CỔNG", "PORT"),
            help=self.say("cổng để phục vụ (mặc định 8000)", "port to serve on (default 8000)"),
        )
