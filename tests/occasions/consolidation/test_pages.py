"""Pages of consolidated reports: what they show, to whom, how a conflict and a file that came back are told."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from giaoban.ground.numbering.models import Issued
from giaoban.kernel.docform import from_json
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors, services
from giaoban.occasions.consolidation.models import Consolidated, ReportTemplate, Returned
from giaoban.occasions.reports.services import request_create
from giaoban.records.documents.papers import paper_keep, paper_of
from tests.occasions.consolidation.making import accepted, block, month, observed, template, texts
from tests.pages import client_of, text_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def address(name, report, *more):
    return reverse(f"consolidation:{name}", args=[report.pk, *more])


def test_the_editor_shows_sections_numbers_with_their_trace_and_sources(cast):
    made = month(cast, kind="month")
    client = client_of(cast)
    client.get(address("report", made.report))  # kinds of objects are looked up once a process
    with queries("consolidation", "report"):
        page = text_of(client.get(address("report", made.report)))
    observation = reverse("figures:observation", args=[made.observation.pk])
    assert f'href="{observation}" title="Thu ngân sách trên địa bàn: 8.105 triệu đồng">8.105</a>' in page
    row = block(made.report, "Nhà văn hóa")
    place = reverse("reports:observation_place", args=[row.submission_id, row.source_start, row.source_end])
    assert f'href="{place}"' in page
    assert client.get(place).status_code in {200, 302}
    assert "<svg" in page
    text = "Trong tháng 10 năm 2026, thu ngân sách trên địa bàn đạt 990 triệu đồng. <b>Nhà văn hóa</b>"
    services.block_edit(actor=cast.actor("binh"), report=made.report, block_id=row.pk, version=1, text=text)
    page = text_of(client.get(address("report", made.report)))
    assert "&lt;b&gt;Nhà văn hóa" in page
    assert "<b>Nhà văn hóa" not in page
    assert "1 số trong lời văn khác sổ số liệu" in page
    preview = text_of(client.get(address("preview", made.report)))
    assert "&lt;b&gt;Nhà văn hóa" in preview
    assert "<b>Nhà văn hóa" not in preview


def test_a_new_report_tells_who_has_not_reported(cast):
    economy = accepted(cast)
    client = client_of(cast)
    where = reverse("consolidation:create")
    assert "10/2026" not in text_of(client.get(where)).split("<form")[1] or client.get(where).status_code == 200
    page = text_of(client.get(where, {"template": template().pk, "period": "10/2026"}))
    assert f'value="{economy.pk}" checked' in page
    waiting = accepted(cast, unit="van_hoa", state="sent")
    page = text_of(client.get(where, {"template": template().pk, "period": "10/2026"}))
    link = reverse("reports:review", args=[waiting.pk])
    assert f'href="{link}"' in page, "its state leads to the report"
    own = selectors.reported(cast.actor("giang"), period="2026-10", body_id=cast.bodies["ubnd"].pk)
    assert waiting.pk not in {unit.came for unit in own}, "nobody is led to a report that is not theirs to open"
    wrong = client.get(where, {"template": template().pk, "period": "2026"})
    assert (wrong.status_code, "không hợp với mẫu" in text_of(wrong)) == (422, True)
    assert client.get(where, {"template": template().pk, "period": "ngày mai"}).status_code == 422
    answer = client.post(where, {"template": template().pk, "period": "2026-10", "submission": [economy.pk]})
    report = Consolidated.objects.get()
    assert answer["Location"] == address("report", report)
    again = client.post(where, {"template": template().pk, "period": "tháng 10/2026", "submission": [0]})
    assert (again.status_code, "Kỳ này đã có báo cáo" in text_of(again)) == (200, True)
    with queries("consolidation", "list", is_list=True):
        page = text_of(client.get(reverse("consolidation:list")))
    assert report.title in page


def test_a_stranger_finds_no_page_of_a_report(cast):
    report = services.consolidated_create(
        actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, template=template(), period="2026-10"
    )
    strangers, clerk = [client_of(cast, who) for who in ("dung", "giang")], client_of(cast, "binh")
    for name in ("report", "details", "preview", "history", "docx", "pdf", "refresh", "return"):
        assert [client.get(address(name, report)).status_code for client in strangers] == [404, 404], name
        assert clerk.get(address(name, report)).status_code == 200, name
    assert client_of(cast, "giang").post(address("add", report), {"section": "ket-qua", "text": "x"}).status_code == 404
    assert client_of(cast, "giang").get(reverse("consolidation:create")).status_code == 403


def test_a_late_editor_sees_both_texts_and_can_keep_both(cast):
    made = month(cast, culture=False)
    row = block(made.report, "- Hai tuyến")
    where = address("block", made.report, row.pk)
    first, second = client_of(cast, "binh"), client_of(cast, "an")
    edit = {"verb": "edit", "version": row.version}
    assert first.post(where, edit | {"text": "Bản của Bình."}).status_code == 302
    late = second.post(where, edit | {"text": "Bản của An."})
    page = text_of(late)
    assert late.status_code == 409
    assert "Bản của Bình." in page
    assert "Bản của An.</textarea>" in page
    second.post(address("add", made.report), {"section": "ton-tai", "after": row.pk, "text": "Bản của An."})
    assert texts(made.report, "ton-tai")[-2:] == ["Bản của Bình.", "Bản của An."]
    assert second.post(where, {"verb": "remove", "version": 1}).status_code == 409
    for verb in ("up", "down"):
        assert second.post(where, {"verb": verb}).status_code == 302
    assert second.post(where, {"verb": "section", "section": "giai-phap"}).status_code == 302
    assert texts(made.report, "giai-phap")[-1] == "Bản của Bình."
    assert second.post(where, {"verb": "remove", "version": 2}).status_code == 302
    assert second.post(where, {"verb": "restore"}).status_code == 302
    assert second.post(where, {"verb": "edit", "version": 4, "text": " "}, follow=True).status_code == 200
    assert second.post(where, {"verb": "lạ"}).status_code == 409


def test_new_numbers_are_shown_before_they_are_taken(cast):
    made = month(cast, culture=False)
    client = client_of(cast)
    assert "Không có số nào đổi" in text_of(client.get(address("refresh", made.report)))
    observed(cast, made.indicator, "2026-01..2026-10", 8250)
    page = text_of(client.get(address("refresh", made.report)))
    assert "8.250" in page
    token = page.split('name="token" value="')[1].split('"')[0]
    assert client.post(address("refresh", made.report), {"token": "cũ"}).status_code == 409
    assert client.post(address("refresh", made.report), {"token": token}).status_code == 302
    assert any("8.250 triệu đồng" in text for text in texts(made.report))


def test_a_number_is_taken_or_kept_on_its_page(cast):
    made = month(cast, culture=False)
    client = client_of(cast)
    row = block(made.report, "Thu ngân sách trên địa bàn từ")
    where = address("block", made.report, row.pk)
    client.post(where, {"verb": "edit", "version": 1, "text": row.text.replace("8.105", "8.200")})
    page = text_of(client.get(address("report", made.report)))
    key = page.split('name="key" value="')[1].split('"')[0]
    client.post(where, {"verb": "keep", "version": 2, "key": key, "reason": "Kho bạc chốt sau"})
    assert "Kho bạc chốt sau" in text_of(client.get(address("report", made.report)))
    client.post(where, {"verb": "take", "version": 2, "key": key})
    row.refresh_from_db()
    assert "8.105 triệu đồng" in row.text


def test_details_issue_and_the_locked_page(cast):
    made = month(cast, culture=False)
    client = client_of(cast, "an")
    fields = {
        "title": "Tình hình tháng 10",
        "signer": f"{cast.posts['an'].pk}-{cast.people['an'].pk}",
        "recipients": "UBND tỉnh",
    }
    assert client.post(address("details", made.report), fields).status_code == 302
    assert client.post(address("details", made.report), fields | {"title": "TỐI MẬT"}).status_code == 422
    page = text_of(client.post(address("issue", made.report), follow=True))
    assert "01/BC-UBND" in page
    assert 'name="verb"' not in page
    assert client.get(address("refresh", made.report)).status_code == 409
    word = client.get(address("docx", made.report))
    assert 'filename="01-BC-UBND.docx"' in word["Content-Disposition"]
    xml = ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    for words in (
        "Số: 01/BC-UBND",
        "Tình hình tháng 10",
        "Nguyễn Văn An",
        "8.105",
    ):
        assert words in xml, words
    assert client.get(address("pdf", made.report)).content.startswith(b"%PDF")
    assert "Ban hành báo cáo tổng hợp" in text_of(client.get(address("history", made.report)))
    found = client_of(cast, "giang").get(reverse("search:find"), {"q": "tình hình tháng 10"})
    assert address("report", made.report) in text_of(found)


def test_the_pages_of_a_unit_are_taken_out_and_late_reports_taken_in(cast):
    made = month(cast, culture=False)
    client = client_of(cast)
    late = accepted(cast, unit="van_hoa", text="BÁO CÁO\nI. Hạn chế\nThiếu người.\n")
    assert "Đưa vào" in text_of(client.get(address("report", made.report)))
    client.post(address("take_in", made.report), {"submission": late.pk})
    assert texts(made.report, "ton-tai")[-1] == "Thiếu người."
    again = client.post(address("take_in", made.report), {"submission": late.pk}, follow=True)
    assert "không đưa vào được" in text_of(again)
    fields = {"unit": cast.units["van_hoa"].pk, "section": "ton-tai"}
    assert "Đã bỏ 2 khối" in text_of(client.post(address("unit_remove", made.report), fields, follow=True))
    assert "Thiếu người." not in texts(made.report)


def changed(content, *pairs):
    """A docx whose document has some words replaced, as an editor would."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as packed, ZipFile(out, "w", ZIP_DEFLATED) as packing:
        for part in packed.infolist():
            data = packed.read(part)
            if part.filename == "word/document.xml":
                text = data.decode()
                for before, after in pairs:
                    assert before in text, before
                    text = text.replace(before, after)
                data = text.encode()
            packing.writestr(part, data)
    return out.getvalue()


