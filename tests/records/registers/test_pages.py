"""The pages of registers as the office uses them, from a new register to a published definition."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from giaoban.records.registers import selectors, services
from giaoban.records.registers.models import Entry, ImportBatch, Register, Review
from tests.cast import AT
from tests.queries import queries
from tests.records.registers.making import SMALL, catalog, register, well

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT)


@pytest.fixture
def office(cast):
    client = Client()
    client.force_login(cast.users["an"])
    return client


def at(name, *args):
    return reverse(f"registers:{name}", args=args)


def upload(text, name="gieng.csv"):
    return SimpleUploadedFile(name, text.encode())


def test_a_register_is_made_from_a_ready_one_or_a_file(cast, office):
    page = office.get(at("create"))
    assert "Trường đạt chuẩn quốc gia" in page.content.decode()
    assert office.post(at("create"), {"ready": ""}).status_code == 422
    office.post(at("create"), {"ready": "schools", "owner": cast.units["van_hoa"].pk})
    office.post(at("create"), {"file": upload(SMALL, "wells.toml")})
    assert set(Register.objects.values_list("code", flat=True)) == {"schools", "wells"}
    bad = office.post(at("create"), {"file": SimpleUploadedFile("x.toml", b"\xff\xfe\x00")})
    assert (bad.status_code, "UTF-8" in bad.content.decode()) == (422, True)
    assert "Giếng khoan" in office.get(at("list")).content.decode()


def test_the_form_of_an_entry_follows_its_definition(cast, office):
    of = register(cast)
    page = office.get(at("entry_create", of.pk)).content.decode()
    for words in ("Độ sâu (m)", "Chi phí (đồng)", "Ăn uống", "Chưa rõ", "Có hiệu lực từ ngày", "Nguyễn Văn An"):
        assert words in page
    typed = {
        "code": "G1",
        "unit": cast.units["kinh_te"].pk,
        "depth": "20",
        "uses": ["an", "tuoi"],
        "_tu_ngay": "2026-01-01",
    }
    bad = office.post(at("entry_create", of.pk), {**typed, "depth": "400", "kind": "dao"})
    assert bad.status_code == 422
    assert "lớn hơn mức lớn nhất 300" in bad.content.decode()
    files = {"paper": upload("ket qua", "phieu.txt")}
    made = office.post(at("entry_create", of.pk), {**typed, **files}, follow=True)
    entry = Entry.objects.get()
    assert (entry.valid_from, entry.data["uses"]) == (date(2026, 1, 1), ["an", "tuoi"])
    assert "phieu.txt" in made.content.decode()
    assert office.get(reverse("files:download", args=[entry.data["paper"]])).status_code == 200


def test_an_entry_is_changed_corrected_ended_and_withdrawn_on_its_pages(cast, office):
    of = catalog(cast, "revenue")
    typed = {"month": "11/2026", "source": "phat", "amount": "1,5 tỷ đồng"}
    office.post(at("entry_create", of.pk), typed)
    entry = Entry.objects.get()
    edit = at("entry_edit", entry.pk)
    form = office.get(edit).content.decode()
    assert "1.500.000.000" in form
    assert office.post(edit, {**typed, "_cach": "correct", "amount": "2 tỷ đồng"}).status_code == 422
    assert office.post(edit, {**typed, "_cach": "change", "_tu_ngay": "2020-01-01", "amount": "3"}).status_code == 422
    office.post(edit, {**typed, "_cach": "correct", "_ly_do": "Ghi thiếu", "amount": "2 tỷ đồng"})
    history = office.get(at("entry_history", entry.pk)).content.decode()
    assert "<del>1.500.000.000</del> → 2.000.000.000" in history
    assert "Ghi thiếu" in history
    assert office.post(at("entry_end", entry.pk), {"on": "2026-10-01", "reason": "x"}).status_code == 422
    office.post(at("entry_end", entry.pk), {"on": "2026-11-15", "reason": "Hết nguồn"})
    assert "hết hiệu lực" in office.get(at("entry", entry.pk)).content.decode().lower()
    office.post(at("entry_void", entry.pk), {"reason": "Ghi nhầm"})
    assert "Phạt" not in office.get(at("entries", of.pk) + "?hieu-luc=all").content.decode()


def test_a_list_is_narrowed_sorted_and_told_as_of_a_day(cast, office):
    of = register(cast)
    first = well(
        cast,
        of,
        who="an",
        depth="9",
        kind="khoan",
        uses=["an"],
        clean="có",
        tested_on="01/01/2025",
        note="Đầu làng",
        cost="7",
    )
    well(cast, of, who="an", code="G2", depth="100", kind="khoan", uses=["tuoi"], clean="không", note="Cuối thôn")
    services.entry_end(actor=cast.actor("an"), entry=first, on=date(2026, 11, 1), reason="Lấp")

    def found(query):
        page = office.get(at("entries", of.pk) + "?" + query)
        return [row.row.key for row in page.context["rows"]]

    table = {
        "": ["g2"], "hieu-luc=ended": ["g1"], "hieu-luc=all&sap-xep=-depth": ["g2", "g1"], "hieu-luc=all&sap-xep=depth": ["g1", "g2"],
        "ngay=2026-10-31": ["g1", "g2"], "ngay=2026-10-31&f-depth-den=9": ["g1"], "ngay=2026-10-31&q=dau+lang": ["g1"],
        "ngay=2026-10-31&sap-xep=-note": ["g1", "g2"], "hieu-luc=all&q=dau+lang": ["g1"], "hieu-luc=all&f-note=thon": ["g2"],
        "hieu-luc=all&f-kind=khoan&f-uses=an": ["g1"], "hieu-luc=all&f-clean=0": ["g2"], "hieu-luc=all&f-tested_on=-": ["g2"],
        "hieu-luc=all&f-tested_on-tu=01/12/2024": ["g1"], "hieu-luc=all&f-next_test-den=2026-12-31": ["g1"],
        "hieu-luc=all&f-cost-tu=7&f-cost-den=7": ["g1"], "hieu-luc=all&canh-bao=due": ["g1"], "hieu-luc=all&sap-xep=-ten": ["g2", "g1"],
        f"don-vi={cast.units['van_hoa'].pk}": [], "thieu=1": [], "f-depth-tu=50": ["g2"], "don-vi=abc": ["g2"],
    }  # fmt: skip
    assert {query: found(query) for query in table} == table
    assert office.get(at("entries", of.pk) + "?f-depth-tu=nhieu").status_code == 400
    assert "Bỏ lọc" in office.get(at("entries", of.pk) + "?q=khong+co").content.decode()


def test_lists_take_few_queries(cast, office):
    of = register(cast)
    for number in range(12):
        well(cast, of, code=f"G{number}", who="an", keeper=cast.people["an"].pk)
    review = services.review_open(actor=cast.actor("an"), register=of, opens_on=AT.date(), closes_on=AT.date())
    for name, url in (
        ("list", at("list")), ("entries", at("entries", of.pk)), ("as of", at("entries", of.pk) + "?ngay=2026-11-01"),
        ("review", at("review", review.pk)), ("figures", at("figures", of.pk)),
    ):  # fmt: skip
        office.get(url)
        with queries("registers", name, is_list=True):
            assert office.get(url).status_code == 200


def test_a_list_leaves_as_a_workbook_or_csv_without_formulas(cast, office):
    of = register(cast)
    well(cast, of, who="an", note="=1+1", tested_on="01/02/2026", cost="5")
    text = b"".join(office.get(at("export", of.pk) + "?dang=csv").streaming_content).decode()
    assert "'=1+1" in text
    answer = office.get(at("export", of.pk))
    assert answer["Content-Disposition"].endswith('wells.xlsx"')
    from giaoban.kernel.extract import extract

    read = extract(answer.content, name="wells.xlsx").text
    assert "=1+1" in read
    assert "01/02/2026" in read


def test_a_file_goes_through_its_pages(cast, office):
    of = register(cast)
    assert office.post(at("imports", of.pk), {"file": upload("một dòng")}).status_code == 422
    office.post(at("imports", of.pk), {"file": upload("Ký hiệu lạ;Độ sâu;Chi phí\nG1;20;5\nG2;999;7\n")})
    batch = ImportBatch.objects.get()
    page = office.get(at("import", batch.pk)).content.decode()
    assert "Chưa cột nào" in page
    office.post(at("import", batch.pk), {"viec": "cot", "c0": "code", "c1": "depth", "c2": "cost", "u2": "1000"})
    page = office.get(at("import", batch.pk))
    assert "lớn hơn mức lớn nhất" in page.content.decode(), "refused rows are shown first"
    assert "Thêm mục mới" in office.get(at("import", batch.pk) + "?loai=new").content.decode()
    digest = page.context["confirm"].initial["digest"]
    sent = {"digest": digest, "mode": "change", "on": "2026-01-01"}
    assert office.post(at("import", batch.pk), {**sent, "mode": "correct"}).status_code == 422
    refused = office.post(at("import", batch.pk), sent)
    assert (refused.status_code, "chưa dòng nào được ghi" in refused.content.decode()) == (422, True)
    office.post(at("import", batch.pk), {**sent, "good": "on"})
    assert Entry.objects.get().data["cost"] == "5000"
    assert "Đã ghi" in office.get(at("imports", of.pk)).content.decode() or ImportBatch.objects.get().state == "applied"
    office.post(at("import_undo", batch.pk), {"reason": ""})
    assert not Entry.objects.get().void
    done = office.post(at("import_undo", batch.pk), {"reason": "Nhầm tệp"}, follow=True).content.decode()
    assert "Đã hoàn tác 1 mục" in done
    assert Entry.objects.get().void


def editor_data(page):
    """What the editor's forms would send as they stand."""
    forms = page.context["forms"]
    data = {}
    for form in [forms.head, *(row for rows in forms.sets.values() for row in [rows.management_form, *rows.forms])]:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = "on" if value is True else value
    return data


