"""The results on paper: decision and annex as docx in the layout of Decree 30/2020, and the tables as xlsx."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
from django.utils.translation import gettext, gettext_noop
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from giaoban.ground.access import Actor
from giaoban.ground.org.models import Post
from giaoban.ground.org.selectors import body_name, unit_name
from giaoban.kernel.scorecard import shown
from giaoban.occasions.appraisals.selectors.appraisals import matrix
from giaoban.occasions.appraisals.selectors.results import ResultBlock, Results
from giaoban.occasions.appraisals.words import decision_text
from giaoban.occasions.appraisals.workbook import Cell, workbook
from giaoban.records.documents.letter import PARTY, STATE, Letter, issuer_lines, place_and_day, signed_as
from giaoban.records.documents.rendering import foot_write, head_write, kind_write, page_set, written

JUSTIFY, CENTRE, LEFT = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
WIDTHS = (Mm(11), Mm(68), Mm(22), Mm(22), Mm(27), Mm(15))
HEADS = ("TT", "Đơn vị", "Điểm tự chấm", "Điểm đạt", "Xếp loại", "Hạng")
SHARES = (Mm(55), Mm(30), Mm(35), Mm(45))


def results_docx(found: Results, *, actor: Actor) -> bytes:
    """The decision, not numbered yet, with the table of results as its annex."""
    letter = letter_of(found, actor)
    made = docx.Document()
    page_set(made)
    head_write(made, letter)
    kind_write(made, letter)
    for text in letter.paragraphs:
        centred = text == "QUYẾT ĐỊNH:"
        line = written(
            made,
            text,
            size=14,
            bold=centred,
            italic=text.startswith(("Căn cứ", "Xét")),
            align=CENTRE if centred else JUSTIFY,
        )
        line.paragraph_format.space_after = Pt(6)
        if not centred:
            line.paragraph_format.first_line_indent = Cm(1.27)
    foot_write(made, letter)
    annex_write(made, found, letter)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def letter_of(found: Results, actor: Actor) -> Letter:
    """The printed parts of the decision."""
    body, on = found.appraisal.body, actor.on
    party = body.kind == "party"
    title = found.appraisal.title
    chair = Post.objects.on(on).filter(body=body, rank="chair").order_by("pk").first()
    return Letter(
        party=party,
        head=PARTY if party else STATE,
        issuer=issuer_lines(body_name(body=body.pk, on=on)),
        number="Số           -QĐ/" if party else "Số:           /QĐ-UBND",
        place_and_day=place_and_day(unit_name(unit=body.area_id, on=on), None, on=on),
        kind="QUYẾT ĐỊNH",
        subject=f"Công nhận kết quả {title[:1].lower()}{title[1:]}",
        paragraphs=tuple(decision_text(found).splitlines()),
        recipients=("- Như Điều 3;", "- Lưu: VT."),
        signed_as=signed_as(chair, body_kind=body.kind),
        signer="",
        draft=True,
    )


def annex_write(made: Any, found: Results, letter: Letter) -> None:
    """The annex on its own page: one table a block, the classes with their change, the rules, who was not rated."""
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    written(made, "PHỤ LỤC", size=14, bold=True)
    written(made, letter.subject.upper(), size=13, bold=True)
    symbol = "-QĐ/" if letter.party else "/QĐ-UBND"
    written(made, f"(Kèm theo Quyết định số        {symbol} ngày     tháng     năm     )", size=13, italic=True)
    for block in found.blocks:
        if block.name:
            written(made, block.name, size=13, bold=True, align=LEFT).paragraph_format.space_before = Pt(10)
        league_write(made, block)
        shares_write(made, block, compared=found.previous is not None)
        notes = [found.ties, block.rule]
        for text in filter(None, notes):
            written(made, text, size=11, italic=True, align=JUSTIFY)
    if found.excluded:
        written(made, "Đơn vị không chấm", size=13, bold=True, align=LEFT).paragraph_format.space_before = Pt(10)
        for unit, reason in found.excluded:
            written(made, f"- {unit}: {reason}.", size=13, align=JUSTIFY)


def league_write(made: Any, block: ResultBlock) -> None:
    """The league table."""
    rows = [
        (
            str(n),
            place.unit,
            points(place.sheet.self_total),
            points(place.sheet.total),
            place.band.title,
            str(place.sheet.rank or "–"),
        )
        for n, place in enumerate(block.places, 1)
    ]
    table_write(made, HEADS, rows, WIDTHS, left={1})


def shares_write(made: Any, block: ResultBlock, *, compared: bool) -> None:
    """The classes with their shares, and the change from the year before where there is one."""
    heads = ("Xếp loại", "Số đơn vị", "Tỷ lệ (%)", "So với đợt trước (điểm %)")
    rows = [
        (band.title, f"{share.count}/{share.whole}", shown(share.printed), signed(change.printed) if change else "–")
        for band, share, change in block.classes
    ]
    made.add_paragraph().paragraph_format.line_spacing = Pt(6)
    wanted = 4 if compared else 3
    table_write(made, heads[:wanted], [row[:wanted] for row in rows], SHARES[:wanted], left={0})


def table_write(
    made: Any, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[Any, ...], *, left: set[int]
) -> None:
    """A ruled table whose head is repeated on every page and whose rows are not cut."""
    table = made.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for place, text in enumerate(heads):
        written(table.rows[0].cells[place], text, size=12, bold=True, first=True)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in rows:
        line = table.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, text in enumerate(row):
            written(line.cells[place], text, size=12, first=True, align=LEFT if place in left else CENTRE)
    for place, width in enumerate(widths):
        table.columns[place].width = width
        for line in table.rows:
            line.cells[place].width = width


def points(value: Decimal | None) -> str:
    """Points as printed."""
    return shown(value) if value is not None else "–"


def signed(value: Decimal) -> str:
    """A change with its sign."""
    return f"+{shown(value)}" if value > 0 else shown(value)


CLASS_HEADS = (
    gettext_noop("Khối"),
    gettext_noop("Xếp loại"),
    gettext_noop("Số đơn vị"),
    gettext_noop("Tổng số"),
    gettext_noop("Tỷ lệ (%)"),
    gettext_noop("Thay đổi (điểm %)"),
)
"""Heads of the sheet of classes."""


def results_xlsx(found: Results, *, actor: Actor) -> bytes:
    """Three sheets: the league, the classes, and every criterion of every card the actor may see."""
    league: list[list[Cell]] = [
        [
            gettext("Khối"),
            gettext("Hạng"),
            gettext("Đơn vị"),
            gettext("Điểm tự chấm"),
            gettext("Điểm đạt"),
            gettext("Xếp loại"),
            gettext("Điểm đợt trước"),
            gettext("Xếp loại đợt trước"),
            gettext("Cách tính"),
        ]
    ]
    classes: list[list[Cell]] = [[gettext(head) for head in CLASS_HEADS]]
    for block in found.blocks:
        for place in block.places:
            sheet = place.sheet
            league.append(
                [
                    block.name,
                    sheet.rank,
                    place.unit,
                    plain(sheet.self_total),
                    plain(sheet.total),
                    place.band.title,
                    plain(place.before),
                    place.band_before,
                    sheet.how,
                ]
            )
        for band, share, change in block.classes:
            classes.append(
                [block.name, band.title, share.count, share.whole, share.printed, change.printed if change else None]
            )
    league += [
        [gettext("Không chấm"), None, unit, None, None, None, None, None, reason] for unit, reason in found.excluded
    ]
    criteria, rows = matrix(actor, found.appraisal)
    lines: list[list[Cell]] = [
        [
            gettext("Khối"),
            gettext("Đơn vị"),
            *(f"{each.code} {each.title} ({shown(each.maximum)})" for each in criteria),
        ]
    ]
    lines += [[row.sheet.block, row.unit, *(plain(cell.points) for cell in row.cells)] for row in rows]
    return workbook(
        [(gettext("Kết quả"), league, 1), (gettext("Xếp loại"), classes, 1), (gettext("Từng tiêu chí"), lines, 1)]
    )


def plain(value: Decimal | None) -> Decimal | None:
    """A number without zeros at its end."""
    return None if value is None else Decimal(f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else value)
