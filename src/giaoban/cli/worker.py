"""`giaoban worker`: only the job worker, on a database that already runs."""

import os

from giaoban.cli.args import Parser
from giaoban.cli.place import addresses, become, environment, find_place, program_account
from giaoban.kernel.problems import Problem

DESCRIPTION = (
    "Chỉ chạy bộ xử lý việc nền, dùng cơ sở dữ liệu đang chạy (giaoban up) hoặc DATABASE_URL.",
    "Run only the job worker, on the running database (giaoban up) or DATABASE_URL.",
)


def run(arguments: list[str], language: str) -> int:
    """The command: works until SIGTERM or SIGINT. Errors: CLI-012, CLI-013."""
    parser = Parser("worker", DESCRIPTION, language)
    parser.add_data()
    given = parser.parse_args(arguments)
    place = find_place(given.data)
    told = environment(place, *addresses(place))
    become(program_account(place)[0])
    os.environ.update(told)
    import django
    import psycopg
    from django.db import DatabaseError
    from procrastinate.exceptions import ConnectorException

    django.setup()
    from giaoban.ground.jobs import run_worker

    try:
        run_worker()
    except (DatabaseError, psycopg.Error, ConnectorException) as error:
        raise Problem("CLI-013", reason=str(error).strip().splitlines()[0] if str(error).strip() else "?") from error
    return 0