def test_a_definition_is_edited_as_rows_seen_on_real_entries_and_published(cast, office):
    of = register(cast)
    entry = well(cast, of, who="an", depth="200")
    assert office.get(at("edit", of.pk)).status_code == 302, "without a draft there is nothing to edit"
    page = office.post(at("edit", of.pk), {"mo": "1"}, follow=True)
    data = editor_data(page)
    more = office.post(at("edit", of.pk), {**data, "them": "fields"})
    row = len(more.context["forms"].sets["fields"].forms) - 1
    data = editor_data(more) | {
        f"fields-{row}-{name}": value
        for name, value in {
            "name": "owner",
            "label": "Chủ hộ",
            "kind": "text",
            "level": "0",
            "listed": "on",
            "default": "Chưa rõ",
            "ORDER": "99",
        }.items()
    }
    data["fields-2-most"] = "100"
    bad = office.post(at("edit", of.pk), {**data, "fields-11-derive": "tested_on + word"})
    assert bad.status_code == 200, [rows.errors for rows in bad.context["forms"].sets.values()]
    assert "Dự thảo còn" in bad.content.decode()
    shown = office.post(at("edit", of.pk), {**data, "xem": "1"}, follow=True).content.decode()
    assert "Mục cần bổ sung" in shown
    assert "lớn hơn mức lớn nhất 100" in shown
    draft = selectors.draft_of(cast.actor("an"), of)
    assert draft.definition.field("owner").default == "Chưa rõ"
    office.post(at("preview", draft.pk), {"note": "Thêm chủ hộ"})
    entry.refresh_from_db()
    assert (entry.data.get("owner"), entry.lacks) == ("Chưa rõ", True)
    versions = office.get(at("versions", of.pk)).content.decode()
    assert "Thêm chủ hộ" in versions
    assert 'label_vi = "Chủ hộ"' in office.get(at("toml", draft.pk)).content.decode()
    assert "Chủ hộ" in office.get(at("version", draft.pk)).content.decode()
    assert office.get(at("preview", draft.pk)).status_code == 302
    assert "Cần bổ sung" in office.get(at("entries", of.pk) + "?thieu=1").content.decode()