def test_a_word_file_edited_outside_comes_back_change_by_change(cast):
    made = month(cast)
    client = client_of(cast)
    word = client.get(address("docx", made.report)).content
    file = changed(
        word,
        ("Nhà văn hóa thôn Đông xuống cấp.", "Nhà văn hóa thôn Đông dột nát."),
        ("chưa bố trí được kinh phí", "thiếu kinh phí"),
        (">882<", ">999<"),
    )
    upload = SimpleUploadedFile("bao cao.docx", file)
    answer = client.post(address("return", made.report), {"file": upload})
    returned = Returned.objects.get()
    assert answer["Location"] == address("changes", made.report, returned.pk)
    page = text_of(client.get(answer["Location"]))
    assert "<del>xuống</del>" in page
    assert "dột" in page
    states = [(one["kind"], one["state"]) for one in returned.changes]
    assert states == [("field", "refused"), ("text", "waiting"), ("text", "waiting")], "a table's number is not taken"
    where = address("changes", made.report, returned.pk)
    client.post(where, {"verb": "leave", "place": 2})
    row = block(made.report, "Nhà văn hóa")
    assert "Nhà văn hóa thôn Đông xuống cấp." in texts(made.report), "nothing is taken before somebody says so"
    client.post(where, {"verb": "take", "place": 1})
    assert "Nhà văn hóa thôn Đông dột nát." in texts(made.report)
    assert "chưa bố trí được kinh phí." in texts(made.report)
    client.post(where, {"verb": "take_all"})
    row.refresh_from_db()
    assert (row.version, row.author) == (2, "person"), "deciding again does nothing"
    assert "bao cao.docx" in text_of(client.get(address("return", made.report)))


