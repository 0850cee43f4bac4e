"""The pages of documents: list, draft, sheet, print, docx, steps, history."""

import pytest
from django.urls import reverse

from giaoban.records.documents.models import Document
from tests.pages import client_of, text_of
from tests.queries import queries
from tests.records.documents.test_services import draft, issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def form(cast, **changes):
    fields = {
        "kind": "letter",
        "subject": "Đôn đốc giải ngân",
        "text": "Đề nghị các phòng giải ngân đúng tiến độ.",
        "signer": f"{cast.posts['an'].pk}-{cast.people['an'].pk}",
        "recipients": "Như trên\nLưu: VT",
    }
    return {**fields, **changes}


def test_a_clerk_drafts_edits_and_issues_from_the_pages(cast):
    client = client_of(cast)
    page = client.post(reverse("documents:create"), form(cast), follow=True)
    document = Document.objects.get()
    assert page.request["PATH_INFO"] == reverse("documents:document", args=[document.pk])
    assert "Dự thảo" in text_of(page)
    edit = reverse("documents:edit", args=[document.pk])
    assert "Đôn đốc giải ngân" in text_of(client.get(edit))
    client.post(edit, form(cast, subject="Đôn đốc giải ngân vốn đầu tư"))
    page = client.post(reverse("documents:step", args=[document.pk]), {"verb": "issue"}, follow=True)
    assert "01/UBND" in text_of(page)
    assert "V/v Đôn đốc giải ngân vốn đầu tư" in text_of(page)
    assert client.get(edit).status_code == 409


def test_a_form_with_faults_says_so_at_the_field(cast):
    client = client_of(cast)
    answer = client.post(reverse("documents:create"), form(cast, text="TUYỆT MẬT\nNội dung"))
    assert answer.status_code == 422
    assert "không nhận văn bản có dấu Mật" in text_of(answer)
    assert client.post(reverse("documents:create"), form(cast, subject="")).status_code == 422
    assert Document.objects.count() == 0


def test_the_printed_sheet_and_the_file_show_the_document(cast):
    document = issue(cast, draft(cast))
    client = client_of(cast)
    sheet = text_of(client.get(reverse("documents:print", args=[document.pk])))
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 01/TB-UBND", "Nguyễn Văn An", "Nơi nhận:"):
        assert words in sheet
    file = client.get(reverse("documents:docx", args=[document.pk]))
    assert file.content[:2] == b"PK"
    assert 'filename="01-TB-UBND.docx"' in file["Content-Disposition"]
    assert file["X-Content-Type-Options"] == "nosniff"


def test_steps_that_are_not_open_are_told_on_the_page(cast):
    document = issue(cast, draft(cast))
    client = client_of(cast)
    url = reverse("documents:step", args=[document.pk])
    assert "Không ban hành được" in text_of(client.post(url, {"verb": "issue"}, follow=True))
    assert "phải có lý do" in text_of(client.post(url, {"verb": "withdraw"}, follow=True))
    assert "Không làm việc này được" in text_of(client.post(url, {"verb": "xé"}, follow=True))
    page = client.post(url, {"verb": "withdraw", "reason": "Nhầm"}, follow=True)
    assert "Đã thu hồi" in text_of(page)
    assert "Nhầm" in text_of(client.get(reverse("documents:history", args=[document.pk])))


def test_a_stranger_finds_no_page_and_a_reader_no_button(cast):
    document = draft(cast)
    for name in ("document", "print", "docx", "history", "edit"):
        assert client_of(cast, "dung").get(reverse(f"documents:{name}", args=[document.pk])).status_code == 404
    reader = client_of(cast, "hoa")
    page = text_of(reader.get(reverse("documents:document", args=[document.pk])))
    assert "Ban hành" not in page
    assert reader.get(reverse("documents:edit", args=[document.pk])).status_code == 403
    assert reader.post(reverse("documents:step", args=[document.pk]), {"verb": "issue"}).status_code == 403


@pytest.mark.parametrize("many", [1, pytest.param(60, marks=pytest.mark.slow)])
def test_the_list_takes_as_many_queries_for_sixty_documents_as_for_one(cast, many):
    for _ in range(many):
        document = draft(cast)
    client = client_of(cast)
    client.get(reverse("documents:list"))
    with queries("documents", "list", is_list=True):
        page = client.get(reverse("documents:list"))
    assert "Kết luận phiên họp" in text_of(page)
    with queries("documents", "document"):
        client.get(reverse("documents:document", args=[document.pk]))
    narrowed = text_of(client.get(reverse("documents:list"), {"trang_thai": "issued"}))
    assert "Không có văn bản nào khớp" in narrowed
