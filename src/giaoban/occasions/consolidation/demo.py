"""The consolidated reports of a story: drafted, edited on the page and in Word, issued; the table `consolidated` of a demonstration."""

import io
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import docx

from giaoban.ground.access import Actor
from giaoban.ground.directory.demo import Stage, Table
from giaoban.kernel import docform
from giaoban.occasions.consolidation import offering, selectors, services
from giaoban.occasions.consolidation.models import Block, Consolidated, ReportTemplate
from giaoban.occasions.consolidation.refreshing import refresh_of
from giaoban.records.documents.signing import Signer

ROOM = "consolidation"


def month_load(stage: Stage) -> list[Consolidated]:
    """Draft, edit and issue as the rows say. Errors: LookupError where a row names words that no block has."""
    return [load(stage, row) for row in stage.rows("consolidated")]


def load(stage: Stage, row: Table) -> Consolidated:
    """One report: from every accepted report of its period, edited block by block, issued where the row says when."""
    body, period = stage.body_of(row), stage.days.period(row["period"])
    with stage.by(row) as actor:
        units = selectors.reported(actor, period=period, body_id=body.pk)
        report = services.consolidated_create(
            actor=actor,
            body_id=body.pk,
            template=ReportTemplate.objects.get(body=None, code=row["template"]),
            period=period,
            submissions=[unit.submission.pk for unit in units if unit.submission is not None],
            signer=Signer(stage.posts[row["signer"]].pk),
        )
        if "months" in row:
            chosen(actor, report, row["months"])
        word = docform.docx_bytes(services.edition_take(actor=actor, report=report)) if "word" in row else b""
        for edit in row.get("edits", []):
            edited(stage, actor, report, edit)
        if word:
            content = with_sections(rewritten(word, row["word"]["changes"]), row["word"].get("sections", []))
            services.returned_receive(actor=actor, report=report, content=content, name=row["word"]["file"])
    if "issued" in row:
        with stage.by(row, at="issued", who="issued_by") as actor:
            services.refresh_apply(actor=actor, report=report, token=refresh_of(actor, report).token)
            report = services.consolidated_issue(actor=actor, report=report)
    stage.made[ROOM, row["period"]] = report
    return report


def edited(stage: Stage, actor: Actor, report: Consolidated, row: Table) -> None:
    """One edit of a person: new words for the block that begins with `say`, or a new paragraph in a section."""
    text = stage.days.fill(row["text"])
    if "section" in row:
        services.block_add(actor=actor, report=report, section=row["section"], text=text)
        return
    block = beginning(report, stage.days.fill(row["say"]))
    services.block_edit(actor=actor, report=report, block_id=block.pk, version=block.version, text=text)


def chosen(actor: Actor, report: Consolidated, beginnings: list[str]) -> None:
    """Take paragraphs of the months that begin so into the report of a longer period. Errors: LookupError where none does."""
    book = selectors.book_of(actor, report)
    left = set(beginnings)
    for unit, _name, _count in offering.units_inside(actor, report):
        rows = [
            one
            for each in offering.offers_of(actor, report, unit, book).values()
            for part in each
            for one in part.offers
        ]
        found = {one.key: words for one in rows for words in beginnings if one.before.startswith(words)}
        services.offers_take(actor=actor, report=report, unit_id=unit, keys=found)
        left -= set(found.values())
    if left:
        raise LookupError(f"{sorted(left)} begin no paragraph of the months of {report}")


def rewritten(word: bytes, changes: list[list[str]]) -> bytes:
    """A Word file with some words replaced, as somebody edits it. Errors: LookupError where the words are not in it."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(word)) as packed, ZipFile(out, "w", ZIP_DEFLATED) as packing:
        for part in packed.infolist():
            data = packed.read(part)
            for before, after in changes if part.filename == "word/document.xml" else ():
                if escape(before).encode() not in data:
                    raise LookupError(f"{before!r} is not in the Word file")
                data = data.replace(escape(before).encode(), escape(after).encode())
            packing.writestr(part, data)
    return out.getvalue()


def with_sections(word: bytes, rows: list[Table]) -> bytes:
    """A Word file with new sections, each before the one whose title has some words. Errors: LookupError where none has."""
    file = docx.Document(io.BytesIO(word))
    for row in rows:
        titles = [line for line in file.paragraphs if line.style is not None and line.style.name == "Heading 1"]
        here = next((line for line in titles if row["before"] in line.text), None)
        if here is None:
            raise LookupError(f"{row['before']!r} is in no title of the Word file")
        here.insert_paragraph_before(row["title"], style="Heading 1")
        for words in row["lines"]:
            here.insert_paragraph_before(words)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def beginning(report: Consolidated, words: str) -> Block:
    """The block whose words begin so. Errors: LookupError."""
    found = next((block for block in selectors.blocks(report) if block.text.startswith(words)), None)
    if found is None:
        raise LookupError(f"{words!r} begins no block of {report}")
    return found
