"""A scan is taken in at once and read by a job; what the machine was not sure of is marked and never called wrong."""

import io
import shutil

import pypdfium2
import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.jobs import scan_read
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.reader import Outcome
from giaoban.occasions.reports.versions import submission_replace
from tests.occasions.reports.test_pages import link_of
from tests.occasions.reports.test_services import ask, receive, refusal

pytestmark = pytest.mark.django_db
TEXT = """BÁO CÁO
Kết quả công tác tháng 11 năm 2026. Toàn xã có 46/60 hộ đạt chuẩn, tỷ lệ 70,9%.
"""
with_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not installed (tesseract-ocr-vie)"
)


def scan(text: str = TEXT) -> bytes:
    """A page that is a picture: 46/60 is 76,7 %, not what it says."""
    page = f'#set page(width: 15cm, height: 5cm)\n#set text(size: 13pt, lang: "vi")\n{text}'
    image = pypdfium2.PdfDocument(typst.compile(page.encode()))[0].render(scale=200 / 72).to_pil().convert("L")
    target = io.BytesIO()
    image.save(target, "PDF", resolution=200)
    return target.getvalue()


def page_of(cast, submission):
    client = Client()
    client.force_login(cast.users["binh"])
    return client.get(f"/bao-cao/{submission.pk}/").content.decode()


def test_a_scan_waits_for_its_job_and_the_page_says_so(cast):
    submission = receive(cast, text=scan(), name="bản quét.pdf")
    assert submission.unreadable_code == "EXT-015"
    assert selectors.latest_reading(submission) is None
    job = ProcrastinateJob.objects.get(queue_name="scans")
    assert job.args == {"submission_id": submission.pk}
    page = page_of(cast, submission)
    assert "máy đang nhận dạng chữ" in page
    assert "EXT-015" not in page


@with_tesseract
def test_the_job_reads_it_once_and_the_page_asks_to_compare(cast):
    submission = receive(cast, text=scan(), name="bản quét.pdf")
    scan_read(submission.pk)
    scan_read(submission.pk)
    submission.refresh_from_db()
    reading = selectors.latest_reading(submission)
    assert (submission.unreadable_code, reading.version) == ("", 1)
    assert reading.data["recognised"] is True
    assert {figure["doubtful"] for figure in reading.data["figures"]} <= {True, False}
    assert "70,9%" in reading.text
    page = page_of(cast, submission)
    assert "đối chiếu với bản gốc" in page
    client = Client()
    client.force_login(cast.users["binh"])
    looks = client.get(f"/bao-cao/{submission.pk}/?xem=goc").content.decode()
    assert "<title>70,9" in looks


@with_tesseract
def test_a_scan_without_text_says_why_after_the_job(cast):
    blank = io.BytesIO()
    Image.new("L", (600, 400), 255).save(blank, "PDF")
    submission = receive(cast, text=blank.getvalue(), name="trang trắng.pdf")
    scan_read(submission.pk)
    submission.refresh_from_db()
    assert submission.unreadable_code == "EXT-019"
    assert "trang trắng.pdf" in page_of(cast, submission)


def test_a_scan_that_was_replaced_while_it_was_read_leaves_no_reading(cast, monkeypatch):
    first, better = receive(cast, text=scan(), name="bản quét.pdf"), scan(TEXT.replace("70,9%", "76,7%"))
    before, read = Submission.objects.get(), services.read_for

    def meanwhile(**given):
        monkeypatch.setattr(services, "read_for", read)
        call = {"stream": io.BytesIO(better), "name": "quét lại.pdf"}
        submission_replace(actor=cast.actor("binh"), submission=first, **call)
        return Outcome(text=TEXT)

    monkeypatch.setattr(services, "read_for", meanwhile)
    assert services.submission_recognise(actor=cast.actor("system"), submission=before) is None
    now = Submission.objects.get()
    assert (now.waits, now.file_name, now.readings.count()) == (True, "quét lại.pdf", 0)


def test_only_the_system_recognises(cast):
    submission = receive(cast, text=scan(), name="bản quét.pdf")
    assert refusal(services.submission_recognise, actor=cast.actor("dung"), submission=submission) == "ACC-002"


def test_no_more_than_three_scans_of_a_unit_wait_at_a_time(cast):
    content = scan()
    for _ in range(services.SCANS):
        receive(cast, text=content, name="bản quét.pdf")
    assert refusal(receive, cast, text=content, name="bản quét.pdf") == "REP-031"
    assert refusal(receive, cast, "cuong", text=content, name="bản quét.pdf") == "REP-031"
    assert receive(cast, text=content, name="bản quét.pdf", unit="kinh_te").waits
    assert not receive(cast).waits
    asked = ask(cast)
    page = Client()
    page.force_login(cast.users["binh"])
    answer = page.post(
        f"/bao-cao/moi/?yeu-cau={asked.pk}", {"file": SimpleUploadedFile("bản quét.pdf", content, "application/pdf")}
    )
    assert (answer.status_code, "Chờ máy đọc xong" in answer.content.decode()) == (422, True)


def test_the_page_behind_a_link_asks_for_itself_again_while_a_scan_waits(cast):
    asked = ask(cast)
    visitor = Client()
    visitor.get(link_of(cast, asked))
    page = visitor.post("/gui/", {"file": SimpleUploadedFile("quét.pdf", scan(), "application/pdf")}, follow=True)
    text = page.content.decode()
    assert "Trang này tự cập nhật" in text
    assert "vendor/htmx/htmx" in text
    assert 'hx-select="#noi-dung"' in text
    assert 'id="noi-dung"' in text