def test_a_block_that_somebody_edited_meanwhile_is_not_overwritten_from_word(cast):
    made = month(cast)
    actor = cast.actor("binh")
    content = client_of(cast).get(address("docx", made.report)).content
    file = changed(content, ("xuống cấp", "dột nát"))
    returned = services.returned_receive(actor=actor, report=made.report, content=file, name="a.docx")
    row = block(made.report, "Nhà văn hóa")
    services.block_edit(actor=actor, report=made.report, block_id=row.pk, version=1, text="An vừa viết lại.")
    answer = client_of(cast).post(
        address("changes", made.report, returned.pk), {"verb": "take", "place": 0}, follow=True
    )
    assert "vừa được" in text_of(answer)
    row.refresh_from_db()
    assert row.text == "An vừa viết lại."


def test_what_is_no_word_file_of_the_report_is_refused_in_words(cast):
    report = services.consolidated_create(
        actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, template=template(), period="2026-10"
    )
    client = client_of(cast)
    cases = [(b"", "Tệp"), (b"khong phai docx", "docx"), (b"PK\x03\x04" + b"x" * (10 << 20), "10 MB")]
    for content, words in cases:
        answer = client.post(address("return", report), {"file": SimpleUploadedFile("a.docx", content)})
        assert answer.status_code in {413, 422}, words
        assert words in text_of(answer)
    assert not Returned.objects.exists()


