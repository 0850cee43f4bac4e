"""The document as it looks, with the marks in their places; and beside the report of the period before."""

import io
from pathlib import Path

import docx
import pytest
import typst
from django.test import Client
from django.urls import reverse
from docx.enum.text import WD_ALIGN_PARAGRAPH

from giaoban.kernel.wording import said
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.aligning import aligned, share_of
from giaoban.occasions.reports.comparing import pairs
from giaoban.occasions.reports.looks import docx_blocks, label_before, looked, pdf_boxes
from tests.occasions.reports.test_pages import file, link_of
from tests.occasions.reports.test_services import ask, receive
from tests.pages import client_of, text_of

STORY = Path(__file__).resolve().parents[3] / "examples" / "luong-tai-2019-10" / "report.docx"


def test_signs_find_each_other_through_other_spaces_and_words_of_one_side():
    ours, theirs = "Báo  cáo\n46/60 hộ", "x y Báo cáo: 46/60 hộ"
    places = aligned(ours, theirs)
    assert "".join(theirs[at] for at in places if at >= 0) == "Báocáo46/60hộ"
    assert aligned("thêm một câu dài đây. Đạt 46/60 hộ nghèo", "Đạt 46/60 hộ nghèo")[-5:] == [13, 14, 15, 16, 17]
    assert aligned("", "a") == []
    assert share_of(aligned("abc", "xyz"), "abc") == 0.0
    assert share_of([], " ") == 1.0


def made_docx():
    made = docx.Document()
    head = made.add_paragraph("BÁO CÁO")
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.runs[0].bold = True
    line = made.add_paragraph("Đã cấp ")
    line.add_run("46/60 giấy").italic = True
    line.add_run(", đạt 76,9%.")
    table = made.add_table(rows=2, cols=2)
    table.style = "Table Grid"
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Đầu bảng"
    table.rows[1].cells[0].text, table.rows[1].cells[1].text = "Hộ", "12"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


TEXT = "BÁO CÁO\nĐã cấp 46/60 giấy, đạt 76,9%.\nĐầu bảng\nHộ\t12"


def test_a_docx_keeps_its_type_its_table_and_the_place_of_every_mark():
    start = TEXT.index("46/60")
    found = docx_blocks(made_docx(), TEXT, [0, start, start + 5])
    head, line, table = found["blocks"]
    assert (head["align"], head["runs"][0]["bold"], head["runs"][0]["text"]) == ("center", True, "BÁO CÁO")
    marked = [run for run in line["runs"] if run["piece"] == 1]
    assert [(run["text"], run["italic"]) for run in marked] == [("46/60", True)]
    assert (table["ruled"], [len(row) for row in table["rows"]], table["rows"][0][0]["across"]) == (True, [1, 2], 2)
    assert docx_blocks(made_docx(), "một văn bản khác hẳn", [0]) is None


def test_a_list_shows_the_number_that_its_style_writes():
    assert label_before("x\n1. Việc", 5) == "1. "
    assert label_before("x\nViệc", 2) == ""
    assert label_before("một dòng dài hơn thế", 18) == ""


