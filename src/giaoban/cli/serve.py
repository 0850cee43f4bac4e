"""`giaoban serve`: only the web server, on a database that already runs."""

import os

from giaoban.cli.args import Parser
from giaoban.cli.place import addresses, become, environment, find_place, make_place, program_account
from giaoban.cli.web import listen, server_command, web_address

DESCRIPTION = (
    "Chỉ chạy trang web, dùng cơ sở dữ liệu đang chạy (giaoban up) hoặc DATABASE_URL. Cấu trúc dữ liệu phải có sẵn.",
    "Run only the web server, on the running database (giaoban up) or DATABASE_URL. The structure must be in place.",
)


def run(arguments: list[str], language: str) -> int:
    """The command: becomes the web server. Errors: CLI-010, CLI-012, CLI-026."""
    parser = Parser("serve", DESCRIPTION, language)
    parser.add_data()
    parser.add_address()
    given = parser.parse_args(arguments)
    urls = addresses(find_place(given.data))
    place = make_place(given.data)
    told = environment(place, *urls)
    listener = listen(given.host, given.port, patience=0)
    listener.set_inheritable(True)
    print(web_address(given.host, given.port), flush=True)
    become(program_account(place)[0])
    os.chdir("/")
    command = server_command(listener.fileno())
    os.execve(command[0], command, told)  # noqa: S606 - this very interpreter
