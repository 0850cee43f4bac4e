"""`giaoban units import`: bring the published administrative units, old and new, into the running database."""

import os
from argparse import ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from giaoban.cli.args import Parser
from giaoban.cli.main import OK
from giaoban.cli.place import addresses, become, environment, find_place, program_account

if TYPE_CHECKING:
    from giaoban.ground.org.official import Report

DESCRIPTION = (
    "Nhập danh mục đơn vị hành chính: 63 tỉnh, 696 huyện, 10.035 xã cũ; 34 tỉnh, 3.321 xã từ 01/7/2025; xã cũ nào về xã mới nào.\n"
    "Đơn vị đã có trong phần mềm được nhận ra theo mã hoặc tên, không bị nhập lần hai; chạy lại không thay đổi gì.\n\n"
    "  giaoban units import                       cả nước\n"
    "  giaoban units import --province “Bắc Ninh” một tỉnh (tên hoặc mã, cũ hoặc mới)\n"
    "  giaoban units import --dry-run             chỉ cho biết sẽ nhập gì, chênh lệch ở đâu\n\n"
    "Cần gói danh mục: pip install 'giaoban[units]'. Cần cơ sở dữ liệu đang chạy (giaoban up).",
    "Import the published administrative units: 63 provinces, 696 districts, 10,035 old communes; 34 provinces and 3,321\n"
    "communes since 1 July 2025; which old commune went to which new one. Units that are known already, by code or name, are\n"
    "not doubled; a second run changes nothing.\n\n"
    "  giaoban units import                       the whole country\n"
    "  giaoban units import --province “Bắc Ninh” one province (name or code, old or new)\n"
    "  giaoban units import --dry-run             only tell what would be imported and what differs\n\n"
    "Needs the package of the lists: pip install 'giaoban[units]'. Needs the running database (giaoban up).",
)
MOST = 200
"""Lines of the table of differences that are printed."""


def day(text: str) -> date:
    """A day written 2020-01-31. Errors: argparse's own."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"YYYY-MM-DD, {text!r}") from error


def run(arguments: list[str], language: str) -> int:
    """The command. Errors: CLI-012, CLI-013, ORG-023 to ORG-025."""
    parser = Parser("units", DESCRIPTION, language)
    parser.add_argument("action", choices=("import",), metavar="import")
    parser.add_argument(
        "--province",
        default="",
        metavar=parser.say("TỈNH", "PROVINCE"),
        help=parser.say("chỉ một tỉnh, tên hoặc mã", "one province only, by name or code"),
    )
    parser.add_argument(
        "--since",
        type=day,
        metavar=parser.say("NGÀY", "DAY"),
        help=parser.say(
            "các đơn vị cũ được ghi từ ngày này (mặc định 2025-01-01: danh mục đúng với nửa đầu năm 2025)",
            "old units are recorded from this day on (default 2025-01-01: the lists show the first half of 2025)",
        ),
    )
    parser.add_argument("--dry-run", action="store_true", help=parser.say("không ghi gì vào dữ liệu", "write nothing"))
    parser.add_data()
    given = parser.parse_args(arguments)
    place = find_place(given.data)
    told = environment(place, *addresses(place))
    become(program_account(place)[0])
    os.environ.update(told)
    import django

    django.setup()
    from django.utils import translation

    with translation.override(language):
        report = bring(given)
        print("\n".join(lines(report, parser, dry=given.dry_run)))
    return OK


def bring(given: Namespace) -> "Report":
    """Import (or rehearse it) as the system, and make the new units findable. Errors: ORG-023 to ORG-025."""
    from giaoban.ground.access import Actor
    from giaoban.ground.directory.actor import acting
    from giaoban.ground.org.official import read_catalogue, units_import
    from giaoban.ground.org.official.importing import SINCE
    from giaoban.ground.org.services import rehearse

    catalogue = read_catalogue(province=given.province)

    def work() -> "Report":
        report, made = units_import(catalogue=catalogue, whole=not given.province, since=given.since or SINCE)
        findable(made)
        return report

    with acting(Actor.system("giaoban units import"), source="command"):
        return rehearse(work, lambda report: report) if given.dry_run else work()


def findable(units: Sequence[int], *, size: int = 2_000) -> None:
    """Put new units into the search table, a batch at a time."""
    from giaoban.ground.org.models import Unit
    from giaoban.ground.search.organisation import unit_found
    from giaoban.ground.search.services import row_of, store

    for start in range(0, len(units), size):
        rows = Unit.objects.filter(pk__in=units[start : start + size]).prefetch_related("names", "aliases")
        store([row_of(unit, found) for unit in rows if (found := unit_found(unit)) is not None])


def lines(report: "Report", parser: Parser, *, dry: bool) -> list[str]:
    """What is printed: what was done, and the table of differences."""
    say = parser.say
    made = sum(report.created.values())
    head = say("Sẽ nhập", "Would import") if dry else say("Đã nhập", "Imported")
    told = [
        say(f"Danh mục vietnamadminunits {report.version}.", f"Lists of vietnamadminunits {report.version}."),
        say(
            f"{head} {made} dòng; {report.known} đơn vị đã có sẵn.",
            f"{head} {made} rows; {report.known} units were known.",
        ),
    ]
    told += [f"  {count:>7}  {table}" for table, count in report.created.items()]
    if report.changed:
        told.append(
            say(
                f"{report.changed} đơn vị đã ghi kết thúc mà không rõ nơi nhập vào: nay đã rõ.",
                f"{report.changed} units recorded as ended without successor now have one.",
            )
        )
    if report.unknown_shares:
        told.append(
            say(
                f"{report.unknown_shares} xã cũ chia về nhiều xã mới, danh mục không cho biết từng phần: nhập ở trang của xã khi cần.",
                f"{report.unknown_shares} old communes were divided, the parts are not told: enter them on the commune's page when needed.",
            )
        )
    return told + differences(report, parser)


def differences(report: "Report", parser: Parser) -> list[str]:
    """The table of differences, in columns."""
    say = parser.say
    if not report.differences:
        return [say("Không có chênh lệch nào.", "No differences.")]
    titles = (
        say("Nội dung", "What"),
        say("Đơn vị", "Unit"),
        say("Mã", "Code"),
        say("Đã có/công bố", "Known/published"),
        say("Danh mục", "Lists"),
    )
    rows = [titles, *((d.what, d.unit, d.code, d.ours, d.theirs) for d in report.differences[:MOST])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(titles))]
    told = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    told.insert(1, "  ".join("-" * width for width in widths))
    rest = len(report.differences) - MOST
    more = [say(f"… và {rest} dòng nữa.", f"… and {rest} more lines.")] if rest > 0 else []
    return [say("Chênh lệch:", "Differences:"), *told, *more]
