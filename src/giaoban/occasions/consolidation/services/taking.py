"""What a change of a Word file says is done to the report: words, paragraphs, whole sections and parts under a heading."""

from collections.abc import Sequence
from typing import Any

from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation.merging import NO_TABLE
from giaoban.occasions.consolidation.models import Block, Consolidated
from giaoban.occasions.consolidation.rendering import block_of
from giaoban.occasions.consolidation.sectioning import candidates
from giaoban.occasions.consolidation.sections import live, numbered
from giaoban.occasions.consolidation.services.blocks import (
    block_add,
    block_edit,
    block_move,
    block_remove,
    block_restore,
)
from giaoban.occasions.consolidation.services.reports import consolidated_change
from giaoban.occasions.consolidation.services.sections import (
    section_add,
    section_move,
    section_remove,
    section_rename,
    section_restore,
)

Json = dict[str, Any]


def taken(report: Consolidated, changes: Sequence[Json], place: int, words: str, *, actor: Actor) -> Block | str | None:
    """Do what one of the changes says; the block that it made or changed, or the key of the section that it made. Errors: as
    `returning.change_decide` says."""
    change = changes[place]
    about: dict[str, Any] = {"actor": actor, "report": report}
    match change["kind"]:
        case "section_added":
            return section_made(change, words, behind(report, changes, change), **about)
        case "section_moved":
            section_move(**about, key=change["id"].removeprefix("s-"), to=behind(report, changes, change))
            return None
        case "section_removed":
            section_gone(change, **about)
            return None
        case "added":
            return paragraphs_added(change, words, **about)
        case "moved":
            section, after_id = anchor(report, change["id"])
            block = block_move(
                **about, block_id=change["moved"], to=f"after:{after_id}" if after_id else f"first:{section}"
            )
            following(report, block, change.get("members", ()), actor=actor)
            return block
    if change["block"] is None:
        titled(report, change, words, actor=actor)
        return None
    if change["kind"] == "removed":
        return blocks_gone(change, **about)
    if change["kind"] != "text":  # a number of a file that came before numbers were told as words
        raise Problem("CNS-014", why=NO_TABLE)
    version = change["version"]
    if change.get("gone"):
        version = block_restore(**about, block_id=change["block"]).version
    return block_edit(**about, block_id=change["block"], version=version, text=words)[0]


def paragraphs_added(change: Json, words: str, *, actor: Actor, report: Consolidated) -> Block:
    """A new paragraph, or a new heading with what is new under it; the last block of them."""
    section, after_id = anchor(report, change["id"])
    made: list[Block] = []
    for text, level in [(words, change["level"]), *((one["text"], one["level"]) for one in change.get("members", ()))]:
        behind_id = made[-1].pk if made else after_id
        made.append(
            block_add(
                actor=actor,
                report=report,
                section=section,
                text=" ".join(text.split()),
                after_id=behind_id,
                first=behind_id is None,
                kind="heading" if level else "paragraph",
                level=level,
            )
        )
    return made[-1]


def following(report: Consolidated, block: Block, members: Sequence[Json], *, actor: Actor) -> None:
    """Move the blocks of a part behind its heading, in their order; what was taken out here stays out."""
    present = set(
        report.blocks.filter(pk__in=[one["block"] for one in members], removed=False).values_list("pk", flat=True)
    )
    for one in members:
        if one["block"] in present:
            block = block_move(actor=actor, report=report, block_id=one["block"], to=f"after:{block.pk}")


def blocks_gone(change: Json, *, actor: Actor, report: Consolidated) -> Block:
    """Take a block out, or a heading with everything under it. Errors: CNS-002."""
    if "members" not in change:
        return block_remove(actor=actor, report=report, block_id=change["block"], version=change["version"])
    found = [
        block_remove(actor=actor, report=report, block_id=number, version=version)
        for number, version in change["versions"]
    ]
    return found[0]


def behind(report: Consolidated, changes: Sequence[Json], change: Json) -> str:
    """Where a section of the file goes, as `section_move` takes it: behind the nearest one before it that stands where the file has it."""
    waiting = {one["id"] for one in changes if one["kind"] == "section_moved" and one["state"] == "waiting"}
    present = [row["key"] for row in live(report.sections) if f"s-{row['key']}" not in waiting]
    key = change["id"].removeprefix("s-")
    found = candidates(change["keys"], key, present)
    return f"after:{found[0]}" if found else "first"


