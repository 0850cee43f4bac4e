"""A unit without an account scores itself by a link: its own card, nothing else, and no longer than it runs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from giaoban.ground.directory.models import Link
from giaoban.ground.journal.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.occasions.appraisals import services
from tests.occasions.appraisals.walk import card_of, number, opened
from tests.pages import client_of, text_of
from tests.records.figures.making import indicator, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
HTMX = {"HX-Request": "true"}


def linked(cast, appraisal, unit="van_hoa", **mail):
    """The address of a fresh link to a unit's card, and the clerk's page that shows it."""
    sheet = card_of(cast, appraisal, unit)
    office = client_of(cast)
    answer = office.post(reverse("appraisals:make_link", args=[sheet.pk]), {"email": "", **mail}, follow=True)
    address = answer.context["address"]
    assert address in text_of(answer)
    assert address not in text_of(office.get(reverse("appraisals:sheet", args=[sheet.pk]))), "shown once"
    return address.split("testserver")[1]


def at_the_unit(address):
    unit = Client()
    assert unit.get(address, follow=True).request["PATH_INFO"] == reverse("appraisals:link")
    return unit


def test_a_unit_scores_itself_attaches_evidence_and_hands_in(cast):
    appraisal = opened(cast)
    unit = at_the_unit(linked(cast, appraisal))
    share, plan = number(appraisal, "1.1"), number(appraisal, "2.1")
    page = text_of(unit.get(reverse("appraisals:link")))
    assert "Phòng Văn hóa – Xã hội xã An Phú" in page
    assert reverse("appraisals:link_score", args=[share]) in page
    assert "/cham-diem/phieu/" not in page
    saved = unit.post(reverse("appraisals:link_score", args=[share]), {"gia-tri": "80", "mau-so": "100"}, headers=HTMX)
    assert saved.status_code == 200
    assert "32" in text_of(saved)
    refused = unit.post(reverse("appraisals:link_send"), {}, follow=True)
    assert "2.1" in text_of(refused)
    unit.post(reverse("appraisals:link_score", args=[plan]), {"gia-tri": "1"})
    file = SimpleUploadedFile("ke-hoach.txt", b"ke hoach")
    added = unit.post(reverse("appraisals:link_evidence", args=[plan]), {"tep": file}, headers=HTMX)
    assert "ke-hoach.txt" in text_of(added)
    sent = unit.post(reverse("appraisals:link_send"), {"y-kien": "Đã rà soát"}, follow=True)
    assert "Đã nộp phiếu tự chấm." in text_of(sent)
    sheet = card_of(cast, appraisal, "van_hoa")
    assert (sheet.state, sheet.self_total, sheet.note) == ("submitted", Decimal(92), "Đã rà soát")
    assert sheet.submitted_by.startswith("Đường dẫn số")
    entry = Entry.objects.filter(verb="appraisals.send").latest("pk")
    assert (entry.source, "Đường dẫn số" in entry.label) == ("link", True)
    late = unit.post(reverse("appraisals:link_score", args=[share]), {"gia-tri": "90"}, headers=HTMX)
    assert late.status_code == 422


def test_evidence_is_taken_off_again_and_only_from_ones_own_card(cast):
    appraisal = opened(cast)
    unit, plan = at_the_unit(linked(cast, appraisal)), number(appraisal, "2.1")
    unit.post(reverse("appraisals:link_evidence", args=[plan]), {"tep": SimpleUploadedFile("a.txt", b"a")})
    theirs = at_the_unit(linked(cast, appraisal, "kinh_te"))
    theirs.post(reverse("appraisals:link_evidence", args=[plan]), {"tep": SimpleUploadedFile("b.txt", b"b")})
    from giaoban.ground.files.models import Attachment

    files = dict(Attachment.objects.values_list("name", "pk"))
    assert unit.get(reverse("files:download", args=[files["a.txt"]])).status_code == 200
    assert unit.get(reverse("files:download", args=[files["b.txt"]])).status_code == 404
    off = "appraisals:link_evidence_off"
    assert unit.post(reverse(off, args=[files["b.txt"]]), {"tieu-chi": plan}).status_code == 404
    assert unit.post(reverse(off, args=[files["a.txt"]]), {"tieu-chi": plan}).status_code == 302
    left = Attachment.objects.filter(removed_at__isnull=True)
    assert [row.name for row in left] == ["b.txt"]


def test_the_link_opens_nothing_but_its_card(cast):
    appraisal = opened(cast)
    record(cast, indicator(cast, code="CN01"), "1")
    unit = at_the_unit(linked(cast, appraisal))
    page = unit.get(reverse("appraisals:link"))
    assert all(line.proposed is None for block in page.context["card"].blocks for line in block.lines)
    other = card_of(cast, appraisal, "kinh_te")
    for name, args in (("sheet", [other.pk]), ("appraisal", [appraisal.pk]), ("results", [appraisal.pk]), ("list", [])):
        assert unit.get(reverse(f"appraisals:{name}", args=args)).status_code in (302, 403, 404), name
    assert unit.post(reverse("appraisals:link_score", args=[999_999]), {"gia-tri": "1"}).status_code == 404
    assert Client().get(reverse("appraisals:link")).status_code == 404
    assert Client().get(reverse("appraisals:link_open", args=["x" * 43])).status_code == 404


def test_a_card_that_was_sent_back_is_handed_in_again_by_the_same_link(cast):
    appraisal = opened(cast)
    unit = at_the_unit(linked(cast, appraisal))
    for code, fields in (("1.1", {"gia-tri": "80", "mau-so": "100"}), ("2.1", {"gia-tri": "1", "giai-trinh": "có"})):
        unit.post(reverse("appraisals:link_score", args=[number(appraisal, code)]), fields)
    unit.post(reverse("appraisals:link_send"))
    sheet = card_of(cast, appraisal, "van_hoa")
    services.sheet_step(actor=cast.actor("an"), sheet=sheet, verb="send_back", reason="thiếu kế hoạch")
    assert "thiếu kế hoạch" in text_of(unit.get(reverse("appraisals:link")))
    unit.post(reverse("appraisals:link_send"))
    assert card_of(cast, appraisal, "van_hoa").state == "submitted"


def test_a_link_ends_some_days_after_the_check_is_due(cast, monkeypatch):
    appraisal = opened(cast)
    unit = at_the_unit(linked(cast, appraisal))
    until = Link.objects.get().until
    assert f"{timezone.localtime(until):%d/%m/%Y %H:%M}" == "24/12/2026 00:00"
    monkeypatch.setattr(timezone, "now", lambda: until + timedelta(seconds=1))
    assert unit.get(reverse("appraisals:link")).status_code == 404


def test_a_message_is_mailed_without_keeping_the_secret(cast):
    appraisal = opened(cast)
    address = linked(cast, appraisal, email="van-hoa@anphu.vn")
    notice = Notice.objects.get(address="van-hoa@anphu.vn")
    assert "Kính gửi Phòng Văn hóa – Xã hội xã An Phú" in notice.text
    assert address.split("/")[-2] not in notice.text


def test_only_those_who_lead_make_links_and_only_to_cards_that_are_open(cast):
    appraisal = opened(cast)
    sheet = card_of(cast, appraisal, "van_hoa")
    make = reverse("appraisals:make_link", args=[sheet.pk])
    assert client_of(cast, "giang").post(make).status_code in (403, 404)
    assert client_of(cast, "dung").post(make).status_code == 404
    odd = client_of(cast).post(make, {"email": "không phải thư"}, follow=True)
    assert "Địa chỉ thư điện tử chưa đúng" in text_of(odd)
    services.appraisal_step(actor=cast.actor("binh"), appraisal=appraisal, verb="cancel", reason="lập nhầm")
    assert client_of(cast).post(make).status_code == 409
    assert not Link.objects.exists()
