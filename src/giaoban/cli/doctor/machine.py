"""Checks of machine, data directory and database that need no Django."""

import os
import platform
import shutil
import stat
import sys
from datetime import datetime, timedelta

from giaoban.cli.cluster import find_binaries
from giaoban.cli.cluster.account import named
from giaoban.cli.cluster.lock import holder
from giaoban.cli.doctor.finding import BAD, GOOD, MISSING, NOTE, Finding
from giaoban.cli.fingerprint import migrations_fingerprint
from giaoban.cli.place import Place, addresses
from giaoban.cli.state import opened, read_state
from giaoban.kernel.problems import Problem

LITTLE_ROOM, NO_ROOM = 2 * 1024**3, 200 * 1024**2
OLD_BACKUP = timedelta(days=7)


def python(place: Place) -> list[Finding]:
    """The interpreter's version."""
    have = platform.python_version()
    level = GOOD if sys.version_info >= (3, 11) else MISSING
    return [Finding(level, f"Python {have}", f"Python {have}")]


def postgresql(place: Place) -> list[Finding]:
    """The programs of the embedded server; not needed with an external one."""
    if not place.embedded:
        return []
    try:
        found = find_binaries()
    except Problem as problem:
        return [Finding(MISSING, problem.sentence(), problem.sentence("en"))]
    data = place.cluster().version_found()
    if data is not None and data != found.major:
        other = Problem("CLI-003", path=place.cluster().folder, found=data, have=found.major)
        return [Finding(BAD, other.sentence(), other.sentence("en"))]
    return [
        Finding(GOOD, f"PostgreSQL {found.version} ({found.folder})", f"PostgreSQL {found.version} ({found.folder})")
    ]


def directory(place: Place) -> list[Finding]:
    """The data directory: there, private, of the right user."""
    data = place.data
    if not data.exists():
        return [
            Finding(
                NOTE,
                f"Thư mục dữ liệu {data} chưa có; lần chạy đầu (giaoban up) sẽ tạo.",
                f"The data directory {data} is not there yet; the first run (giaoban up) makes it.",
            )
        ]
    state = data.stat()
    if stat.S_IMODE(state.st_mode) & 0o077:
        return [
            Finding(
                BAD,
                f"Thư mục dữ liệu {data} mở cho người khác. Chạy: chmod 700 {data}",
                f"The data directory {data} is open to others. Run: chmod 700 {data}",
            )
        ]
    if state.st_uid != place.account.uid:
        problem = Problem("CLI-005", path=data, owner=named(state.st_uid))
        return [Finding(BAD, problem.sentence(), problem.sentence("en"))]
    return [
        Finding(
            GOOD,
            f"Thư mục dữ liệu {data} chỉ tài khoản {place.account.name} vào được",
            f"The data directory {data} is private to the user {place.account.name}",
        )
    ]


def key(place: Place) -> list[Finding]:
    """The secret key: there and private."""
    path = place.data / "secret.key"
    if os.environ.get("GIAOBAN_SECRET_KEY") or not path.exists():
        return []
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return [
            Finding(
                BAD,
                f"Khóa {path} mở cho người khác. Chạy: chmod 600 {path}",
                f"The key {path} is open to others. Run: chmod 600 {path}",
            )
        ]
    return [Finding(GOOD, "Khóa bí mật chỉ chủ sở hữu đọc được", "The secret key is readable by its owner only")]


def room_left(place: Place) -> list[Finding]:
    """Free space where the data are."""
    where = next(folder for folder in (place.data, *place.data.parents) if folder.exists())
    free = shutil.disk_usage(where).free
    level = BAD if free < NO_ROOM else NOTE if free < LITTLE_ROOM else GOOD
    gigabytes = f"{free // 10**8 / 10:.1f}"
    more = ("", "") if level == GOOD else ("; hãy dọn bớt hoặc thêm ổ đĩa", "; free some or add a disk")
    return [
        Finding(
            level, f"Ổ đĩa còn trống {gigabytes.replace('.', ',')} GB{more[0]}", f"{gigabytes} GB of disk free{more[1]}"
        )
    ]


def server(place: Place) -> list[Finding]:
    """Whether the database answers, and its version."""
    try:
        with opened(addresses(place)[0]) as connection:
            number = connection.info.server_version
    except Problem as problem:
        level = NOTE if problem.code == "CLI-012" else BAD
        return [Finding(level, problem.sentence(), problem.sentence("en"))]
    used_by = holder(place.data) if place.embedded else ""
    by = (f", do {used_by} chạy" if used_by else "", f", run by {used_by}" if used_by else "")
    name = f"PostgreSQL {number // 10000}.{number % 10000}"
    return [Finding(GOOD, f"Cơ sở dữ liệu trả lời ({name}{by[0]})", f"The database answers ({name}{by[1]})")]


def structure_fits(place: Place) -> bool:
    """Whether the database's structure is the one this program was made for."""
    with opened(addresses(place)[1]) as connection:
        return read_state(connection).get("migrations") == migrations_fingerprint()


def structure(place: Place) -> list[Finding]:
    """The fingerprint of the migrations."""
    if structure_fits(place):
        return [Finding(GOOD, "Cấu trúc dữ liệu đúng với phần mềm", "The structure fits the program")]
    return [
        Finding(
            NOTE,
            "Cấu trúc dữ liệu khác với phần mềm; lần chạy tới (giaoban up) sẽ cập nhật.",
            "The structure differs from the program's; the next start (giaoban up) updates it.",
        )
    ]


def last_backup(place: Place) -> list[Finding]:
    """How old the newest backup is."""
    with opened(addresses(place)[1]) as connection:
        stored = read_state(connection).get("last_backup", "")
    if not stored:
        return [
            Finding(
                NOTE,
                "Chưa sao lưu lần nào. Chạy: giaoban db backup TỆP",
                "There is no backup yet. Run: giaoban db backup FILE",
            )
        ]
    old = datetime.now().astimezone() - datetime.fromisoformat(stored) > OLD_BACKUP
    more = ("; đã quá 7 ngày", "; more than 7 days ago") if old else ("", "")
    return [Finding(NOTE if old else GOOD, f"Sao lưu gần nhất: {stored}{more[0]}", f"Last backup: {stored}{more[1]}")]
