"""A returned report takes a corrected file as its next version: one report, the reason in sight, the earlier file kept."""

import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.ground.access.models import Role, RoleAssignment
from giaoban.ground.files.selectors import attachments_of
from giaoban.occasions.reports import selectors, services, versions
from giaoban.occasions.reports.models import ReviewDecision, Submission
from giaoban.occasions.reports.versions import submission_replace
from tests.occasions.reports.test_pages import file, link_of
from tests.occasions.reports.test_services import TEXT, ask, receive, refusal
from tests.pages import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]

BETTER = TEXT.replace("7 nhà", "8 nhà")
WHY = "- Sửa mục 3\n- Sửa mục 4"


def returned(cast, **changes):
    sent = services.submission_step(actor=cast.actor("binh"), submission=receive(cast, **changes), verb="send")
    return services.submission_step(actor=cast.actor("binh"), submission=sent, verb="send_back", reason=WHY)


def submits_only(cast, who="cuong"):
    """A member loses every right but to see and hand in reports: no role gives the right to review them."""
    role = Role.objects.create(code="nop", title="Nộp báo cáo", verbs=["reports.submit", "reports.view"])
    RoleAssignment.objects.filter(post=cast.posts[who]).update(role=role)


def test_a_corrected_file_is_the_next_version_of_the_same_report_and_a_unit_sends_it_itself(cast):
    submits_only(cast)
    back, client = returned(cast), client_of(cast, "cuong")
    page = reverse("reports:review", args=[back.pk])
    shown = client.get(page).content.decode()
    assert 'id="ban-moi"' in shown
    assert 'data-dialog="gui-lai"' in shown, "sending the same file again asks first"
    assert "Sửa mục 3<br>" in shown, "the lines of the reason stand apart"
    after = client.post(reverse("reports:replace", args=[back.pk]), {"file": file(BETTER, "đã sửa.txt")}, follow=True)
    new = Submission.objects.get()
    assert (new.state, new.file_name, new.returned_reason) == ("draft", "đã sửa.txt", WHY)
    assert selectors.latest_reading(new).version == 2
    assert "8 nhà" in selectors.latest_reading(new).text
    assert "Sửa mục 3" in after.content.decode()
    assert [row.name for row in attachments_of(cast.actor("cuong"), new)] == ["báo cáo.txt"]
    assert "Các bản trước" in after.content.decode()
    sent = services.submission_step(actor=cast.actor("cuong"), submission=new, verb="send")
    assert (sent.state, sent.returned_reason) == ("sent", WHY)


def test_the_office_sends_the_corrected_file_at_once(cast):
    back = returned(cast)
    client_of(cast, "binh").post(reverse("reports:replace", args=[back.pk]), {"file": file(BETTER)})
    assert (Submission.objects.get().state, Submission.objects.count()) == ("sent", 1)


def test_a_confirmed_report_takes_no_new_version_and_the_stranger_replaces_nothing(cast):
    back = returned(cast, text="BÁO CÁO\nToàn xã có 20 nhà văn hóa.\n")
    address = reverse("reports:replace", args=[back.pk])
    assert client_of(cast, "dung").post(address, {"file": file(BETTER)}).status_code == 404
    sent = services.submission_step(actor=cast.actor("binh"), submission=back, verb="send")
    done = services.submission_step(actor=cast.actor("binh"), submission=sent, verb="accept")
    assert done.returned_reason == ""
    call = {"actor": cast.actor("binh"), "submission": done, "stream": io.BytesIO(BETTER.encode()), "name": "b.txt"}
    assert refusal(submission_replace, **call) == "REP-051"
    shown = client_of(cast, "binh").post(address, {"file": file(BETTER)}, follow=True).content.decode()
    assert "không nhận bản mới" in shown
    assert Submission.objects.get().file_name == "báo cáo.txt"


