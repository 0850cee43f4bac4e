"""Reading back a file: whatever the bytes, blocks or a Problem."""

import io
import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from giaoban.kernel.docform import Field, Heading, Paragraph, Text, diff, docx_bytes, read_back, words
from giaoban.kernel.extract import Limits
from giaoban.kernel.problems import Problem
from tests.kernel.docform.edited import Edited, written
from tests.kernel.docform.made import report


def saved(file) -> bytes:
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def of(xml: str) -> bytes:
    """A docx whose body is this."""
    file = docx.Document()
    body = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
    for child in reversed(list(body)):
        file.element.body.insert(0, child)
    return saved(file)


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_back(data).blocks]


def test_every_block_comes_back_with_its_words_fields_and_level():
    read = read_back(written(report()))
    by_mark = {block.marks[0]: block for block in read.blocks}
    assert by_mark["gb_h1"].level == 1
    assert by_mark["gb_p1"].text.startswith("Thu ngân sách nhà nước trong tháng ước đạt 3.812,5 triệu")
    assert len([run for run in by_mark["gb_p1"].runs if isinstance(run, Field)]) == 3
    assert {block.kind for block in read.blocks} == {"paragraph", "table", "picture"}
    assert (read.tracked, read.keeps_marks, read.keeps_fields) == (False, True, True)


def test_bold_and_italic_words_keep_their_look():
    runs = (Text("Một "), Text("hai", bold=True), Text(" ba", italic=True))
    read = read_back(docx_bytes(report(blocks=(Paragraph("p", runs),))))
    assert next(block.runs for block in read.blocks if block.marks == ("gb_p",)) == runs


def test_ids_that_no_bookmark_can_carry_come_back_too():
    long, mixed = "x" * 64, "Khoi-1"
    document = report(blocks=(Heading(long, 1, "Một"), Paragraph(mixed, words("Hai"))))
    marks = [block.marks for block in read_back(docx_bytes(document)).blocks]
    assert all(len(mark) <= 40 for found in marks for mark in found)
    assert len({mark for found in marks for mark in found}) == 6


def test_tracked_changes_are_read_as_accepted():
    data = of(
        "<w:p><w:r><w:t>Một </w:t></w:r><w:del><w:r><w:delText>hai</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>ba</w:t></w:r></w:ins></w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>mất</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>còn</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>nữa</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:sdtContent></w:sdt></w:tbl>"
    )
    assert texts(data) == ["Một ba", "còn\nnữa"]
    assert read_back(data).tracked


