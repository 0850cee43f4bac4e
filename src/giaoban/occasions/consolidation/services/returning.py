"""A Word file of the report comes back edited: what differs is listed, and a person takes or leaves each change."""

import re
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from giaoban.ground.access import Actor
from giaoban.kernel import docform
from giaoban.kernel.extract import Limits
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation import selectors
from giaoban.occasions.consolidation.models import Block, Consolidated, Returned
from giaoban.occasions.consolidation.rendering import block_of, document_of
from giaoban.occasions.consolidation.services.blocks import (
    block_add,
    block_edit,
    block_move,
    block_remove,
    take_typed,
)
from giaoban.occasions.consolidation.services.held import block_held, block_stamp, report_held
from giaoban.occasions.consolidation.services.reports import consolidated_change

LIMIT = 10
"""Megabytes of a file that comes back."""
LIMITS = Limits(max_bytes=LIMIT << 20, max_text=400_000)
MOST = 500
"""Changes that are listed; a file with more is another document."""
NUMBERED = re.compile(r"\A\s*(?:[IVX]{1,5}|\d{1,3}|[a-zđ])\s*[.)]\s*")
NO_TABLE = "số trong biểu, biểu đồ lấy từ sổ số liệu, sửa ở trang số liệu."
NO_HEAD = "phần đầu, cuối văn bản lấy từ trang thông tin báo cáo và danh mục cơ quan."
NO_SECTION = "tên phần lấy từ mẫu báo cáo."
NO_PICTURE = "ảnh và biểu thêm ngoài phần mềm không đưa vào được."
Json = dict[str, Any]


@transaction.atomic
def returned_receive(*, actor: Actor, report: Consolidated, content: bytes, name: str) -> Returned:
    """Compare a Word file with the report as it is now and keep what differs; the file itself is not kept.

    Errors: ACC-001, ACC-002, CNS-001; CNS-013 for a file of another document, CNS-017 for one that is too large, EXT-0xx for one that is
    no docx.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.return")
    if len(content) > LIMITS.max_bytes:
        raise Problem("CNS-017", name=name, limit=LIMIT)
    rows = selectors.blocks(held)
    document = document_of(held, rows, on=actor.on)
    try:
        found = docform.diff(document, docform.read_back(content, name=name, limits=LIMITS))
    except Problem as problem:
        if problem.code == "DOF-002":
            raise Problem("CNS-013", name=name) from problem
        raise
    if len(found) > MOST:
        raise Problem("CNS-013", name=name)
    return Returned.objects.create(
        report=held,
        file_name=name[-255:],
        changes=listed(found, {block.pk: block for block in rows}),
        sent_at=actor.at,
        sent_by=actor.label[:200],
    )


def listed(found: Sequence[docform.Change], blocks: dict[int, Block]) -> list[Json]:
    """The changes as they are stored: those of one paragraph as one, where its words changed."""
    worded = {change.block_id for change in found if change.kind == "text" and change.row is None and not change.part}
    made = []
    for change in found:
        inside = change.block_id in worded and change.row is None
        if change.kind == "field_lost" or (change.kind == "field" and inside):
            continue  # the words as a whole say it
        block = block_of(change.block_id)
        known = blocks.get(block) if block is not None else None
        why = refused(change, known)
        made.append(
            {
                "kind": change.kind,
                "id": change.block_id,
                "block": known.pk if known is not None else None,
                "version": known.version if known is not None else 0,
                "part": change.part,
                "key": change.key,
                "level": change.level,
                "moved": block_of(change.moved_id) if change.moved_id else None,
                "before": change.before if change.kind == "added" else bare(change.before, known),
                "after": change.after if change.kind == "added" else bare(change.after, known),
                "why": why,
                "guessed": change.guessed,
                "state": "refused" if why else "waiting",
                "by": "",
            }
        )
    return made


def bare(text: str, block: Block | None) -> str:
    """The words of a heading without the number that the document puts before it."""
    return NUMBERED.sub("", text, count=1) if block is not None and block.kind == "heading" else text


def refused(change: docform.Change, block: Block | None) -> str:
    """Why a change cannot be taken; "" where it can."""
    if change.block_id.startswith("@"):
        return "" if change.block_id == "@about" and change.kind == "text" else NO_HEAD
    if change.kind == "added":
        return "" if change.after.strip() and "\n" not in change.after.strip() else NO_PICTURE
    if change.kind == "moved":
        return "" if block_of(change.moved_id) is not None else NO_SECTION
    if change.block_id.startswith("s-"):
        return NO_SECTION
    if block is None:
        return NO_HEAD
    if (
        block.kind in {"table", "chart"}
        and not (change.kind == "removed" and not change.part)
        and change.part not in {"caption", "title"}
    ):
        return NO_TABLE
    return ""


@transaction.atomic
def change_decide(*, actor: Actor, report: Consolidated, returned: Returned, place: int, take: bool) -> Returned:
    """Take one change of a file into the report, or leave it. Deciding again about a change does nothing.

    Errors: ACC-001, ACC-002, CNS-001; CNS-002 (`Conflict`) where somebody changed the block since the file was compared; CNS-014 for a
    change that cannot be taken; those of the block's services.
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
        after = taken(held, change, actor=actor)
        follow(row.changes, place, after)
    change["state"], change["by"] = ("accepted" if take else "left"), actor.label[:200]
    row.save(update_fields=["changes"])
    return row