def form_of(page):
    """The fields of a template's page as they stand there."""
    import re
    from html import unescape

    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    fields |= {name: value for value, name in re.findall(r'<input[^>]*value="([^"]*)"[^>]*name="([^"]+)"', page)}
    fields |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s?([^<]*)</textarea>', page))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    return {name: unescape(value) for name, value in fields.items()}


def test_a_changed_template_is_a_version_of_the_body_s_own(cast):
    client = client_of(cast)
    shared = template()
    where = reverse("consolidation:template", args=[shared.pk])
    page = text_of(client.get(where))
    fields = form_of(page) | {"phan-1-title": "Đánh giá chung {ky}", "name": "Mẫu của xã"}
    answer = client.post(where, fields)
    own = ReportTemplate.objects.get(body=cast.bodies["ubnd"])
    assert answer["Location"] == reverse("consolidation:template", args=[own.pk])
    assert (own.version, own.sections[1]["title"], own.sections[1]["key"]) == (1, "Đánh giá chung {ky}", "ket-qua")
    assert [part["kind"] for part in own.sections] == [part["kind"] for part in shared.sections]
    shared.refresh_from_db()
    assert shared.name != "Mẫu của xã"
    with queries("consolidation", "templates", is_list=True):
        listed = text_of(client.get(reverse("consolidation:templates")))
    assert "Mẫu của xã" in listed
    assert [row.pk for row in selectors.templates(cast.actor("dung"), level="commune") if row.body_id] == []
    wrong = client.post(where, fields | {"phan-1-indicators": "KHONGCO"})
    assert (wrong.status_code, "KHONGCO" in text_of(wrong)) == (422, True)
    assert client.post(where, fields | {"phan-0-title": "", "phan-0-phrases": "kết quả"}).status_code == 422
    assert client_of(cast, "giang").post(where, fields).status_code == 403
    assert client_of(cast, "dung").get(reverse("consolidation:template", args=[own.pk])).status_code == 404


