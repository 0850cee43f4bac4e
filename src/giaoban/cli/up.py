"""`giaoban up`: database, web and worker under one supervisor. `giaoban demo` and the service unit use it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from giaoban.cli.args import Parser
from giaoban.cli.cluster import Account, Cluster, DataLock
from giaoban.cli.cluster.account import spawn
from giaoban.cli.cluster.server import open_log
from giaoban.cli.place import Place, environment, make_place, program_account
from giaoban.cli.prepare import prepare
from giaoban.cli.supervisor import Child, Database, Program, Service, Supervisor, tell_system
from giaoban.cli.web import answers, listen, server_command, web_address

DESCRIPTION = (
    "Chạy cơ sở dữ liệu, trang web và bộ xử lý việc nền; tự khởi động lại phần nào bị dừng. Dừng bằng Ctrl-C.\n"
    "Có DATABASE_URL thì dùng máy chủ PostgreSQL đó thay cho cơ sở dữ liệu đi kèm.",
    "Run database, web server and job worker; whichever stops is started again. Stop with Ctrl-C.\n"
    "With DATABASE_URL that PostgreSQL server is used instead of the built-in one.",
)
AfterPrepare = Callable[[Place, Account, str, str], list[str]]
"""Called with place, account, application's and owner's address once the database is ready; returns lines to print when all is up."""


def run(arguments: list[str], language: str) -> int:
    """The command."""
    parser = Parser("up", DESCRIPTION, language)
    parser.add_data()
    parser.add_address()
    given = parser.parse_args(arguments)
    return up(given.data, given.host, given.port, language=language, purpose="giaoban up")


def up(
    data: str | None, host: str, port: int, *, language: str, purpose: str, after: AfterPrepare | None = None
) -> int:
    """Prepare and serve until stopped; returns 0, or 130 after Ctrl-C. Errors: the CLI problems of each step."""

    def say(vi: str, en: str) -> None:
        print(en if language == "en" else vi, flush=True)

    signal.signal(signal.SIGTERM, interrupted)
    signal.signal(signal.SIGHUP, interrupted)
    place = make_place(data)
    with DataLock(place.data, purpose), listen(host, port) as listener, database(place) as cluster:
        app_url = cluster.app_url if cluster else place.external_url
        owner_url = cluster.owner_url if cluster else place.external_owner_url
        account, intended = program_account(place)
        if not intended:
            say(
                f"Lưu ý: tài khoản {place.account.name} không đọc được phần mềm ở đây, nên trang web chạy bằng root. "
                "Đặt phần mềm ở nơi ai cũng đọc được, ví dụ /opt.",
                f"Note: the user {place.account.name} cannot read the program here, so the web server runs as root. "
                "Put the program where everyone can read it, for example /opt.",
            )
        prepare(place, account, app_url, owner_url, say)
        lines = after(place, account, app_url, owner_url) if after else []

        def on_ready() -> None:
            tell_system("READY=1")
            say(f"Sẵn sàng: {web_address(host, port)}", f"Ready: {web_address(host, port)}")
            print("".join(f"{line}\n" for line in lines), end="", flush=True)

        told = environment(place, app_url, owner_url)
        children = services(place, account, told, listener, cluster)
        supervisor = Supervisor(children, partial(heard, language), cluster)
        return supervisor.run(lambda: answers(host, port), on_ready)


def interrupted(number: int, frame: object) -> None:
    """Before the supervisor watches: leave through the clean-up of each step."""
    raise SystemExit(0)


@contextmanager
def database(place: Place) -> Iterator[Cluster | None]:
    """The embedded cluster, started; None with an external server."""
    if not place.embedded:
        yield None
        return
    cluster = place.cluster()
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop(timeout=1.5)


def services(
    place: Place, account: Account, told: dict[str, str], listener: socket.socket, cluster: Cluster | None
) -> list[Child]:
    """The children in the order of their start."""

    def start(name: str, command: list[str], handles: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
        with open_log(place.log(name), account.uid, account.gid) as output:
            return spawn(
                command,
                account=account,
                environment=told,
                output=output,
                on_parent_death=signal.SIGTERM,
                pass_fds=handles,
            )

    handle = listener.fileno()
    web: Service = Program("web", place.log("web"), lambda: start("web", server_command(handle), (handle,)))
    worker_command = [sys.executable, "-m", "giaoban.cli", "worker"]
    worker: Service = Program("worker", place.log("worker"), lambda: start("worker", worker_command))
    children = [Child(web), Child(worker)]
    return children if cluster is None else [Child(Database(cluster), process=cluster.process), *children]


NAMES = {
    "postgres": ("cơ sở dữ liệu", "database"),
    "web": ("trang web", "web server"),
    "worker": ("bộ xử lý việc nền", "job worker"),
}


def heard(language: str, event: str, name: str, detail: str) -> None:
    """Tell a person (or the service's journal) what the supervisor notices."""
    english = language == "en"
    what = NAMES.get(name, (name, name))[english]
    if event == "died":
        ended = (
            f"{what} stopped ({detail}); starting it again."
            if english
            else f"Phần {what} bị dừng ({detail}); đang chạy lại."
        )
        print(ended, file=sys.stderr, flush=True)
    elif event == "stopping":
        tell_system("STOPPING=1")
        if os.isatty(sys.stdout.fileno()):
            print("Stopping…" if english else "Đang dừng…", flush=True)
