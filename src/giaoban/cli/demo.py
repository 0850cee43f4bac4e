"""`giaoban demo`: the whole program with the commune of today and the stories of the examples, as `make demo` runs it."""

import os
import sys
from datetime import date
from itertools import groupby
from typing import Any

from giaoban.cli.args import Parser
from giaoban.cli.cluster import Account
from giaoban.cli.examples import Loaded, load_examples
from giaoban.cli.place import Place
from giaoban.cli.up import up

DESCRIPTION = (
    "Chạy phần mềm với dữ liệu minh họa: một xã của hôm nay và năm câu chuyện. In tóm tắt, địa chỉ và tài khoản dùng thử. "
    "Dừng bằng Ctrl-C.",
    "Run the program with demonstration data: a commune of today and five stories. Print a summary, the address and the "
    "demo accounts. Stop with Ctrl-C.",
)
BAR = 30


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
        """Show that `done` of `total` steps are taken and `name` comes now ("" at the end)."""
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
            print(f"{'Loading' if self.english else 'Đang nạp'} {done + 1}/{total}: {name}", flush=True)


def summary_lines(loaded: Loaded, language: str) -> list[str]:
    """A heading and one line per story: reports, figures, findings, sessions, tasks."""
    english = language == "en"
    if loaded.new:
        lines = ["Demonstration data loaded:" if english else "Dữ liệu minh họa đã nạp:"]
    else:
        lines = [
            "Demonstration data, there since an earlier run:"
            if english
            else "Dữ liệu minh họa có sẵn từ lần chạy trước:"
        ]
    said = (
        "{title}: {reports} reports, {figures} figures, {findings} findings; {sessions} sessions, {tasks} tasks"
        if english
        else "{title}: {reports} báo cáo, {figures} số liệu, {findings} phát hiện; {sessions} phiên, {tasks} nhiệm vụ"
    )
    return lines + ["  - " + said.format(**story) for story in loaded.stories]


def account_lines(accounts: list[dict[str, Any]], language: str) -> list[str]:
    """The demo accounts by story, with the day on which the story is seen."""
    if not accounts:
        return []
    english = language == "en"
    password = accounts[0]["password"]
    lines = [
        f"Demo accounts (password of all: {password}):"
        if english
        else f"Tài khoản dùng thử (mật khẩu chung: {password}):"
    ]
    width = max(len(account["username"]) for account in accounts)
    for (story, clock), group in groupby(accounts, key=lambda account: (account["story"], account["clock_on"])):
        day = f"{date.fromisoformat(clock):%d/%m/%Y}" if clock else ("today" if english else "ngày thật")
        lines.append(f"  {story}, {day}:")
        lines += [f"    {each['username']:<{width}}  {each['name']}, {each['post']}" for each in group]
    stop = (
        "Press Ctrl-C to stop; the data stay." if english else "Bấm Ctrl-C để dừng; dữ liệu vẫn còn cho lần chạy sau."
    )
    return [*lines, stop]
