"""`giaoban db status|backup|restore`."""

import sys
from pathlib import Path

from giaoban.cli.args import Parser
from giaoban.cli.cluster.lock import holder
from giaoban.cli.fingerprint import migrations_fingerprint
from giaoban.cli.main import OK, REFUSED
from giaoban.cli.place import Place, addresses, find_place, make_place
from giaoban.kernel.problems import Problem

DESCRIPTION = (
    "Xem, sao lưu, khôi phục dữ liệu.\n\n"
    "  giaoban db status          nơi lưu, phiên bản, dung lượng, lần sao lưu gần nhất\n"
    "  giaoban db backup TỆP      sao lưu cơ sở dữ liệu, tệp đính kèm và khóa vào một tệp mới\n"
    "  giaoban db restore TỆP     thay dữ liệu hiện có bằng bản sao lưu (phải dừng phần mềm trước); hỏi lại trước khi làm,\n"
    "                             và giữ dữ liệu hiện có trong một bản sao lưu khác",
    "Look at, back up, restore the data.\n\n"
    "  giaoban db status          place, version, size, last backup\n"
    "  giaoban db backup FILE     back up database, attached files and key into one new file\n"
    "  giaoban db restore FILE    replace the present data by a backup (stop the program first); asks before it does,\n"
    "                             and keeps the present data in another backup",
)


def run(arguments: list[str], language: str) -> int:
    """The command."""
    parser = Parser("db", DESCRIPTION, language)
    parser.add_argument("action", choices=("status", "backup", "restore"), metavar="status|backup|restore")
    parser.add_argument("file", nargs="?", type=Path, metavar=parser.say("TỆP", "FILE"))
    parser.add_argument(
        "--yes", action="store_true", help=parser.say("khôi phục mà không hỏi lại", "restore without asking")
    )
    parser.add_data()
    given = parser.parse_args(arguments)
    if (given.file is None) != (given.action == "status"):
        parser.error(parser.say("chỉ backup và restore cần một TỆP", "backup and restore need a FILE, status none"))
    if given.action == "status":
        return status(find_place(given.data), parser)
    target = given.file.expanduser().absolute()
    place = make_place(given.data)
    return save(place, target, parser) if given.action == "backup" else bring_back(place, target, parser, given.yes)


def save(place: Place, target: Path, parser: Parser) -> int:
    """Back up and say so. Errors: those of `backup`."""
    from giaoban.cli.backup import backup

    made = backup(place, target)
    print(
        parser.say(
            f"Đã sao lưu vào {target}: {megabytes(made.size, ',')} MB, {made.files} tệp đính kèm.",
            f"Backed up to {target}: {megabytes(made.size, '.')} MB, {made.files} attached files.",
        )
    )
    return OK


def bring_back(place: Place, source: Path, parser: Parser, sure: bool) -> int:
    """Restore, after asking where anything is there to be replaced. Errors: CLI-004, CLI-020, CLI-028, those of `restore`."""
    from giaoban.cli.backup import may_hold_data, restore

    if not source.is_file():
        raise Problem("CLI-020", path=source)
    if place.embedded and (used_by := holder(place.data)):
        raise Problem("CLI-004", path=place.data, holder=used_by)
    if not sure and may_hold_data(place) and not agreed(place, source, parser):
        print(parser.say("Đã dừng; không có gì thay đổi.", "Stopped; nothing was changed."))
        return REFUSED
    came = restore(place, source, keep=True)
    print(
        parser.say(
            f"Đã khôi phục bản sao lưu tạo lúc {came.made_at}, {came.files} tệp đính kèm.",
            f"Restored the backup made at {came.made_at}, {came.files} attached files.",
        )
    )
    if came.before:
        print(
            parser.say(
                f"Dữ liệu trước khi khôi phục được giữ ở {came.before}", f"The data from before are in {came.before}"
            )
        )
    return OK


def agreed(place: Place, source: Path, parser: Parser) -> bool:
    """Ask the person at the terminal. Errors: CLI-028 where there is none."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise Problem("CLI-028", path=place.data)
    print(
        parser.say(
            f"Toàn bộ dữ liệu hiện có ở {place.data} sẽ được thay bằng bản sao lưu {source}.\n"
            "Trước đó, dữ liệu hiện có được sao lưu vào một tệp khác.",
            f"All present data in {place.data} will be replaced by the backup {source}.\n"
            "Before that, the present data are backed up to another file.",
        )
    )
    try:
        answer = input(parser.say("Tiếp tục? Gõ “co” hoặc “yes” để đồng ý: ", "Go on? Type “yes” to agree: "))
    except EOFError:
        return False
    return answer.strip().lower() in ("có", "co", "yes", "y")


def megabytes(size: int, comma: str) -> str:
    """12,3 for 12 300 000 bytes."""
    return f"{size // 100_000 / 10:.1f}".replace(".", comma)


def status(place: Place, parser: Parser) -> int:
    """Print where the data are and how they are. Errors: CLI-012 when the embedded server does not run, CLI-013."""
    from giaoban.cli.state import opened, read_state

    say = parser.say
    rows = [(say("Thư mục dữ liệu", "Data directory"), str(place.data))]
    if place.embedded:
        cluster = place.cluster()
        found = cluster.version_found()
        rows.append((say("Phiên bản dữ liệu", "Data version"), f"PostgreSQL {found}" if found else "–"))
        used_by = holder(place.data) if place.data.is_dir() else ""
        rows.append((say("Đang dùng bởi", "In use by"), used_by or "–"))
    try:
        with opened(addresses(place)[1]) as connection:
            info = connection.info
            size = connection.execute("SELECT pg_database_size(current_database())").fetchone()
            state = read_state(connection)
            rows += [
                (say("Máy chủ", "Server"), f"PostgreSQL {info.server_version // 10000}.{info.server_version % 10000}"),
                (say("Dung lượng", "Size"), f"{megabytes(size[0] if size else 0, say(',', '.'))} MB"),
                (say("Cấu trúc", "Structure"), structure(state.get("migrations"), parser)),
                (say("Sao lưu gần nhất", "Last backup"), state.get("last_backup") or say("chưa có", "none")),
            ]
    except Problem as problem:
        if problem.code != "CLI-012":
            raise
        rows.append((say("Máy chủ", "Server"), say("không chạy", "not running")))
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")
    return OK


def structure(stored: str | None, parser: Parser) -> str:
    """Whether the structure is the one this program was made for."""
    if stored == migrations_fingerprint():
        return parser.say("đúng với phần mềm", "fits the program")
    return parser.say("sẽ được cập nhật ở lần chạy tới", "will be updated at the next start")
