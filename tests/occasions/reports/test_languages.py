"""Findings in the reader's language on every page, sheet and answer; the record stays Vietnamese."""

import io
import json

import docx
import pytest
from django.test import Client
from django.urls import reverse

from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.models import Reading
from giaoban.occasions.reports.telling import told
from tests.occasions.reports.test_pages import file, link_of
from tests.occasions.reports.test_services import ask, first_finding, receive
from tests.pages import client_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
TEXT = "BÁO CÁO\nToàn xã đã cấp 46/60 giấy, đạt 79,7%.\n"
VI = "Tỷ lệ ghi 79,7% chưa khớp với 46/60 (tính ra 76,67%); đề nghị kiểm tra lại."
EN = "The share “79,7%” does not agree with 46/60 (computed: 76.67%); please check."


def english(client: Client) -> Client:
    """A browser whose visitor chose English."""
    client.post("/ngon-ngu/", {"language": "en"})
    return client


def test_the_review_page_says_findings_in_the_reader_s_language(cast):
    address = reverse("reports:review", args=[receive(cast, text=TEXT).pk])
    assert VI in text_of(client_of(cast).get(address))
    page = text_of(english(client_of(cast)).get(address))
    assert EN in page
    assert "46/60 = 76.67%" in page
    assert VI not in page


def test_the_unit_behind_its_link_reads_findings_in_its_language(cast):
    visitor = english(Client())
    visitor.get(link_of(cast, ask(cast)))
    assert EN in text_of(visitor.post("/gui/", {"file": file(TEXT)}, follow=True))


def test_the_sheet_is_in_one_language_throughout(cast):
    pk = receive(cast, text=TEXT, request=ask(cast)).pk
    client = english(client_of(cast))
    page = text_of(client.get(reverse("reports:sheet", args=[pk])))
    assert EN in page
    assert "Figures that do not agree" in page or "Figures to look at again" in page
    assert "November 2026" in page
    made = docx.Document(io.BytesIO(client.get(reverse("reports:sheet_file", args=[pk, "docx"])).content))
    assert EN in [line for row in made.tables[0].rows for line in row.cells[2].text.split("\n")]
    assert [cell.text for cell in made.tables[0].rows[0].cells] == ["No.", "In the report", "Findings", "Request"]


def told_of(client: Client) -> tuple[str, str]:
    found = json.loads(client.post("/api/doc-bao-cao/", {"file": file(TEXT)}).content)["findings"][0]
    return found["message"], found["code"]


def test_a_program_is_answered_in_the_language_of_its_account(cast):
    client = client_of(cast)
    assert told_of(client) == (VI, "checks.ratio_fails")
    assert told_of(english(client)) == (EN, "checks.ratio_fails")


def test_what_is_kept_and_what_goes_back_to_the_unit_stays_vietnamese(cast):
    reading = selectors.latest_reading(receive(cast, text=TEXT))
    finding = first_finding(reading)
    assert finding.row["message"] == VI
    services.decision_record(actor=cast.actor("binh"), reading=reading, item=f"finding:{finding.key}", action="accept")
    page = english(client_of(cast)).get(reverse("reports:review", args=[reading.submission_id]))
    assert page.context["return_reason"] == f"- {VI}"


def test_findings_without_a_code_or_with_one_of_another_version_keep_their_sentence(cast):
    reading = selectors.latest_reading(receive(cast, text=TEXT))
    old = dict(reading.data["findings"][0])
    strange = {**old, "code": "checks.of_another_version"}
    for name in [key for key in old if key.endswith(("code", "values"))]:
        del old[name]
    assert told(old, "en")["message"] == told(strange, "en")["message"] == VI
    assert told(old, "en")["formula"] == "46/60 = 76,67%"
    Reading.objects.filter(pk=reading.pk).update(data={**reading.data, "findings": [{**old, "id": "n1"}]})
    assert VI in text_of(english(client_of(cast)).get(reverse("reports:review", args=[reading.submission_id])))