def test_a_draft_comes_from_a_file_or_is_given_up(cast, office):
    of = register(cast)
    office.post(at("edit", of.pk), {"mo": "1"})
    told = office.post(at("edit", of.pk), {"file": upload("id = ", "x.toml")}, follow=True).content.decode()
    assert "không đọc được" in told
    office.post(at("edit", of.pk), {"file": upload(SMALL.replace("Giếng khoan", "Giếng làng"), "x.toml")})
    draft = selectors.draft_of(cast.actor("an"), of)
    assert draft.definition.name == "Giếng làng"
    bad = editor_data(office.get(at("edit", of.pk))) | {"head-name": ""}
    assert office.post(at("edit", of.pk), bad).status_code == 422
    services.draft_save(
        actor=cast.actor("an"), draft=draft, definition=draft.definition.__class__(id="wells", version=2, name="X")
    )
    assert "Sổ chưa có trường nào" in office.get(at("preview", draft.pk)).content.decode()
    office.post(at("preview", draft.pk))
    assert selectors.draft_of(cast.actor("an"), of) is not None
    office.post(at("drop", draft.pk))
    assert selectors.draft_of(cast.actor("an"), of) is None
    assert office.post(at("edit", of.pk), {"luu": "1"}).status_code == 409


def test_entries_merge_on_their_page(cast, office):
    of = register(cast)
    one, two = well(cast, of, who="an"), well(cast, of, code="G2", who="an")
    assert "Tiếp tục" in office.get(at("merge", of.pk) + "?q=g").content.decode()
    url = at("merge", of.pk) + f"?muc={one.pk}&muc={two.pk}"
    assert "Các mục kết thúc" in office.get(url).content.decode()
    sent = {"muc": [one.pk, two.pk], "ghi": "1", "code": "G9", "_tu_ngay": "2026-06-01"}
    assert office.post(at("merge", of.pk), sent).status_code == 422
    page = office.post(at("merge", of.pk), {**sent, "_ly_do": "QĐ 12"}, follow=True).content.decode()
    assert "Hình thành từ" in page
    one.refresh_from_db()
    assert "G9" in office.get(at("entry", one.pk)).content.decode()


