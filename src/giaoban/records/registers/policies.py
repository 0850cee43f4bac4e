"""What may be done here, and how a row knows who may see it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal, search
from giaoban.ground.directory.services.tokens import offer
from giaoban.records.registers.models import (
    Calculation,
    ColumnMap,
    DefinitionVersion,
    Entry,
    EntryRevision,
    ImportBatch,
    Register,
    Review,
    ReviewLine,
)

access.declare(
    {
        "registers.view": _("Xem sổ theo dõi"),
        "registers.report": _("Ghi, sửa mục của sổ theo dõi"),
        "registers.load": _("Nhập tệp vào sổ theo dõi"),
        "registers.define": _("Lập sổ theo dõi, sửa định nghĩa sổ"),
        "registers.review": _("Mở, kết thúc đợt rà soát sổ"),
    }
)
offer("registers.view", "registers.report")  # what keys for programs may be made for
access.entitle(
    {
        "registers.register_create": _("Lập sổ theo dõi"),
        "registers.draft": _("Sửa dự thảo định nghĩa sổ"),
        "registers.publish": _("Đưa định nghĩa sổ vào sử dụng"),
        "registers.create": _("Thêm mục"),
        "registers.change": _("Thay đổi mục"),
        "registers.correct": _("Đính chính mục"),
        "registers.end": _("Kết thúc mục"),
        "registers.void": _("Hủy mục ghi nhầm"),
        "registers.merge": _("Sáp nhập mục"),
        "registers.undo": _("Hoàn tác lần nhập tệp"),
        "registers.confirm": _("Rà soát mục"),
        "registers.export": _("Tải sổ thành tệp"),
        "registers.calculate": _("Tính số liệu từ sổ"),
    }
)
access.policy(Register, view="registers.view", body="body", classification="classification")
for part in (DefinitionVersion, ColumnMap, ImportBatch, Review):
    access.policy(
        part, view="registers.view", body="register__body", classification="register__classification", parent="register"
    )
access.policy(Calculation, view="registers.view", body="register__body", unit="unit", classification="classification")
access.policy(Entry, view="registers.view", body="body", unit="unit", classification="classification")
access.policy(
    EntryRevision,
    view="registers.view",
    body="entry__body",
    unit="entry__unit",
    classification="entry__classification",
    parent="entry",
)
access.policy(
    ReviewLine,
    view="registers.view",
    body="entry__body",
    unit="entry__unit",
    classification="entry__classification",
    parent="entry",
)

journal.track(Register)
journal.track(DefinitionVersion, part_of="register")
journal.track(Entry)
journal.track(EntryRevision, part_of="entry")
journal.track(ColumnMap)
journal.track(ImportBatch)
journal.track(Review)
journal.track(ReviewLine, part_of="review")
journal.track(Calculation)


def found_register(register: Register) -> search.Found:
    """A register is found by its name and code."""
    return search.Found(
        title=register.name,
        url=reverse("registers:entries", args=[register.pk]),
        text=register.code,
        body_id=register.body_id,
        on=register.created_at.date(),
    )


def found_entry(entry: Entry) -> search.Found | None:
    """An entry is found by the words of its open fields; one that was entered by mistake is not."""
    if entry.void:
        return None
    return search.Found(
        title=entry.title,
        url=reverse("registers:entry", args=[entry.pk]),
        text=entry.words,
        body_id=entry.body_id,
        unit_id=entry.unit_id,
        on=entry.valid_from,
    )


search.source(Register, found_register)
search.source(Entry, found_entry)
