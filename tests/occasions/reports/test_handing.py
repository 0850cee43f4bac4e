"""Handing in on the form: what cannot be read is refused there, the head names the unit, and a second report of a period is asked about."""

import re

import pytest

from giaoban.occasions.reports import selectors
from giaoban.occasions.reports.foreign import sender_of
from giaoban.occasions.reports.models import Submission
from tests.occasions.reports.test_pages import file
from tests.occasions.reports.test_services import TEXT
from tests.pages import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]

URL = "/bao-cao/moi/"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 broken", b"PK\x03\x04 no zip"], ids=["empty", "broken", "zip"])
def test_what_cannot_be_read_is_refused_at_the_form_and_what_was_typed_stays(cast, content):
    typed = {"unit": cast.units["van_hoa"].pk, "title": "Báo cáo văn hóa", "period": "11/2026"}
    page = client_of(cast, "binh").post(URL, {"file": file(content, "bc.docx"), **typed})
    shown = page.content.decode()
    assert page.status_code == 422
    assert 'value="Báo cáo văn hóa"' in shown
    assert 'value="11/2026"' in shown
    assert re.search(r'role="alert" tabindex="-1" autofocus.*?href="#id_file">Tệp báo cáo</a>', shown, re.DOTALL)
    assert not Submission.objects.exists()


def test_an_error_is_told_at_the_top_with_its_field_and_that_the_file_is_gone(cast):
    shown = client_of(cast, "binh").post(URL, {"file": file(), "period": "mùa thu"}).content.decode()
    top = shown[shown.index('id="loi"') : shown.index('id="id_file"')]
    assert 'href="#id_period">Kỳ báo cáo</a>' in top
    assert "chọn lại tệp báo cáo" in top


def test_a_second_report_of_a_period_is_asked_about_and_becomes_a_version_or_another(cast):
    client, typed = client_of(cast, "binh"), {"unit": cast.units["van_hoa"].pk, "period": "11/2026"}
    client.post(URL, {"file": file(), **typed})
    first = Submission.objects.get()
    better = TEXT.replace("7 nhà", "8 nhà")
    asked = client.post(URL, {"file": file(better, "sửa.txt"), **typed}).content.decode()
    assert Submission.objects.count() == 1
    assert "Đơn vị đã có báo cáo của kỳ này" in asked
    held = re.search(r'name="held" value="([^"]+)"', asked)[1]
    client.post(URL, {"held": held, "answer": str(first.pk), **typed})
    first = Submission.objects.get()
    assert (first.file_name, first.state, selectors.latest_reading(first).version) == ("sửa.txt", "sent", 2)
    client.post(URL, {"held": held, "answer": "khac", **typed})
    assert Submission.objects.count() == 2


def test_what_is_pasted_or_chosen_after_the_question_is_what_is_taken(cast):
    client, typed = client_of(cast, "binh"), {"unit": cast.units["van_hoa"].pk, "period": "11/2026"}
    client.post(URL, {"file": file(), **typed})
    page = client.post(URL, {"file": file(TEXT.replace("7 nhà", "8 nhà")), "pasted": "Lời nháp", **typed})
    shown = page.content.decode()
    assert 'value="11/2026"' in shown
    assert "Lời nháp" not in shown, "what was typed beside a file is not taken for an answer"
    held = re.search(r'name="held" value="([^"]+)"', shown)[1]
    pasted = TEXT.replace("7 nhà", "9 nhà")
    client.post(URL, {"held": held, "answer": "khac", "pasted": pasted, **typed})
    newest = Submission.objects.latest("pk")
    assert "9 nhà" in selectors.latest_reading(newest).text


def test_a_file_that_waits_is_given_to_nobody_else(cast):
    client, typed = client_of(cast, "binh"), {"unit": cast.units["van_hoa"].pk, "period": "11/2026"}
    client.post(URL, {"file": file(), **typed})
    asked = client.post(URL, {"file": file(), **typed}).content.decode()
    held = re.search(r'name="held" value="([^"]+)"', asked)[1]
    other = client_of(cast, "cuong").post(URL, {"held": held, "answer": "khac", **typed})
    assert (other.status_code, "không còn được lưu tạm" in other.content.decode()) == (422, True)
    assert Submission.objects.count() == 1


def test_the_unit_that_the_head_names_is_filled_in(cast):
    unit = cast.units["van_hoa"]
    name = dict(selectors.unit_choices(cast.actor("binh")))[unit.pk]
    page = client_of(cast, "binh").post(URL, {"file": file(f"{name.upper()}\n{TEXT}")}, follow=True)
    assert Submission.objects.get().unit_id == unit.pk
    assert f"lấy theo đầu văn bản: {name}" in page.content.decode()


UNITS = {1: "Phòng Kinh tế", 2: "Phòng Kinh tế và Hạ tầng", 3: "Trạm Y tế xã An Phú"}


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("UBND XÃ AN PHÚ\nPHÒNG KINH TẾ", 1),
        ("UBND XÃ AN PHÚ\nPHÒNG KINH TẾ VÀ HẠ TẦNG", 2),
        ("TRẠM Y TẾ XÃ AN PHÚ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 3),
        ("PHÒNG KINH TẾ\nBÁO CÁO\nKết quả công tác của Trạm Y tế", None),
        ("UBND XÃ AN PHÚ", None),
    ],
)
def test_one_unit_is_taken_from_the_head_or_none(head, unit):
    assert sender_of(f"{head}\n\nToàn xã có 20 hộ.\n", UNITS, "xã An Phú") == unit