def test_who_has_an_earlier_version_open_decides_nothing_about_the_one_after_it(cast):
    client = client_of(cast, "binh")
    sent = services.submission_step(actor=cast.actor("binh"), submission=receive(cast), verb="send")
    open_page = client.get(reverse("reports:review", args=[sent.pk])).content.decode()
    forms = re.findall(rf'<form method="post" action="/bao-cao/{sent.pk}/.*?</form>', open_page, re.DOTALL)
    assert len(forms) > 10
    assert [form for form in forms if 'name="reading" value="1"' not in form] == [], "each says what it was made of"
    submission_replace(
        actor=cast.actor("cuong"), submission=sent, stream=io.BytesIO(BETTER.encode()), name="mới.txt", sent=True
    )
    posts = {
        "decide": {"item": "figure:f1", "action": "accept"},
        "accept_clean": {},
        "undo": {},
        "step": {"verb": "send_back", "reason": WHY},
    }
    for name, fields in posts.items():
        for seen in ({"reading": "1"}, {}):
            answer = client.post(reverse(f"reports:{name}", args=[sent.pk]), fields | seen)
            assert (answer.status_code, "REP-054" in answer.content.decode()) == (409, True), name
    assert not ReviewDecision.objects.exists()
    assert Submission.objects.get().state == "sent"
    new = client.post(reverse("reports:decide", args=[sent.pk]), posts["decide"] | {"reading": "2"})
    assert (new.status_code, ReviewDecision.objects.get().reading.version) == (302, 2)


def test_a_report_that_is_sent_takes_no_new_file_by_an_address_that_no_page_offers(cast):
    asked, visitor = ask(cast), Client()
    visitor.get(link_of(cast, asked))
    visitor.post("/gui/", {"file": file()})
    sent = services.submission_step(actor=cast.actor("binh"), submission=Submission.objects.get(), verb="send")
    addresses = {f"/gui/{sent.pk}/": visitor, reverse("reports:replace", args=[sent.pk]): client_of(cast, "cuong")}
    for address, client in addresses.items():
        assert 'id="ban-moi"' not in client.get(address.replace("ban-moi/", "")).content.decode()
        page = client.post(address, {"file": file(BETTER)}, follow=True)
        assert (page.status_code, "đã gửi nên chưa nhận tệp khác" in page.content.decode()) == (200, True)
    assert (Submission.objects.get().state, Submission.objects.get().readings.count()) == ("sent", 1)


def test_a_request_that_is_closed_while_the_file_is_read_takes_no_new_version(cast, monkeypatch):
    asked = ask(cast)
    back, read = returned(cast, request=asked), versions.read_for

    def meanwhile(**given):
        services.request_step(actor=cast.actor("binh"), request=asked, verb="close")
        return read(**given)

    monkeypatch.setattr(versions, "read_for", meanwhile)
    call = {"actor": cast.actor("binh"), "submission": back, "stream": io.BytesIO(BETTER.encode()), "name": "b.txt"}
    assert refusal(submission_replace, **call) == "REP-001"
    now = Submission.objects.get()
    assert (now.file_name, now.state, now.readings.count()) == ("báo cáo.txt", "sent_back", 1)


def test_a_unit_behind_its_link_replaces_the_file_of_the_returned_report(cast):
    visitor = Client()
    visitor.get(link_of(cast, ask(cast)))
    visitor.post("/gui/", {"file": file()})
    first = Submission.objects.get()
    visitor.post(f"/gui/{first.pk}/", {"verb": "send"})
    step = reverse("reports:step", args=[first.pk])
    client_of(cast, "binh").post(step, {"verb": "send_back", "reason": WHY, "reading": "1"})
    assert 'id="ban-moi"' in visitor.get(f"/gui/{first.pk}/").content.decode()
    nothing = visitor.post(f"/gui/{first.pk}/", follow=True).content.decode()
    assert "Chưa chọn tệp đã sửa" in nothing, "a form without a file sends nothing"
    assert Submission.objects.get().state == "sent_back"
    visitor.post(f"/gui/{first.pk}/", {"file": file(BETTER, "đã sửa.txt")})
    assert (Submission.objects.get().file_name, Submission.objects.get().state) == ("đã sửa.txt", "draft")
    visitor.post(f"/gui/{first.pk}/", {"verb": "send"})
    assert Submission.objects.get().state == "sent"


def test_the_reason_of_a_return_says_what_the_sheet_says_and_a_unit_sees_how_many_first(cast):
    visitor = Client()
    visitor.get(link_of(cast, ask(cast)))
    visitor.post("/gui/", {"file": file()})
    sent = Submission.objects.get()
    reading = selectors.latest_reading(sent)
    head = visitor.get(f"/gui/{sent.pk}/").content.decode().partition('<div class="rp-review"')[0]
    assert f'href="#phat-hien">{reading.finding_count} phát hiện' in head
    page = client_of(cast, "binh").get(reverse("reports:review", args=[sent.pk]))
    reason, paper = (
        page.context["return_reason"],
        client_of(cast, "binh").get(reverse("reports:sheet", args=[sent.pk])).context["sheet"],
    )
    lines = [line.message for _heading, rows in paper.groups for line in rows]
    assert sorted(f"- {line}" for line in lines) == sorted(reason.splitlines())
    assert lines
