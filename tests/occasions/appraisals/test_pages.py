"""The pages of scoring: what each may see and press, saving line by line, files that come out."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Docx

from giaoban.kernel.extract import extract
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.models import Appraisal, Recognition, RecognitionPlan, ScoreSet, ScoreSheet
from giaoban.records.documents.models import Document
from tests.occasions.appraisals.test_recognitions import recognised
from tests.occasions.appraisals.walk import SET, card_of, checked, decided, fill, live_set, number, opened, sent
from tests.pages import client_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
HTMX = {"HX-Request": "true"}


def url(name, *args):
    return reverse(f"appraisals:{name}", args=args)


def get(cast, who, name, *args):
    return client_of(cast, who).get(url(name, *args))


def test_the_lists_show_what_waits_within_their_queries(cast):
    appraisal = opened(cast)
    sent(cast, appraisal, "kinh_te", 80)
    recognised(cast, date(2022, 4, 20))
    client = client_of(cast, "binh")
    pages = {}
    for name in ("list", "sets", "recognitions", "schedule"):
        client.get(url(name))  # what a process looks up once is looked up now
        with queries("appraisals", name, is_list=True):
            pages[name] = client.get(url(name)).content.decode()
    assert "Phiếu chờ tôi thẩm định" in pages["list"]
    assert "Phòng Kinh tế xã An Phú" in pages["list"]
    assert "chỗ chưa xác minh" in pages["sets"]
    assert "1 danh hiệu cần đăng ký công nhận lại" in pages["recognitions"]
    for name, args in (("appraisal", [appraisal.pk]), ("matrix", [appraisal.pk]), ("results", [appraisal.pk])):
        client.get(url(name, *args))
        with queries("appraisals", name):
            assert client.get(url(name, *args)).status_code == 200
    sheet = url("sheet", card_of(cast, appraisal, "kinh_te").pk)
    client.get(sheet)
    with queries("appraisals", "sheet"):
        assert client.get(sheet).status_code == 200


def test_strangers_and_other_units_are_told_nothing_of_a_card(cast):
    appraisal = opened(cast)
    mine, other = card_of(cast, appraisal, "van_hoa"), card_of(cast, appraisal, "kinh_te")
    assert get(cast, "cuong", "sheet", mine.pk).status_code == 200
    assert get(cast, "cuong", "sheet", other.pk).status_code == 404
    page = get(cast, "cuong", "matrix", appraisal.pk).content.decode()
    assert "Phòng Kinh tế" not in page
    for name, pk in (
        ("sheet", mine.pk), ("appraisal", appraisal.pk), ("matrix", appraisal.pk), ("results", appraisal.pk),
        ("results_docx", appraisal.pk), ("results_xlsx", appraisal.pk), ("history", appraisal.pk),
        ("sheet_history", mine.pk), ("set", appraisal.score_set_id), ("set_export", appraisal.score_set_id),
        ("reviewer", appraisal.pk), ("open", appraisal.score_set_id),
    ):  # fmt: skip
        assert get(cast, "dung", name, pk).status_code == 404, name
    assert client_of(cast, "dung").post(url("step", appraisal.pk), {"verb": "cancel"}).status_code == 404
    assert get(cast, "hoa", "open", appraisal.score_set_id).status_code == 403


def test_a_line_is_saved_as_one_leaves_it_and_the_sums_come_along(cast):
    appraisal = opened(cast)
    sheet, first = card_of(cast, appraisal, "van_hoa"), number(appraisal, "1.1")
    client = client_of(cast, "cuong")
    answer = client.post(url("score", sheet.pk, first), {"gia-tri": "32,5", "mau-so": "40"}, headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "32,5/40 = 81,25 % × 40 điểm" in text
    assert 'hx-swap-oob="true"' in text
    assert "1/2" in text
    for wrong, word in ({"gia-tri": "41", "mau-so": "40"}, "lớn hơn mẫu số"), ({"gia-tri": "ba"}, "không đọc được"):
        refused = client.post(url("score", sheet.pk, first), wrong, headers=HTMX)
        assert refused.status_code == 422
        assert word in refused.content.decode()
    plain = client.post(url("score", sheet.pk, first), {"gia-tri": "20", "mau-so": "40"})
    assert plain.url.endswith(f"#dong-{first}")
    assert client.post(url("score", sheet.pk, 0), {"gia-tri": "1"}).status_code == 404
    client.post("/ngon-ngu/", {"language": "en"})
    assert "20/40 = 50% × 40 points" in client.get(url("sheet", sheet.pk)).content.decode()
    wrong = client.post(url("score", sheet.pk, first), {"gia-tri": "41", "mau-so": "40"}, headers=HTMX)
    assert "the numerator 41 is more than the denominator 40" in wrong.content.decode()


def test_evidence_is_attached_and_taken_off_and_the_card_handed_in(cast):
    appraisal = opened(cast)
    sheet, second = card_of(cast, appraisal, "van_hoa"), number(appraisal, "2.1")
    client = client_of(cast, "cuong")
    client.post(url("score", sheet.pk, number(appraisal, "1.1")), {"gia-tri": "80%"})
    client.post(url("score", sheet.pk, second), {"gia-tri": "1"})
    refused = client.post(url("sheet_step", sheet.pk), {"verb": "submit"}, follow=True).content.decode()
    assert "thiếu minh chứng 2.1" in refused
    file = SimpleUploadedFile("kế hoạch.txt", "kế hoạch".encode())
    shown = client.post(url("evidence", sheet.pk, second), {"tep": file}, headers=HTMX).content.decode()
    assert "kế hoạch.txt" in shown
    empty = client.post(url("evidence", sheet.pk, second), {"tep": SimpleUploadedFile("a.txt", b"")}, headers=HTMX)
    assert empty.status_code == 422
    attached = sheet.scores.get(criterion=second)
    from giaoban.ground.files.selectors import attachments_of

    pk = attachments_of(cast.actor("cuong"), attached).get().pk
    gone = client.post(url("evidence_off", sheet.pk, pk), {"tieu-chi": second}, headers=HTMX).content.decode()
    assert "kế hoạch.txt" not in gone
    client.post(url("evidence", sheet.pk, second), {"tep": SimpleUploadedFile("b.txt", b"b")})
    assert (
        "Đã nộp phiếu tự chấm."
        in client.post(url("sheet_step", sheet.pk), {"verb": "submit"}, follow=True).content.decode()
    )


def test_a_reviewer_changes_points_with_a_reason_and_finishes(cast):
    appraisal = opened(cast)
    sheet, first = sent(cast, appraisal, "van_hoa", 80), number(appraisal, "1.1")
    client = client_of(cast, "an")
    assert "Điểm thẩm định" in client.get(url("sheet", sheet.pk)).content.decode()
    refused = client.post(url("review", sheet.pk, first), {"diem": "30"}, headers=HTMX)
    assert (refused.status_code, "Ghi lý do" in refused.content.decode()) == (422, True)
    assert client.post(url("review", sheet.pk, first), {"diem": ""}, headers=HTMX).status_code == 422
    done = client.post(url("review", sheet.pk, first), {"diem": "30", "y-kien": "05 máy hỏng"}, headers=HTMX)
    assert "05 máy hỏng" in done.content.decode()
    client.post(url("sheet_step", sheet.pk), {"verb": "agree"})
    client.post(url("sheet_step", sheet.pk), {"verb": "finish_review"})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.total) == ("reviewed", 90)
    page = client.get(url("matrix", appraisal.pk)).content.decode()
    assert "ap-cell-changed" in page


def test_the_office_opens_leads_and_decides_an_appraisal_on_its_pages(cast):
    made = live_set(cast)
    binh, an = client_of(cast, "binh"), client_of(cast, "an")
    assert "Phòng Kinh tế xã An Phú" in binh.get(url("open", made.pk)).content.decode()
    fields = {"title": "Xếp loại 2026", "period": "2026", "self_due_on": "2026-12-10", "review_due_on": "2026-12-20"}
    units = [cast.units["van_hoa"].pk, cast.units["kinh_te"].pk]
    assert binh.post(url("open", made.pk), fields | {"units": []}).status_code == 422
    binh.post(url("open", made.pk), fields | {"units": units})
    appraisal = Appraisal.objects.get()
    assert [sheet.block for sheet in ScoreSheet.objects.all()] == ["Cơ quan, đơn vị"] * 2
    binh.post(url("reviewer", appraisal.pk), {"post": cast.posts["an"].pk})
    assert "Nguyễn Văn An" in binh.get(url("appraisal", appraisal.pk)).content.decode()
    checked(cast, appraisal, "van_hoa", 80)
    binh.post(url("step", appraisal.pk), {"verb": "begin_review"})
    refused = an.post(url("step", appraisal.pk), {"verb": "decide"}, follow=True).content.decode()
    assert "Còn 1 phiếu chưa thẩm định xong" in refused
    left = card_of(cast, appraisal, "kinh_te")
    binh.post(url("exclude", appraisal.pk), {"phieu": left.pk, "reason": "mới thành lập"})
    page = an.post(
        url("step", appraisal.pk), {"verb": "decide", "decision": "12/QĐ-UBND"}, follow=True
    ).content.decode()
    assert "mới thành lập" in page
    assert "12/QĐ-UBND" in page
    an.post(url("step", appraisal.pk), {"verb": "reopen", "reason": "kiến nghị"})
    appraisal.refresh_from_db()
    assert appraisal.state == "reviewing"
    assert (
        "appraisals" not in binh.get(url("history", appraisal.pk)).content.decode().split("<main")[1].split("href")[0]
    )
    binh.post(url("reviewer_off", appraisal.pk), {"nguoi": appraisal.reviewers.get().pk})
    assert not appraisal.reviewers.exists()


def test_results_come_out_as_a_decision_and_as_tables(cast):
    appraisal = opened(cast)
    assert "Chưa có kết quả" in get(cast, "cuong", "results", appraisal.pk).content.decode()
    assert get(cast, "cuong", "results_docx", appraisal.pk).status_code == 409
    decided(cast, appraisal, {"van_hoa": 80, "kinh_te": 60, "mot_cua": 80})
    page = get(cast, "cuong", "results", appraisal.pk).content.decode()
    assert "66,7 %" in page
    assert "Phòng Kinh tế" in page
    client = client_of(cast, "an")
    content = client.get(url("results_docx", appraisal.pk)).content
    paper = Docx(io.BytesIO(content))
    said = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "QUYẾT ĐỊNH:" in said
    assert "Tốt 2/3 (66,7 %)" in said
    league = paper.tables[2]
    assert [cell.text for cell in league.rows[3].cells] == ["3", "Phòng Kinh tế xã An Phú", "84", "84", "Khá", "3"]
    found = extract(client.get(url("results_xlsx", appraisal.pk)).content, name="ket-qua.xlsx")
    assert "Phòng Kinh tế xã An Phú" in found.text
    assert "1.1 Máy vi tính (40)" in found.text
    client.post(url("results_draft", appraisal.pk))
    assert "Điều 1." in Document.objects.get().text


def test_a_sheet_never_holds_a_formula_or_a_sign_that_breaks_it(cast):
    from giaoban.occasions.appraisals.workbook import workbook

    made = workbook([("A/B:C", [["=1+1", None], ["<b>&\x07", 2]], 1), ("", [], 0)])
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        text = packed.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text
    assert "&lt;b&gt;&amp;</t>" in text
    assert 'name="ABC"' in zipfile.ZipFile(io.BytesIO(made)).read("xl/workbook.xml").decode()


def test_a_set_is_taken_changed_published_and_given_away_on_its_pages(cast):
    client = client_of(cast, "binh")
    client.post(url("set_take"), {"bo": "ntm-xa-2026"})
    made = ScoreSet.objects.get()
    form = client.get(url("set_edit", made.pk)).content.decode()
    assert "dat | Đạt chuẩn nông thôn mới | 10" in form
    head = {
        "title": "Xã nông thôn mới", "scale": "met", "digits": 0, "ties": "shared", "bands": "dat | Đạt | 10 | 1\nchua | Chưa | 0",
        "confidence": "high", "years": 0, "register_months": 0,
    }  # fmt: skip
    assert client.post(url("set_edit", made.pk), head | {"bands": "dat"}).status_code == 422
    assert (
        client.post(url("set_edit", made.pk), head | {"valid_from": "2026-02-15", "valid_to": "2026-02-15"}).status_code
        == 422
    )
    assert client.post(url("set_edit", made.pk), head).status_code == 302
    row = made.criteria.get(code="6")
    assert "Giảm nghèo" in client.get(url("criterion", made.pk, row.pk)).content.decode()
    line = {
        "group": "6", "code": "6", "title": "Tỷ lệ nghèo đa chiều", "maximum": "1", "role": "score", "kind": "threshold",
        "levels": "1 | 1,5\n3 | 8", "compare": "<=", "confidence": "high",
    }  # fmt: skip
    assert client.post(url("criterion", made.pk, row.pk), line).status_code == 302
    assert client.post(url("criterion_add", made.pk), line | {"code": "6.2", "kind": "items"}).status_code == 422
    for kind, levels in (("choice", "2 | sớm"), ("count_bands", "0 | 0\n5 | 1"), ("items", "")):
        fields = line | {"code": f"x-{kind}"[:20], "kind": kind, "levels": levels, "each": "0,5", "maximum": "2"}
        assert client.post(url("criterion_add", made.pk), fields).status_code == 302, kind
    page = client.get(url("set", made.pk)).content.decode()
    assert "1 &lt;= 1,5; 3 &lt;= 8" in page
    client.post(url("criterion_off", made.pk, made.criteria.get(code="x-choice").pk))
    assert client.post(url("set_publish", made.pk), {}).status_code == 422
    client.post(url("set_publish", made.pk), {"compared": "Quyết định 51/2025/QĐ-TTg"})
    made.refresh_from_db()
    assert (made.state, made.title) == ("live", "Xã nông thôn mới")
    exported = client.get(url("set_export", made.pk))
    file = SimpleUploadedFile("bo.toml", exported.content)
    client.post(url("set_import"), {"file": file})
    client.post(url("set_step", made.pk), {"verb": "version"})
    client.post(url("set_step", made.pk), {"verb": "retire", "reason": "có bộ mới"})
    assert sorted(ScoreSet.objects.values_list("version", "state")) == [(1, "retired"), (2, "draft"), (3, "draft")]
    broken = client.post(url("set_import"), {"file": SimpleUploadedFile("bo.toml", b"\xff\xfe=")})
    assert (broken.status_code, "UTF-8" in broken.content.decode()) == (422, True)
    assert client.get(url("set_history", made.pk)).status_code == 200
    assert client.get(url("criterion", made.pk, 0)).status_code == 404


def test_recognitions_and_their_schedule_are_kept_on_their_pages(cast):
    client = client_of(cast, "binh")
    fields = {
        "unit": cast.units["truong"].pk, "kind": "Trường đạt chuẩn quốc gia", "decision": "5/QĐ-UBND", "recognised_on": "2022-04-20",
        "years": 5, "register_months": 5,
    }  # fmt: skip
    plan = {
        "unit": cast.units["truong"].pk,
        "kind": "Trường đạt chuẩn quốc gia",
        "period": "2026/2027",
        "half": "1",
        "cost": "4.375,5",
    }
    assert client.post(url("plan_add"), plan).status_code == 302
    assert "4.375,5 triệu đồng" in client.get(url("schedule")).content.decode()
    assert client.post(url("plan_add"), plan).status_code == 422
    assert client.post(url("recognition_add"), fields).status_code == 302
    row = Recognition.objects.get()
    assert RecognitionPlan.objects.get().done_by == row
    page = client.get(url("recognitions"), {"danh-hieu": "Trường đạt chuẩn quốc gia"}).content.decode()
    assert "20/11/2026" in page
    assert client.get(url("recognition_history", row.pk)).status_code == 200
    assert client.post(url("recognition_revoke", row.pk), {"reason": "sáp nhập"}).status_code == 302
    assert "sáp nhập" in client.get(url("recognitions")).content.decode()
    client.post(url("plan_add"), plan | {"period": "2027/2028"})
    other = RecognitionPlan.objects.get(done_by=None)
    assert client_of(cast, "dung").post(url("plan_off", other.pk)).status_code == 404
    client.post(url("plan_off", other.pk))
    assert RecognitionPlan.objects.count() == 1
    for name in ("recognition_history", "recognition_revoke"):
        assert get(cast, "dung", name, row.pk).status_code == 404


def test_a_set_file_that_is_wrong_says_where(cast):
    client = client_of(cast, "binh")
    answer = client.post(
        url("set_import"), {"file": SimpleUploadedFile("bo.toml", SET.replace("max = 40", "max = -1").encode())}
    )
    assert (answer.status_code, "criteria 1.1" in answer.content.decode()) == (422, True)
    assert services.set_import(actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, text=SET).pk


def test_a_number_alone_is_no_percentage_until_it_is_written_as_one(cast):
    appraisal = opened(cast)
    sheet, first = card_of(cast, appraisal, "van_hoa"), number(appraisal, "1.1")
    client = client_of(cast, "cuong")

    def left(**fields):
        answer = client.post(url("score", sheet.pk, first), fields, headers=HTMX)
        return answer.content.decode(), sheet.scores.get(criterion=first).points

    said, points = left(**{"gia-tri": "18"})
    assert ("Đang hiểu là 18 %; nhập mẫu số" in said, "Chưa xong" in said, points) == (True, True, None)
    assert "Đang hiểu là 18 %" in client.get(url("sheet", sheet.pk)).content.decode(), "also after a reload"
    refused = client.post(url("sheet_step", sheet.pk), {"verb": "submit"}, follow=True).content.decode()
    assert "chưa chấm 1.1" in refused
    assert left(**{"gia-tri": "18 %"})[1] == Decimal("7.2")
    page = client.get(url("sheet", sheet.pk)).content.decode()
    assert 'value="18 %"' in page
    assert "Đang hiểu là" not in page
    assert left(**{"gia-tri": "18", "mau-so": "30"})[1] == 24
    said, points = left(**{"gia-tri": "18", "mau-so": "15"})
    assert ("tử số 18 lớn hơn mẫu số 15" in said, points) == (True, None), "the former 24 points do not stand"
    assert "tử số 18 lớn hơn mẫu số 15" in client.get(url("sheet", sheet.pk)).content.decode()


def test_the_sum_of_a_group_comes_along_with_each_line(cast):
    appraisal = opened(cast)
    sheet, first = card_of(cast, appraisal, "van_hoa"), number(appraisal, "1.1")
    client, group = client_of(cast, "cuong"), appraisal.score_set.groups.get(code="1").pk
    assert f'id="cong-{group}">0/40<' in client.get(url("sheet", sheet.pk)).content.decode()
    answer = client.post(url("score", sheet.pk, first), {"gia-tri": "20", "mau-so": "40"}, headers=HTMX)
    assert f'id="cong-{group}" hx-swap-oob="true">20/40<' in answer.content.decode()


def test_what_is_not_handed_in_has_no_class_and_is_in_no_share(cast):
    appraisal = opened(cast)
    fill(cast, appraisal, "kinh_te", 10)
    sent(cast, appraisal, "van_hoa", 100)
    page = get(cast, "an", "results", appraisal.pk).content.decode()
    assert "2 đơn vị chưa nộp phiếu, chưa xếp loại và không tính vào tỷ lệ: Phòng Kinh tế xã An Phú" in page
    assert '<td class="ap-num">1/1</td>' in page
    assert "0/3" not in page
    for name, pk in ("sheet", card_of(cast, appraisal, "kinh_te").pk), ("appraisal", appraisal.pk):
        assert "Khá" not in get(cast, "an", name, pk).content.decode()


def test_dialogs_name_whose_cards_are_missing_before_the_click(cast):
    appraisal = opened(cast)
    sent(cast, appraisal, "van_hoa", 100)
    page = get(cast, "binh", "appraisal", appraisal.pk).content.decode()
    assert "Chưa nộp phiếu 2/3 đơn vị: Phòng Kinh tế xã An Phú, Trung tâm Phục vụ hành chính công xã An Phú." in page
    page = get(cast, "an", "appraisal", appraisal.pk).content.decode()
    assert "Chưa thẩm định xong 3/3 phiếu: Phòng Kinh tế xã An Phú, Phòng Văn hóa" in page
    assert '<button class="btn btn-primary" disabled>Quyết định kết quả</button>' in page


def test_english_pages_of_scoring_have_no_vietnamese_period_and_no_odd_percent(cast):
    appraisal = opened(cast)
    sheet, first = card_of(cast, appraisal, "van_hoa"), number(appraisal, "1.1")
    client = client_of(cast, "binh")
    client.post("/ngon-ngu/", {"language": "en"})
    assert ">Do not rate<" in client.get(url("appraisal", appraisal.pk)).content.decode()
    left = client.post(url("score", sheet.pk, first), {"gia-tri": "18"}, headers=HTMX).content.decode()
    assert "Taken as 18% for now" in left
    fill(cast, appraisal, "van_hoa", 80)
    sent(cast, appraisal, "kinh_te", 80)
    page = client.get(url("results", appraisal.pk)).content.decode()
    assert '<td class="ap-num">100%</td>' in page
