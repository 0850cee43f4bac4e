"""A Word file of the report comes back edited: what it changed is listed beside the report as it is by now; a person decides each."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.kernel import docform
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import reader, selectors
from giaoban.occasions.consolidation.merging import Base, Present, base_of, listed, present, weighed
from giaoban.occasions.consolidation.models import Consolidated, Edition, Returned
from giaoban.occasions.consolidation.rendering import document_of
from giaoban.occasions.consolidation.sectioning import outline_of, regrouped
from giaoban.occasions.consolidation.sections import CLOSING, live, numbered
from giaoban.occasions.consolidation.services.held import report_held, require_draft
from giaoban.occasions.consolidation.services.taking import follow, taken

MOST = 500
"""Changes that are listed; a file with more is another document."""
Json = dict[str, Any]


def returned_receive(*, actor: Actor, report: Consolidated, content: bytes, name: str) -> Returned:
    """Find out what a Word file changed since it was taken away, and keep that beside the report as it is by now, without the file.

    A file of an unknown edition is compared with the report as it is. It is read in a process of its own before anything is locked.
    Errors: ACC-001, ACC-002, CNS-001; CNS-013 for a file of another document, CNS-017 and CNS-020 for one that is too large or heavy,
    EXT-0xx for one that is no docx.
    """
    access.require(actor, "consolidation.draft", report)
    require_draft(report)
    origin = reader.origin_of(content, name=name)
    edition = report.editions.filter(origin=origin).first() if origin else None
    rows = selectors.blocks(report)
    document = docform.from_json(edition.document) if edition else document_of(report, rows, on=actor.on)
    changes, order = reader.changes_of(content, name=name, document=document)
    titles = {row["key"]: row["title"] for row in numbered(live(report.sections))}
    base = base_kept(edition) if edition else base_of(report, rows)
    closing = {f"b{number}" for number, row in base.rows.items() if row["section"] == CLOSING}
    found = regrouped(changes, order, outline_of(document, closing=closing), titles)
    if len(found) > MOST:
        raise Problem("CNS-013", name=name)
    return returned_keep(actor=actor, report=report, edition=edition, base=base, found=found, name=name)


@transaction.atomic
def returned_keep(
    *, actor: Actor, report: Consolidated, edition: Edition | None, base: Base, found: Sequence[Json], name: str
) -> Returned:
    """Keep what a file changed. Errors: ACC-001, ACC-002, CNS-001."""
    held = report_held(actor=actor, report=report, doing="consolidation.return")
    return Returned.objects.create(
        report=held,
        edition=edition,
        file_name=name[-255:],
        changes=listed(found, base, present_of(held)),
        sent_at=actor.at,
        sent_by=actor.label[:200],
    )


def base_kept(edition: Edition) -> Base:
    """What the report said when the edition was taken away."""
    kept = edition.base
    return Base(kept["title"], kept["titles"], {int(pk): row for pk, row in kept["rows"].items()})


def present_of(report: Consolidated) -> Present:
    """The report as it is by now. Two queries."""
    return present(report, selectors.blocks(report), selectors.blocks(report, removed=True))


@transaction.atomic
def returned_renew(*, actor: Actor, report: Consolidated, returned: Returned) -> Returned:
    """Tell the changes that still wait against the report as it is by now: both texts where somebody edited a block since the file came.

    Errors: ACC-001, ACC-002, CNS-001.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.return")
    row = Returned.objects.select_for_update(of=("self",)).select_related("edition").get(pk=returned.pk)
    now = present_of(held)
    base = base_kept(row.edition) if row.edition else Base("", {}, {})
    for change in row.changes:
        if change["state"] == "waiting" and not weighed(change, base, now):
            change["state"], change["by"] = "accepted", actor.label[:200]
    row.save(update_fields=["changes"])
    return row


@transaction.atomic
def change_decide(
    *, actor: Actor, report: Consolidated, returned: Returned, place: int, take: bool, text: str | None = None
) -> Returned:
    """Take one change of a file into the report, or leave it; with a `text`, take these words, put together from both sides. Deciding again
    about a change does nothing.

    Errors: ACC-001, ACC-002, CNS-001; CNS-002 (`Conflict`), CNS-021 where somebody changed the same since it was compared (`returned_renew`
    tells it anew); CNS-014 for a change that cannot be taken; those of the block's services.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.merge")
    row = Returned.objects.select_for_update().get(pk=returned.pk)
    if not 0 <= place < len(row.changes):
        raise Problem("ACC-002")
    change = row.changes[place]
    if change["state"] != "waiting":
        if change["why"] and take:
            raise Problem("CNS-014", why=change["why"])
        return row
    if take:
        words = change["after"] if text is None else text
        after = taken(held, row.changes, place, words, actor=actor)
        follow(row.changes, place, after)
    change["state"], change["by"] = ("accepted" if take else "left"), actor.label[:200]
    row.save(update_fields=["changes"])
    return row