def section_made(change: Json, title: str, where: str, *, actor: Actor, report: Consolidated) -> str:
    """A new section with its paragraphs, and the blocks that stand in it in the file; its key. What was taken out here stays out."""
    about: dict[str, Any] = {"actor": actor, "report": report}
    key = section_add(**about, title=title, after=where.partition(":")[2])
    if where == "first":
        section_move(**about, key=key, to=where)
    numbers = [one["block"] for one in change["members"] if one["block"] is not None]
    present = set(report.blocks.filter(pk__in=numbers, removed=False).values_list("pk", flat=True))
    for one in change["members"]:
        if one["block"] in present:
            block_move(**about, block_id=one["block"], to=f"section:{key}")
        elif one["block"] is None:
            kind = "heading" if one["level"] else "paragraph"
            block_add(**about, section=key, text=one["text"], kind=kind, level=one["level"])
    return key


def section_gone(change: Json, *, actor: Actor, report: Consolidated) -> None:
    """Take a section out, with its blocks or into the one in which the file has them. Errors: CNS-021 where anything in it changed since it
    was compared, CNS-022."""
    key = change["id"].removeprefix("s-")
    inside = report.blocks.filter(section=key, removed=False).order_by("pk").values_list("pk", "version")
    title = next((row["title"] for row in live(report.sections) if row["key"] == key), "")
    seen = sorted((number, version) for number, version in change["versions"])
    if list(inside) != seen or title != change["title"]:
        raise Problem("CNS-021", title=title or change["before"])
    section_remove(actor=actor, report=report, key=key, to=change["into"])
    front = [number for name in change["front"] if (number := block_of(name)) is not None]
    present = set(
        report.blocks.filter(pk__in=front, removed=False, section=change["into"]).values_list("pk", flat=True)
    )
    for number in reversed(front):
        if number in present:
            block_move(actor=actor, report=report, block_id=number, to=f"first:{change['into']}")


def titled(report: Consolidated, change: Json, words: str, *, actor: Actor) -> None:
    """Give the report or a section another title. Errors: CNS-021 where somebody changed it since; CNS-011, DOC-001, DOC-002."""
    seen = change.get("now") or change["before"]
    if change["id"] != "@about":
        key = change["id"].removeprefix("s-")
        if change.get("gone"):
            section_restore(actor=actor, report=report, key=key)
            seen = next(row["title"] for row in report.sections if row["key"] == key)
        section_rename(actor=actor, report=report, key=key, before=seen, title=words)
        return
    if report.title != seen:
        raise Problem("CNS-021", title=report.title)
    consolidated_change(
        actor=actor,
        report=report,
        title=words,
        recipients=report.recipients,
        signer=report.signer,
    )


def anchor(report: Consolidated, name: str) -> tuple[str, int | None]:
    """(section, block behind which something new stands); no block: at the beginning of the section; of the opening, else the first one,
    for "", of the first numbered one for a block whose section is in the report no more."""
    keys = [row["key"] for row in live(report.sections)]
    number = block_of(name)
    block = report.blocks.filter(pk=number).first() if number is not None else None
    if block is not None and block.section in keys:
        return block.section, block.pk
    key = name.removeprefix("s-")
    first = keys[0] if not name else numbered(live(report.sections))[0]["key"]
    return (key if name.startswith("s-") and key in keys else first), None


def follow(changes: list[Json], place: int, after: Block | str | None) -> None:
    """Let the changes still to be decided go on from the one that was taken: the block's new version, the new place behind a new block, the
    key of a new section."""
    done = changes[place]
    if isinstance(after, str):
        for number, other in enumerate(changes):
            if number != place and "keys" in other:
                other["keys"] = [after if key == done["id"] else key for key in other["keys"]]
        return
    if after is None:
        return
    for other in changes[place + 1 :] + changes[:place]:
        if other["block"] == after.pk and other["version"] == done["version"]:
            other["version"] = after.version
    if done["kind"] == "added":
        for other in changes[place + 1 :]:
            if other["kind"] == "added" and other["id"] == done["id"] and other["state"] == "waiting":
                other["id"] = f"b{after.pk}"
    if done["kind"] == "text":
        done["version"] = after.version