def taken(report: Consolidated, change: Json, *, actor: Actor) -> Block | None:
    """Do what a change says; the block that it made or changed. Errors: as `change_decide` says."""
    about: dict[str, Any] = {"actor": actor, "report": report}
    if change["id"] == "@about":
        consolidated_change(
            **about, title=change["after"], recipients=report.recipients, signer_post_id=report.signer_post_id
        )
        return None
    if change["kind"] == "added":
        section, after_id = anchor(report, change["id"])
        kind = "heading" if change["level"] else "paragraph"
        words = " ".join(change["after"].split())
        return block_add(**about, section=section, text=words, after_id=after_id, first=after_id is None, kind=kind)
    if change["kind"] == "moved":
        section, after_id = anchor(report, change["id"])
        to = f"after:{after_id}" if after_id else f"first:{section}"
        return block_move(**about, block_id=change["moved"], to=to)
    if change["kind"] == "removed":
        return block_remove(**about, block_id=change["block"], version=change["version"])
    if change["kind"] == "field":
        return field_typed(report, change, actor=actor)
    return block_edit(**about, block_id=change["block"], version=change["version"], text=change["after"])[0]


def field_typed(report: Consolidated, change: Json, *, actor: Actor) -> Block:
    """A number that was typed over in Word: it stays at its place, and is compared with its observation. Errors: CNS-002, CNS-014."""
    block = block_held(report, change["block"], change["version"])
    number = change["key"].removeprefix("obs:")
    fields = marks.loaded(block.fields)
    place = next(
        (
            n
            for n, one in enumerate(fields)
            if str(one.observation) == number and block.text[one.start : one.end] == change["before"]
        ),
        None,
    )
    if place is None or not change["after"].strip():
        raise Problem("CNS-014", why=NO_TABLE)
    take_typed(block, place, change["after"].strip()[:200])
    return block_stamp(block, "text", "fields", "author", actor=actor)


def anchor(report: Consolidated, name: str) -> tuple[str, int | None]:
    """(section, block behind which something new stands); no block: at the beginning of the section, the first one for ""."""
    number = block_of(name)
    block = report.blocks.filter(pk=number).first() if number is not None else None
    if block is not None:
        return block.section, block.pk
    keys = [row["key"] for row in report.sections]
    key = name.removeprefix("s-")
    return (key if name.startswith("s-") and key in keys else keys[0]), None


def follow(changes: list[Json], place: int, after: Block | None) -> None:
    """Let the changes still to be decided go on from the one that was taken: the block's new version, the new place behind a new block."""
    if after is None:
        return
    done = changes[place]
    for other in changes[place + 1 :] + changes[:place]:
        if other["block"] == after.pk and other["version"] == done["version"]:
            other["version"] = after.version
    if done["kind"] == "added":
        for other in changes[place + 1 :]:
            if other["kind"] == "added" and other["id"] == done["id"] and other["state"] == "waiting":
                other["id"] = f"b{after.pk}"
    if done["kind"] in {"text", "field"}:
        done["version"] = after.version