def test_a_review_is_opened_answered_and_closed_on_its_pages(cast, office):
    of = catalog(cast, "it-assets")
    assert "2026-12-20" in office.get(at("reviews", of.pk)).content.decode()
    services.entry_create(actor=cast.actor("an"), register=of, typed={
        "code": "M1", "kind": "may_in", "unit": cast.units["van_hoa"].pk, "state": "tot"})  # fmt: skip
    bad = office.post(at("reviews", of.pk), {"opens_on": "2026-12-01", "closes_on": "2026-11-01"})
    assert bad.status_code == 422
    office.post(at("reviews", of.pk), {"opens_on": "2026-11-01", "closes_on": "2026-11-10", "note": "Kiểm kê"})
    review = Review.objects.get()
    page = office.get(at("review", review.pk) + f"?don-vi={cast.units['van_hoa'].pk}").content.decode()
    assert "Quá hạn" in page
    assert "Đang rà soát" in office.get(at("list")).content.decode()
    office.post(at("review", review.pk), {"muc": [review.lines.get().pk]})
    assert review.lines.get().outcome == "confirmed"
    office.post(at("review", review.pk), {"viec": "dong"})
    told = office.post(at("review", review.pk), {"muc": ["1"]}, follow=True).content.decode()
    assert "đã kết thúc" in told.lower()


def test_figures_are_shown_recorded_and_traced_on_their_pages(cast, office):
    of = register(cast)
    well(cast, of, who="an", clean="có")
    page = office.get(at("figures", of.pk)).content.decode()
    assert "1 / 1 giếng" in page
    office.post(at("figures", of.pk), {"ky": "2026-11"})
    calculation = selectors.calculations(cast.actor("an"), of).filter(indicator="wells.clean")[0]
    shown = office.get(at("calculation", calculation.pk)).content.decode()
    assert "count(clean)" in shown
    assert f"ngay={AT:%Y-%m-%d}" in shown
    assert "chưa tính được" in office.get(at("figures", of.pk) + "?ky=2019").content.decode()
    assert office.post(at("figures", of.pk), {"ky": "2019"}).status_code == 302
    empty = register(cast, SMALL.replace('"wells"', '"bare"').split("[[indicators]]")[0])
    assert "chưa có chỉ tiêu" in office.get(at("figures", empty.pk)).content.decode()
