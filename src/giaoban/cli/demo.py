"""`giaoban demo`: the whole program with the example reports, as `make demo` runs it."""

import os
import sys
from typing import Any

from giaoban.cli.args import Parser
from giaoban.cli.cluster import Account
from giaoban.cli.examples import Loaded, load_examples
from giaoban.cli.place import Place
from giaoban.cli.up import up

DESCRIPTION = (
    "Chạy phần mềm với các báo cáo mẫu, in tóm tắt kết quả đọc, địa chỉ và tài khoản dùng thử. Dừng bằng Ctrl-C.",
    "Run the program with the example reports; print a summary of what was read, the address and the demo accounts. "
    "Stop with Ctrl-C.",
)
BAR = 30
COLUMNS = {"username": "tên đăng nhập", "password": "mật khẩu", "name": "họ và tên", "post": "chức vụ"}


def run(arguments: list[str], language: str) -> int:
    """The command."""
    parser = Parser("demo", DESCRIPTION, language)
    parser.add_data()
    parser.add_address()
    given = parser.parse_args(arguments)

    os.environ["GIAOBAN_DEMO"] = "1"  # told to every process of this demonstration

    def after(place: Place, account: Account, app_url: str, owner_url: str) -> list[str]:
        loaded = load_examples(place, account, app_url, owner_url, Progress(language))
        print("\n".join(summary_lines(loaded, language)), flush=True)
        return account_lines(loaded.accounts, language)

    return up(given.data, given.host, given.port, language=language, purpose="giaoban demo", after=after)


class Progress:
    """A bar on a terminal, plain lines elsewhere."""

    def __init__(self, language: str) -> None:
        self.english = language == "en"
        self.live = sys.stdout.isatty()

    def __call__(self, name: str, done: int, total: int) -> None:
        """Show that `done` of `total` reports are read and `name` is being read ("" at the end)."""
        if not total:
            return
        if self.live:
            full = BAR * done // total
            print(
                f"\r[{'█' * full}{'·' * (BAR - full)}] {done}/{total} {name:<40.40}",
                end="" if name else "\n",
                flush=True,
            )
        elif name:
            print(f"{'Reading' if self.english else 'Đang đọc'} {done + 1}/{total}: {name}", flush=True)


def summary_lines(loaded: Loaded, language: str) -> list[str]:
    """A heading and one line per report: figures, relations, findings, tasks."""
    english = language == "en"
    if loaded.new:
        lines = ["Báo cáo mẫu đã đọc:" if not english else "Example reports read:"]
    else:
        lines = [
            "Báo cáo mẫu đã có sẵn từ lần chạy trước:"
            if not english
            else "Example reports, there since an earlier run:"
        ]
    for report in loaded.summaries:
        if report["trouble"]:
            what = report["trouble"]
        elif english:
            what = "{figures} figures, {relations} relations checked, {findings} findings, {tasks} tasks".format(
                **report
            )
        else:
            what = "{figures} số liệu, {relations} quan hệ đã kiểm tra, {findings} phát hiện, {tasks} nhiệm vụ".format(
                **report
            )
        lines.append(f"  - {report['title'] or report['name']}: {what}")
    return lines


def account_lines(accounts: list[dict[str, Any]], language: str) -> list[str]:
    """The demo accounts as a small table."""
    if not accounts:
        return []
    heading = "Demo accounts:" if language == "en" else "Tài khoản dùng thử:"
    columns = list(accounts[0])
    names = COLUMNS if language == "vi" else {}
    accounts = [{column: names.get(column, column) for column in columns}, *accounts]
    widths = [max(len(str(account[column])) for account in accounts) for column in columns]
    rows = [
        "  "
        + "  ".join(f"{account[column]!s:<{width}}" for column, width in zip(columns, widths, strict=True)).rstrip()
        for account in accounts
    ]
    stop = (
        "Press Ctrl-C to stop; the data stay."
        if language == "en"
        else "Bấm Ctrl-C để dừng; dữ liệu vẫn còn cho lần chạy sau."
    )
    return [heading, *rows, stop]