def test_paragraphs_added_removed_and_moved_in_word_come_back_where_they_stand(cast):
    made = month(cast)
    actor = cast.actor("binh")
    word = docx.Document(io.BytesIO(client_of(cast).get(address("docx", made.report)).content))
    lines = {line.text: line for line in word.paragraphs}
    limit = next(line for text, line in lines.items() if text.startswith("- Hai tuyến"))
    limit.insert_paragraph_before("Một đoạn viết trong Word.")
    limit.insert_paragraph_before("Đoạn viết tiếp theo.")
    lines["1. Phòng Văn hóa – Xã hội xã An Phú"].runs[0].text = "1. Phòng Văn hóa"
    lines["Đề nghị bố trí vốn sửa chữa."]._p.getparent().remove(lines["Đề nghị bố trí vốn sửa chữa."]._p)
    about = next(line for text, line in lines.items() if text.startswith("Kết quả công tác tháng 10"))
    about.runs[0].text = "Kết quả công tác tháng 10"
    for run in about.runs[1:]:
        run.text = ""
    out = io.BytesIO()
    word.save(out)
    returned = services.returned_receive(actor=actor, report=made.report, content=out.getvalue(), name="b.docx")
    client = client_of(cast)
    client.post(address("changes", made.report, returned.pk), {"verb": "take_all"})
    returned.refresh_from_db()
    assert {one["state"] for one in returned.changes} == {"accepted"}, returned.changes
    found = texts(made.report, "ton-tai")
    place = found.index("- Hai tuyến đường thôn chậm thi công do mưa.")
    assert found[place - 2 : place] == ["Một đoạn viết trong Word.", "Đoạn viết tiếp theo."]
    assert "Đề nghị bố trí vốn sửa chữa." not in texts(made.report)
    assert "Phòng Văn hóa" in texts(made.report), "a heading comes back without the number that the document gave it"
    made.report.refresh_from_db()
    assert made.report.title == "Kết quả công tác tháng 10"


def test_a_number_typed_over_in_word_is_taken_as_a_person_s_and_found(cast):
    made = month(cast)
    actor = cast.actor("binh")
    file = changed(client_of(cast).get(address("docx", made.report)).content, (">8.105<", ">8.200<"))
    returned = services.returned_receive(actor=actor, report=made.report, content=file, name="c.docx")
    place = next(n for n, one in enumerate(returned.changes) if one["state"] == "waiting")
    services.change_decide(actor=actor, report=made.report, returned=returned, place=place, take=True)
    row = block(made.report, "Thu ngân sách trên địa bàn từ")
    assert "8.200 triệu đồng" in row.text
    assert row.fields[0]["typed"]
    assert selectors.checked(actor, made.report, selectors.blocks(made.report)).open_count == 1


def test_a_draft_made_by_mistake_is_cancelled_and_can_be_taken_up_again(cast):
    made = month(cast)
    before = texts(made.report)
    client = client_of(cast)
    where = address("step", made.report)
    assert "phải có lý do" in text_of(client.post(where, {"verb": "cancel", "reason": " "}, follow=True))
    page = text_of(client.post(where, {"verb": "cancel", "reason": "Lập nhầm kỳ"}, follow=True))
    assert ("Đã hủy dự thảo." in page, "Lấy lại dự thảo" in page, "Sửa phần" in page) == (True, True, False)
    listed = reverse("consolidation:list")
    assert made.report.title not in text_of(client.get(listed))
    assert made.report.title in text_of(client.get(listed, {"huy": "1"}))
    for name in ("refresh", "return", "details"):
        assert client.get(address(name, made.report)).status_code == 409, name
    assert "đã hủy" in text_of(client.post(address("issue", made.report), follow=True))
    with pytest.raises(Problem) as caught:
        services.block_add(actor=cast.actor("binh"), report=made.report, section="ket-qua", text="x")
    assert caught.value.code == "CNS-023"
    assert "Lập nhầm kỳ" in text_of(client.get(address("history", made.report)))
    assert client_of(cast, "giang").post(where, {"verb": "take_up"}).status_code == 404
    assert client.post(where, {"verb": "issue"}).status_code == 302
    made.report.refresh_from_db()
    assert made.report.state == "cancelled"
    client.post(where, {"verb": "take_up"})
    made.report.refresh_from_db()
    assert (made.report.state, texts(made.report)) == ("draft", before)
    assert "Không có dự thảo nào đã hủy" in text_of(client.get(listed, {"huy": "1"}))
    services.consolidated_issue(actor=cast.actor("an"), report=made.report)
    assert "đã ban hành nên không sửa" in text_of(client.post(where, {"verb": "cancel", "reason": "x"}, follow=True))


