"""The register of legal documents: kept in a file of this room, loaded as rows that everybody sees, corrected by each office for itself."""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.translation import gettext_lazy as _

from giaoban.ground import journal
from giaoban.ground.org.folding import squeeze

KINDS = (
    "Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư", "Thông tư liên tịch", "Công văn",
    "Thông báo", "Hướng dẫn", "Kết luận", "Quy định", "Kế hoạch", "Chương trình", "Đề án",
)  # fmt: skip
"""Kinds that offices cite, as they write them."""
CONFIDENCE = [("verified", _("Đã kiểm chứng")), ("unverified", _("Bản nháp, cần kiểm chứng"))]
NUMBER = re.compile(r"\d{1,5}(?:/\d{4})?[/-][A-ZĐa-zđ][\w&-]*(?:[-/][\w&]+)*\Z")
"""Number and symbol: "30/2020/NĐ-CP", "766/QĐ-TTg", "36-HD/VPTW"."""
EDITION = datetime(2026, 11, 21, tzinfo=UTC)
"""When the file was written."""
LOADED_BY = "Danh mục văn bản pháp luật kèm phần mềm"
DATES = ("issued_on", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one document. `valid_to` is the first day on which it is no longer in force."""

    number: str
    kind: str
    issuer: str
    title: str
    issued_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""
    topic: str = ""
    source: str = ""
    confidence: str = "unverified"


FIELDS = tuple(field.name for field in fields(Facts))


def key_of(number: str) -> str:
    """What two ways to write one number have in common: no accents, case, spaces or leading noughts ("09/2019/nđ-cp")."""
    return squeeze(number).replace(" ", "").lstrip("0")


def shipped() -> list[Facts]:
    """The rows of the room's own file, in its order. Source of each: its column of that name."""
    text = (files("giaoban.records.documents") / "data" / "legal.csv").read_text("utf-8")
    rows: list[dict[str, Any]] = []
    for row in csv.DictReader(text.splitlines(), delimiter=";"):
        rows.append({**row, **{name: date.fromisoformat(row[name]) if row[name] else None for name in DATES}})
    return [Facts(**row) for row in rows]


def load(*, using: str = DEFAULT_DB_ALIAS) -> int:
    """Bring the rows that everybody sees in line with the file; how many were added or changed. Doing it again changes nothing.

    What offices wrote themselves is theirs and stays. Two queries where nothing is new.
    """
    from giaoban.records.documents.models import LegalDocument

    known: dict[tuple[str, str], list[Any]] = {}
    for stored in LegalDocument.objects.using(using).filter(body=None).order_by("-issued_on", "pk"):
        known.setdefault((stored.key, stored.kind), []).append(stored)
    new, changed = [], []
    rows = shipped()
    exact = [claimed(known, facts, same_document) for facts in rows]
    for facts, found in zip(rows, exact, strict=True):
        row = found or claimed(known, facts, perhaps_undated)
        if row is None:
            new.append(made(facts))
        elif any(getattr(row, name) != getattr(facts, name) for name in FIELDS):
            for name in FIELDS:
                setattr(row, name, getattr(facts, name))
            changed.append(row)
    if new and followed(using):
        with journal.batch(verb="documents.legal.load", source="job", using=using):
            LegalDocument.objects.using(using).bulk_create(new)
    elif new:
        LegalDocument.objects.using(using).bulk_create(new)
    for row in changed:
        row.save(using=using, update_fields=FIELDS)
    return len(new) + len(changed)


def year_of(facts: Any) -> int:
    """The year of a document by its number or else its day of issue, 0 where neither tells; as the column `year` has it."""
    told = re.match(r"\d{1,5}/(\d{4})[/-]", facts.number)
    return int(told.group(1)) if told else facts.issued_on.year if facts.issued_on else 0


def same_document(row: Any, facts: Facts) -> bool:
    """Whether a row of the same number and kind is of the same year and issuer."""
    return (year_of(row), row.issuer) == (year_of(facts), facts.issuer)


def perhaps_undated(row: Any, facts: Facts) -> bool:
    """Whether a row of the same number and kind may be the same document, told without its year or issuer in one of the two."""
    years, issuers = {year_of(row), year_of(facts)}, {row.issuer, facts.issuer}
    return (len(years) == 1 or 0 in years) and (len(issuers) == 1 or "" in issuers)


def claimed(known: dict[tuple[str, str], list[Any]], facts: Facts, fits: Callable[[Any, Facts], bool]) -> Any:
    """The row that a line of the file tells of, taken from those not claimed yet; None where there is none."""
    rows = known.get((key_of(facts.number), facts.kind), [])
    row = next((row for row in rows if fits(row, facts)), None)
    if row is not None:
        rows.remove(row)
    return row


def followed(using: str) -> bool:
    """Whether the journal follows the table already: the first rows come with the table, before anybody could change one."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'documents_legaldocument'::regclass AND NOT tgisinternal)"
        )
        return bool(cursor.fetchone()[0])


def made(facts: Facts) -> Any:
    """A row that everybody sees, not stored yet."""
    from giaoban.records.documents.models import LegalDocument

    values = {name: getattr(facts, name) for name in FIELDS}
    return LegalDocument(body=None, key=key_of(facts.number), created_at=EDITION, created_by=LOADED_BY, **values)


def after_migrate(sender: Any, using: str, **_: Any) -> None:
    """Receiver of post_migrate: nothing to do while the table is not there (a migration back to nothing)."""
    del sender
    connection = connections[using]
    if connection.vendor == "postgresql" and "documents_legaldocument" in connection.introspection.table_names():
        load(using=using)


def states_on(row: Any, on: date) -> Sequence[str]:
    """(word of its state on a day, tone): in force, not yet, no longer, replaced on a day that nobody wrote down, or not known."""
    if row.valid_to is not None and row.valid_to <= on:
        return (str(_("Hết hiệu lực")), "void")
    if row.valid_from is not None and row.valid_from > on:
        return (str(_("Chưa có hiệu lực")), "planned")
    if row.replaced_by and row.valid_to is None:
        return (str(_("Đã được thay thế")), "void")
    if row.valid_from is None and row.valid_to is None:
        return (str(_("Chưa ghi ngày hiệu lực")), "waiting")
    return (str(_("Còn hiệu lực")), "closed_ok")
