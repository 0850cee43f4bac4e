"""The templates that come with the program: read from `data/templates.toml`, kept as rows that everybody sees."""

import tomllib
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from giaoban.ground import journal
from giaoban.kernel.calendar import Period
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation.sections import CLOSING, OPENING, Section, checked, stored

EDITION = datetime(2026, 11, 21, tzinfo=UTC)
"""When the file was written."""
LOADED_BY = "Mẫu kèm phần mềm"
LEVEL_NAMES = {"commune": "cấp xã", "district": "cấp huyện", "province": "cấp tỉnh"}


def shipped() -> list[dict[str, Any]]:
    """The templates of the file as values of `ReportTemplate`: one per level and kind of period."""
    told = tomllib.loads((files("giaoban.occasions.consolidation") / "data" / "templates.toml").read_text("utf-8"))
    found = []
    for level, recipients in told["recipients"].items():
        for row in told["periods"]:
            sections = [
                Section(
                    key=part["key"],
                    title=part["title"],
                    kind=part.get("kind", "text"),
                    phrases=tuple(told["phrases"].get(part.get("phrases", ""), ())),
                )
                for part in told["sets"][row["sections"]]
            ]
            sections.insert(0, Section(OPENING, "Mở đầu", own=told["frame"]["opening"]))
            sections.append(Section(CLOSING, "Kết thúc", own=told["frame"]["closing"]))
            found.append(
                {
                    "code": "-".join(filter(None, (level, row["kind"], row.get("code", "")))),
                    "name": f"{row['name']}, {LEVEL_NAMES[level]}",
                    "level": level,
                    "period_kind": row["kind"],
                    "title": row["title"],
                    "sections": stored(checked(sections)),
                    "recipients": "\n".join(recipients),
                }
            )
    return found


def load(*, using: str = DEFAULT_DB_ALIAS) -> int:
    """Add what the file has and the table has not, and a further version of what differs; how many. One query where nothing is new."""
    from giaoban.occasions.consolidation.models import ReportTemplate

    last: dict[str, Any] = {}
    for row in ReportTemplate.objects.using(using).filter(body=None).order_by("version"):
        last[row.code] = row
    new = []
    for values in shipped():
        known = last.get(values["code"])
        if known is None or any(getattr(known, name) != value for name, value in values.items()):
            version = known.version + 1 if known else 1
            new.append(ReportTemplate(body=None, version=version, created_at=EDITION, created_by=LOADED_BY, **values))
    if new and followed(using):
        with journal.batch(verb="consolidation.templates.load", source="job", using=using):
            ReportTemplate.objects.using(using).bulk_create(new)
    elif new:
        ReportTemplate.objects.using(using).bulk_create(new)
    return len(new)


def followed(using: str) -> bool:
    """Whether the journal follows the table already: the first rows come with the table, before anybody could change one."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'consolidation_reporttemplate'::regclass AND NOT tgisinternal)"
        )
        return bool(cursor.fetchone()[0])


def after_migrate(sender: Any, using: str, **_: Any) -> None:
    """Receiver of post_migrate: nothing to do while the table is not there (a migration back to nothing)."""
    del sender
    connection = connections[using]
    if connection.vendor == "postgresql" and "consolidation_reporttemplate" in connection.introspection.table_names():
        load(using=using)


def worded(text: str, *, about: str, issuer: str) -> str:
    """Words of a template with the title of the report (as it goes on in a sentence) and the name of the body written out."""
    small = about[:1].lower() + about[1:] if about[1:2].islower() else about
    return text.replace("{trich_yeu}", small).replace("{co_quan}", issuer)


def filled(text: str, period: Period) -> str:
    """A title with the period, and the one after it, written out."""
    try:
        after = period.next().name
    except Problem:
        after = "kỳ sau"
    if period.kind == "nine_months":
        after = f"3 tháng cuối năm {period.key[:4]}"
    return text.replace("{ky_sau}", after).replace("{ky}", period.name)