def test_hidden_words_page_breaks_and_hints_are_no_text_and_other_signs_are():
    data = of(
        '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t><w:tab/></w:r>'
        '<w:r><w:br/><w:br w:type="page"/><w:noBreakHyphen/><w:t>x</w:t></w:r>'
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Bấm để nhập</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert texts(data) == ["hiện\t\n-x"]


def test_a_field_without_its_control_is_found_by_its_bookmark():
    mark = "gf_0123456789abcdef_1_01234567"
    data = of(
        '<w:bookmarkStart w:id="9" w:name="gb_b1"/><w:p><w:bookmarkStart w:id="8" w:name="_GoBack"/>'
        f'<w:r><w:t>Đạt </w:t></w:r><w:bookmarkStart w:id="1" w:name="{mark}"/>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>2</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r><w:t> hộ</w:t></w:r></w:p>'
        '<w:bookmarkEnd w:id="9"/>'
    )
    (block,) = read_back(data).blocks
    assert block.marks == ("gb_b1",)
    assert block.runs == (Text("Đạt "), Field(mark, "12"), Text(" hộ"))


def test_an_emptied_field_is_still_a_field():
    mark = "gf_0123456789abcdef_1_01234567"
    data = of(f'<w:p><w:sdt><w:sdtPr><w:tag w:val="{mark}"/></w:sdtPr><w:sdtContent/></w:sdt></w:p>')
    (block,) = read_back(data).blocks
    assert block.runs == (Field(mark, ""),)


def test_pictures_and_drawings_are_told_from_empty_lines():
    data = of(
        "<w:p/><w:p><w:r><w:drawing/></w:r></w:p>"
        '<w:p><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/></w:p>'
    )
    assert [block.kind for block in read_back(data).blocks] == ["picture", "picture"]


def test_wrappers_inside_each_other_end_somewhere():
    shallow = 80
    inside = "<w:smartTag>" * shallow + "<w:r><w:t>sâu</w:t></w:r>" + "</w:smartTag>" * shallow
    around = "<w:customXml>" * shallow + "<w:p><w:r><w:t>xa</w:t></w:r></w:p>" + "</w:customXml>" * shallow
    controls = "<w:sdt><w:sdtContent>" * shallow + "<w:r><w:t>khuất</w:t></w:r>" + "</w:sdtContent></w:sdt>" * shallow
    rows = "<w:sdt><w:sdtContent>" * shallow + "<w:tr/>" + "</w:sdtContent></w:sdt>" * shallow
    data = of(f"<w:p><w:r><w:t>gần</w:t></w:r>{inside}{controls}</w:p>{around}<w:tbl>{rows}</w:tbl>")
    assert texts(data) == ["gần", ""]


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<x>" + b" " * 40_000_000 + b"</x>")
    return stream.getvalue()


def archive(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in members.items():
            package.writestr(name.replace("__", "/") + ".xml", text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EXT-001"),
        (b"x" * 3_000_000, "EXT-004"),
        (b"hello", "EXT-005"),
        (archive(other="<a/>"), "EXT-005"),
        (archive(word__document="<a/>"), "EXT-005"),
        (archive(word__document="<a>"), "EXT-005"),
        (archive(word__document='<!DOCTYPE a [<!ENTITY b "c">]><a><body>&b;</body></a>'), "EXT-016"),
        (bomb(), "EXT-012"),
        (docx_bytes(report(blocks=()))[:-200], "EXT-005"),
    ],
)
def test_a_file_that_is_no_honest_docx_is_a_problem_with_its_code(data, code):
    with pytest.raises(Problem) as caught:
        read_back(data, limits=Limits(max_bytes=2_000_000))
    assert caught.value.code == code


def test_a_table_of_too_many_cells_is_refused():
    with pytest.raises(Problem) as caught:
        read_back(written(report()), limits=Limits(max_cells=20))
    assert caught.value.code == "EXT-014"


def test_bookmarks_that_never_end_do_not_pile_up():
    starts = "".join(f'<w:bookmarkStart w:id="{n}" w:name="gb_b{n}"/>' for n in range(40))
    first, second = read_back(
        of(f"<w:p>{starts}<w:r><w:t>một</w:t></w:r></w:p><w:p><w:r><w:t>hai</w:t></w:r></w:p>")
    ).blocks
    assert len(first.marks) == 40
    assert second.marks == tuple(f"gb_b{n}" for n in range(32, 40))


def test_a_field_that_runs_into_the_next_paragraph_marks_its_numbers_and_no_block():
    mark = "gf_0123456789abcdef_1_01234567"
    start = f'<w:bookmarkStart w:id="1" w:name="{mark}"/>'
    first, second = read_back(of(f"<w:p>{start}<w:r><w:t>4</w:t></w:r></w:p><w:p><w:r><w:t>6</w:t></w:r></w:p>")).blocks
    assert (first.runs, second.runs) == ((Field(mark, "4"),), (Field(mark, "6"),))
    assert second.marks == ()


ORIGIN = "0123456789abcdef" * 2


@pytest.mark.parametrize("unmarked", [False, True])
def test_a_file_tells_which_edition_it_was_made_from(unmarked):
    document = report(origin=ORIGIN)
    file = Edited(document)
    if unmarked:
        file.unmark()
    assert read_back(file.bytes()).origin == ORIGIN, "by a bookmark, and by a property where no bookmark is left"
    assert read_back(written(report())).origin == ""
    assert diff(document, read_back(written(document))) == []


def test_a_property_that_is_no_edition_is_none():
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(written(report(origin=ORIGIN)))) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            data = data.replace(b"go_" + ORIGIN.encode(), b"go_x") if name == "word/document.xml" else data
            target.writestr(name, data.replace(ORIGIN.encode(), b"<x/>") if name == "docProps/custom.xml" else data)
    assert read_back(stream.getvalue()).origin == ""
    with pytest.raises(ValueError, match="no origin"):
        report(origin="abc")