def test_nothing_is_issued_without_somebody_who_signs_and_the_dialog_says_what_is_still_missing(cast):
    made = month(cast, culture=False)
    request_create(
        actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, unit_id=cast.units["mot_cua"].pk, title="Báo cáo tháng 10",
        period="2026-10", due_on=cast.actor("binh").on,
    )  # fmt: skip
    made.report.signer_post = None
    made.report.save(update_fields=["signer_post"])
    client = client_of(cast, "an")
    page = text_of(client.get(address("report", made.report)))
    dialog = page.split('id="ban-hanh"')[1].split("</dialog>")[0]
    for words in (
        "Chưa chọn người ký. Bấm Sửa thông tin để chọn.",
        "Chưa ban hành được:",
        "Lưu ý, không cản việc ban hành:",
        "1 đơn vị chưa có báo cáo được xác nhận: Trung tâm Phục vụ hành chính công",
    ):
        assert words in dialog, words
    assert 'type="submit"' not in dialog, "no live button while something forbids it"
    assert "Vẫn ban hành?" not in dialog
    assert "Chưa chọn người ký." in text_of(client.post(address("issue", made.report), follow=True)).split("<dialog")[0]
    assert not Issued.objects.exists()
    made.report.signer_post = cast.posts["an"]
    made.report.save(update_fields=["signer_post"])
    page = text_of(client.get(address("report", made.report)))
    dialog = page.split('id="ban-hanh"')[1].split("</dialog>")[0]
    assert "Chưa chọn người ký" not in dialog
    assert "được cấp số 01/BC-UBND," in dialog
    assert 'type="submit"' in dialog
    client.post(address("issue", made.report))
    assert Issued.objects.get().symbol == "01/BC-UBND", "the number that the dialog named"


def test_the_document_of_an_issued_report_hands_out_the_very_paper_of_the_report(cast):
    made = month(cast)
    document = services.consolidated_issue(actor=cast.actor("an"), report=made.report).document
    client, reader = client_of(cast, "an"), client_of(cast, "giang")
    for name in ("docx", "pdf"):
        own = client.get(address(name, made.report))
        assert own.content == reader.get(reverse(f"documents:{name}", args=[document.pk])).content, name
        assert own.content == client.get(address(name, made.report)).content, "made once"
    page = text_of(reader.get(reverse("documents:document", args=[document.pk])))
    for words in ("<table", "Thu ngân sách trên địa bàn", "Tải PDF", "01/BC-UBND"):
        assert words in page, words
    assert "<table" in text_of(reader.get(reverse("documents:print", args=[document.pk])))
    assert client_of(cast, "dung").get(reverse("documents:pdf", args=[document.pk])).status_code == 404
    with pytest.raises(Problem) as caught:
        paper_keep(actor=cast.actor("an"), document=document, paper=from_json(paper_of(document)))
    assert caught.value.code == "DOC-015"


def test_words_that_do_not_add_up_are_told_under_their_block_and_asked_about_before_the_issue(cast):
    made = month(cast)
    row = block(made.report, "Nhà văn hóa")
    wrong = "Tiếp nhận 1.290 hồ sơ, gồm 913 hồ sơ trực tuyến và 371 hồ sơ trực tiếp."
    services.block_edit(actor=cast.actor("binh"), report=made.report, block_id=row.pk, version=1, text=wrong)
    client = client_of(cast, "an")
    page = text_of(client.get(address("report", made.report)))
    told = page.split(f'id="khoi-{row.pk}"')[1].split('class="cs-block')[0]
    assert "cộng lại là 1.284 hồ sơ, trong khi tổng ghi 1.290 hồ sơ" in told
    dialog = page.split('id="ban-hanh"')[1].split("</dialog>")[0]
    assert "1 chỗ trong lời văn tính không khớp." in dialog
    assert "Vẫn ban hành?" in dialog
    right = wrong.replace("1.290", "1.284")
    services.block_edit(actor=cast.actor("binh"), report=made.report, block_id=row.pk, version=2, text=right)
    page = text_of(client.get(address("report", made.report)))
    assert "tính không khớp" not in page
    assert "Vẫn ban hành?" not in page
