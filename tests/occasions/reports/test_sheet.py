"""The findings sheet: what it lists, as page, docx and PDF, for the office and for the unit behind its link."""

import io

import docx
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.sheet import groups_of, line_of
from tests.occasions.reports.test_pages import file, link_of
from tests.occasions.reports.test_services import ask, first_finding, receive
from tests.pages import client_of, text_of

pytestmark = pytest.mark.usefixtures("moment")
FOUND = {"severity": "error", "message": "Chưa khớp.", "formula": "a = b", "suggestions": [], "spans": [[27, 32]]}
TEXT = "Mở đầu. Đã cấp 46/60\ngiấy, 76,9% tổng số. Câu sau."


def test_a_line_quotes_the_sentence_around_its_place():
    line = line_of(TEXT, FOUND, "", 1)
    assert (line.before, line.quote, line.after) == ("giấy, ", "76,9%", " tổng số")
    assert line_of(TEXT, FOUND, "76,7", 1).wanted == "Sửa thành 76,7"
    guess = {**FOUND, "suggestions": [{"printed": "76,7%"}]}
    assert line_of(TEXT, guess, "", 1).wanted == "Có thể đúng là 76,7%"


def test_a_line_about_a_table_begins_with_its_cell():
    line = line_of(TEXT, {**FOUND, "places": ["Thu!E6"]}, "", 1)
    assert (line.before, line.quote) == ("Thu!E6: giấy, ", "76,9%")
    assert line_of(TEXT, {**FOUND, "places": [""]}, "", 1).before == "giấy, "


def test_dismissed_findings_and_notes_stay_off_and_the_worst_come_first():
    rows = [
        ({**FOUND, "severity": "question", "message": "hỏi"}, "", ""),
        ({**FOUND, "severity": "note", "message": "ghi chú"}, "", ""),
        ({**FOUND, "message": "bỏ"}, "dismiss", ""),
        ({**FOUND, "message": "sai"}, "accept", ""),
    ]
    assert [[line.message for line in lines] for _heading, lines in groups_of(TEXT, rows)] == [["sai"], ["hỏi"]]


@pytest.mark.django_db
def test_the_office_prints_the_sheet_and_takes_it_as_docx_and_pdf(cast):
    submission = receive(cast)
    reading = selectors.latest_reading(submission)
    finding = first_finding(reading)
    services.decision_record(
        actor=cast.actor("binh"), reading=reading, item=f"finding:{finding.key}", action="correct", value="76,7"
    )
    client = client_of(cast)
    page = text_of(client.get(reverse("reports:sheet", args=[submission.pk])))
    message = finding.row["message"].split("<")[0][:30]
    assert "Phòng Văn hóa – Xã hội xã An Phú" in page
    assert "Sửa thành 76,7" in page
    answer = client.get(reverse("reports:sheet_file", args=[submission.pk, "docx"]))
    made = docx.Document(io.BytesIO(answer.content))
    words = "\n".join(cell.text for row in made.tables[0].rows for cell in row.cells)
    assert message in words
    assert "ỦY BAN NHÂN DÂN XÃ AN PHÚ" in made.paragraphs[0].text
    assert f"phieu-kiem-tra-{submission.pk}.docx" in answer.headers["Content-Disposition"]
    pdf = client.get(reverse("reports:sheet_file", args=[submission.pk, "pdf"]))
    printed = pypdfium2.PdfDocument(pdf.content)[0].get_textpage().get_text_range()
    assert "PHIẾU KIỂM TRA SỐ LIỆU BÁO CÁO" in printed
    assert "Sửa thành" in printed


@pytest.mark.django_db
def test_words_of_a_report_are_words_on_the_sheet_and_never_markup(cast):
    text = "BÁO CÁO\nĐã cấp 46/60 giấy #strong[x] <b>$ $ * _ \\ \"' , đạt 76,9%.\n"
    submission, client = receive(cast, text=text), client_of(cast)
    page = text_of(client.get(reverse("reports:sheet", args=[submission.pk])))
    assert "<b>$" not in page
    pdf = client.get(reverse("reports:sheet_file", args=[submission.pk, "pdf"]))
    assert "#strong[x]" in pypdfium2.PdfDocument(pdf.content)[0].get_textpage().get_text_range()


@pytest.mark.django_db
def test_the_unit_behind_its_link_takes_its_sheet_and_nobody_elses(cast):
    mine, other = ask(cast), ask(cast, title="Của phòng khác", unit_id=cast.units["kinh_te"].pk)
    elsewhere = receive(cast, request=other)
    visitor = Client()
    visitor.get(link_of(cast, mine))
    sent = visitor.post("/gui/", {"file": file()}, follow=True)
    pk = int(sent.request["PATH_INFO"].strip("/").split("/")[-1])
    assert f'href="/gui/{pk}/phieu/"' in sent.content.decode()
    assert "Phiếu kiểm tra số liệu" in text_of(visitor.get(f"/gui/{pk}/phieu/"))
    assert visitor.get(f"/gui/{pk}/phieu.docx").content[:2] == b"PK"
    assert visitor.get(f"/gui/{elsewhere.pk}/phieu/").status_code == 404
    assert visitor.get(f"/gui/{elsewhere.pk}/phieu.docx").status_code == 404
    assert client_of(cast, "dung").get(reverse("reports:sheet", args=[pk])).status_code == 404


@pytest.mark.django_db
def test_a_report_that_could_not_be_read_has_no_sheet(cast):
    submission = receive(cast, text=b"%PDF-1.4 broken", name="hỏng.pdf")
    assert client_of(cast).get(reverse("reports:sheet", args=[submission.pk])).status_code == 409


def test_a_long_sentence_is_cut_between_words():
    long = "Chữ " * 200 + "46/60 giấy" + " chữ" * 200
    at = long.index("46/60")
    line = line_of(long, {**FOUND, "spans": [[at, at + 5]]}, "", 1)
    assert line.before.startswith("… Chữ ")
    assert line.after.endswith(" chữ …")
