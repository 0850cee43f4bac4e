"""`giaoban doctor`: looks at machine, data directory, database, worker and journal, changes nothing, and says what to do.

`CHECKS` may be extended: a check takes the place and returns findings; it runs when its `needs` is met.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from giaoban.cli.args import Parser
from giaoban.cli.doctor import machine, rooms
from giaoban.cli.doctor.finding import BAD, GOOD, MISSING, Finding
from giaoban.cli.main import ENVIRONMENT, OK, REFUSED
from giaoban.cli.place import Place, addresses, become, environment, find_place, program_account
from giaoban.kernel.problems import Problem

DESCRIPTION = (
    "Kiểm tra máy, thư mục dữ liệu, cơ sở dữ liệu, bộ xử lý việc nền và nhật ký. Không thay đổi gì.\n"
    "Mã thoát: 0 mọi thứ ổn (có thể có lưu ý); 1 có vấn đề; 3 máy thiếu thành phần cần có.",
    "Check machine, data directory, database, job worker and journal. Changes nothing.\n"
    "Exit codes: 0 all is well (there may be notes); 1 a problem; 3 the machine lacks a needed part.",
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `needs` is "nothing", "database" (a server that answers) or "django" (structure in place too)."""

    look: Callable[[Place], list[Finding]]
    needs: str = "nothing"


CHECKS: list[Check] = [
    Check(machine.python),
    Check(machine.postgresql),
    Check(machine.directory),
    Check(machine.key),
    Check(machine.room_left),
    Check(machine.server),
    Check(machine.structure, "database"),
    Check(machine.last_backup, "database"),
    Check(rooms.worker, "django"),
    Check(rooms.journal, "django"),
    Check(rooms.files, "django"),
    Check(rooms.numbering, "django"),
]

MARKS = {GOOD: "✓", "note": "!", BAD: "✗", MISSING: "✗"}


def run(arguments: list[str], language: str) -> int:
    """The command."""
    parser = Parser("doctor", DESCRIPTION, language)
    parser.add_data()
    place = find_place(parser.parse_args(arguments).data)
    findings: list[Finding] = []
    met = {"nothing": True, "database": False, "django": False}
    for check in CHECKS:
        if check.needs == "django" and met["database"] and not met["django"]:
            met["django"] = all(finding.level != BAD for finding in findings) and enter_django(place)
        if not met[check.needs]:
            continue
        found = looked(check, place)
        for finding in found:
            print(f"{MARKS[finding.level]} {finding.en if language == 'en' else finding.vi}", flush=True)
        findings += found
        if check.look is machine.server:
            met["database"] = all(finding.level == GOOD for finding in found)
    levels = {finding.level for finding in findings}
    return ENVIRONMENT if MISSING in levels else REFUSED if BAD in levels else OK


def looked(check: Check, place: Place) -> list[Finding]:
    """What the check found; a refusal on the way is a finding too."""
    try:
        return check.look(place)
    except Problem as problem:
        return [Finding(BAD, problem.sentence(), problem.sentence("en"))]


def enter_django(place: Place) -> bool:
    """Become a Django process of this place, as the account that serves it. False when the structure is not in place yet."""
    if not machine.structure_fits(place):
        return False
    import os

    os.environ.update(environment(place, *addresses(place)))
    become(program_account(place)[0])
    import django

    django.setup()
    return "giaoban.site.settings" in sys.modules