def test_a_pdf_has_a_box_where_the_number_is_printed():
    content = typst.compile("#set page(width: 200pt, height: 100pt, margin: 10pt)\nĐã cấp 46/60 giấy.".encode())
    text = "Đã cấp 46/60 giấy."
    found = pdf_boxes(content, text, [0, 7, 12])
    boxes = [box for box in found["pages"][0]["boxes"] if box[0] == 1]
    assert len(boxes) == 1
    _piece, left, top, width, height = boxes[0]
    assert 30 < left < 70
    assert 5 < top < 25
    assert 15 < width < 50
    assert 5 < height < 20
    assert pdf_boxes(content, "chữ khác hẳn với tệp này", [0]) is None
    assert looked({"look": {"kind": "page", "page": 2}}, content) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_the_office_sees_a_docx_as_it_looks_with_its_marks_and_is_remembered(cast):
    submission = receive(cast, text=STORY.read_bytes(), name="bc.docx")
    client, url = client_of(cast), reverse("reports:review", args=[submission.pk])
    plain = text_of(client.get(url))
    assert "Như bản gốc" in plain
    assert "rp-look" not in plain
    page = text_of(client.get(url, {"xem": "goc"}))
    assert 'class="rp-look"' in page
    assert "rp-a-center" in page
    reading = selectors.latest_reading(submission)
    marks = page.count("data-figure=")
    assert marks >= reading.figure_count * 0.95
    assert 'class="rp-look"' in text_of(client.get(url))
    assert "rp-look" not in text_of(client.get(url, {"xem": "chu"}))


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_a_pdf_is_shown_page_by_page_to_the_office_and_to_the_unit_behind_its_link(cast):
    content = typst.compile("BÁO CÁO\n\nĐã cấp 46/60 giấy, đạt 76,9%.".encode())
    submission = receive(cast, text=content, name="bc.pdf", request=ask(cast))
    client = client_of(cast)
    page = text_of(client.get(reverse("reports:review", args=[submission.pk]), {"xem": "goc"}))
    assert "<svg" in page
    assert "m-error" in page or "m-warning" in page
    picture = client.get(f"/bao-cao/{submission.pk}/trang/1.png")
    assert (picture.headers["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert client.get(f"/bao-cao/{submission.pk}/trang/2.png").status_code == 404
    assert client_of(cast, "dung").get(f"/bao-cao/{submission.pk}/trang/1.png").status_code == 404
    visitor = Client()
    asked = ask(cast, title="Khác")
    visitor.get(link_of(cast, asked))
    sent = visitor.post("/gui/", {"file": file(content, "bc.pdf")}, follow=True)
    own = sent.request["PATH_INFO"]
    assert "<svg" in text_of(visitor.get(own, {"xem": "goc"}))
    assert visitor.get(f"{own}trang/1.png").content[:4] == b"\x89PNG"
    assert visitor.get(f"/gui/{submission.pk}/trang/1.png").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_a_file_that_cannot_be_shown_as_it_looks_shows_its_text(cast, monkeypatch):
    from giaoban.occasions.reports.views import documents

    submission = receive(cast, text=made_docx(), name="bc.docx")
    monkeypatch.setattr(documents, "look", lambda *args, **kwargs: None)
    page = text_of(client_of(cast).get(reverse("reports:review", args=[submission.pk]), {"xem": "goc"}))
    assert "không dựng lại được như bản gốc" in page
    assert "rp-text" in page


MONTH = "BÁO CÁO\nKết quả tháng {} năm 2026\nTổng số hộ nghèo là {} hộ. Tỷ lệ hộ nghèo là {}%.\n"


def test_figures_of_two_reports_are_put_beside_each_other_by_subject_and_unit():
    row = {"id": "f1", "subject": "Hộ nghèo", "unit": "hộ", "role": "actual", "value": "120", "quote": "120 hộ"}
    share = {"id": "f2", "subject": "Tỷ lệ", "unit": "%", "role": "share", "value": "4.5", "quote": "4,5%"}
    now = [{**row, "value": "150", "quote": "150 hộ"}, {**share, "value": "4.2"}, {**row, "unit": "ha"}, row]
    found = pairs(now, [row, share, {**row, "value": "1"}])
    assert [(pair.now, pair.before, pair.change) for pair in found] == [
        ("150 hộ", "120 hộ", "+25%"),
        ("4,5%", "4,5%", "-0,3 điểm %"),
    ]
    assert [said(pair.change, "en") for pair in found] == ["+25%", "-0.3 percentage points"]
    assert pairs([row], [{**row, "value": "0"}])[0].change == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_the_report_of_the_month_before_stands_beside_this_one(cast):
    binh = cast.actor("binh")
    before = receive(cast, text=MONTH.format(10, 120, "4,5"), period="2026-10")
    services.submission_step(actor=binh, submission=before, verb="send")
    receive(cast, text=MONTH.format(9, 99, "9,9"), period="2026-09", unit="kinh_te")
    now = receive(cast, text=MONTH.format(11, 108, "4,1"), period="2026-11")
    assert selectors.before_of(binh, now) == before
    page = text_of(client_of(cast).get(reverse("reports:review", args=[now.pk]), {"xem": "truoc"}))
    assert "Báo cáo kỳ trước" in page
    assert "120 hộ" in page
    assert "-10%" in page
    alone = text_of(client_of(cast).get(reverse("reports:review", args=[before.pk]), {"xem": "truoc"}))
    assert "Chưa có báo cáo kỳ trước" in alone
    assert selectors.before_of(cast.actor("dung"), now) is None
