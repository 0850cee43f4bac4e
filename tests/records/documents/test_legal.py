"""The register of legal documents: loaded from the room's file, corrected by each body for itself, searched, and given to the checker."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.ground import journal
from giaoban.kernel.problems import Problem
from giaoban.records.documents import legal, registering, selectors
from giaoban.records.documents.legal import Facts, shipped
from giaoban.records.documents.models import LegalDocument
from tests.pages import client_of, text_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
NEW = Facts(number="12/2026/NĐ-CP", kind="Nghị định", issuer="Chính phủ", title="Việc mới", confidence="verified")


def refused(call, **kwargs):
    with pytest.raises(Problem) as caught:
        call(**kwargs)
    return caught.value.code


def shared(number):
    return LegalDocument.objects.get(body=None, key=legal.key_of(number))


def test_the_file_is_sound_and_every_row_says_where_it_is_from():
    rows = shipped()
    assert len(rows) > 100
    assert len({(legal.key_of(r.number), r.kind, legal.year_of(r), r.issuer) for r in rows}) == len(rows)
    for row in rows:
        registering.require_sound(row)
        assert row.kind in legal.KINDS, row
        assert all((row.source, row.topic, row.title)), row
        assert row.confidence in dict(legal.CONFIDENCE), row
    numbers = {legal.key_of(r.number) for r in rows}
    assert {legal.key_of(r.replaced_by) for r in rows if r.replaced_by} <= numbers, (
        "what replaces is in the register too"
    )
    assert "30/2020/NĐ-CP" in {r.number for r in rows if r.confidence == "verified"}


def test_the_register_is_there_after_migration_and_loading_again_changes_nothing(django_assert_num_queries):
    assert LegalDocument.objects.filter(body=None).count() == len(shipped())
    with django_assert_num_queries(1):
        assert legal.load() == 0


def test_a_new_edition_of_the_file_corrects_what_is_shared_and_leaves_what_offices_wrote(cast, monkeypatch):
    own = registering.legal_save(actor=cast.actor("binh"), facts=NEW)
    newer = [
        Facts(number="30/2020/NĐ-CP", kind="Nghị định", issuer="Chính phủ", title="Tên mới", source="x", topic="y"),
        NEW,
    ]
    monkeypatch.setattr(legal, "shipped", lambda: newer)
    assert legal.load() == 2
    assert shared("30/2020/NĐ-CP").title == "Tên mới"
    own.refresh_from_db()
    assert (own.body, own.title) == (cast.bodies["ubnd"], "Việc mới")


def test_correcting_a_shared_entry_makes_one_of_the_body_and_other_bodies_see_the_old_one(cast):
    row = shared("104/2025/UBTVQH15")
    facts = Facts(
        number=row.number,
        kind=row.kind,
        issuer=row.issuer,
        title="Quy chế mẫu",
        source="Công báo",
        confidence="verified",
    )
    own = registering.legal_save(actor=cast.actor("binh"), facts=facts, row=row)
    mine = selectors.legal_by_number(cast.actor("binh"), "104/2025/UBTVQH15")
    theirs = selectors.legal_by_number(cast.actor("dung"), "104/2025/ubtvqh15")
    assert (mine, theirs) == ([own], [row])
    assert journal.history(own)[0].verb == "documents.legal"
    registering.legal_remove(actor=cast.actor("binh"), row=own, reason="Ghi nhầm")
    assert selectors.legal_by_number(cast.actor("binh"), row.number) == [row]
    assert refused(registering.legal_remove, actor=cast.actor("binh"), row=row, reason="x") == "DOC-014"


def test_a_replacement_ends_the_old_document_on_the_day(cast):
    row = registering.legal_save(actor=cast.actor("binh"), facts=NEW)
    row = registering.legal_replace(actor=cast.actor("binh"), row=row, number="15/2026/NĐ-CP", on=date(2026, 11, 1))
    assert (row.replaced_by, row.valid_to) == ("15/2026/NĐ-CP", date(2026, 11, 1))
    assert legal.states_on(row, date(2026, 11, 1))[0] == "Hết hiệu lực"
    assert legal.states_on(row, date(2026, 10, 31))[0] == "Còn hiệu lực"
    assert legal.states_on(shared("43/2011/NĐ-CP"), date(2026, 10, 31))[0] == "Đã được thay thế"
    assert legal.states_on(shared("351/2025/NĐ-CP"), date(2026, 10, 31))[0] == "Chưa ghi ngày hiệu lực"
    assert legal.states_on(shared("118/2025/NĐ-CP"), date(2025, 6, 30))[0] == "Chưa có hiệu lực"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "ba mươi"}, "DOC-010"),
        ({"replaced_by": "số 7"}, "DOC-010"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 2, 1)}, "DOC-012"),
        ({"replaced_by": "12/2026/nđ-cp"}, "DOC-013"),
    ],
)
def test_entries_that_cannot_be_are_refused(cast, changes, code):
    facts = Facts(**{**{name: getattr(NEW, name) for name in legal.FIELDS}, **changes})
    assert refused(registering.legal_save, actor=cast.actor("binh"), facts=facts) == code
    assert refused(registering.legal_save, actor=cast.actor("giang"), facts=NEW) == "ACC-001"


def test_one_body_keeps_one_entry_of_a_number(cast):
    registering.legal_save(actor=cast.actor("binh"), facts=NEW)
    assert refused(registering.legal_save, actor=cast.actor("binh"), facts=NEW) == "DOC-011"
    assert registering.legal_save(actor=cast.actor("dung"), facts=NEW).body == cast.bodies["ubnd_tl"]


OF_2019 = Facts(
    number="318/QĐ-TTg",
    kind="Quyết định",
    issuer="Thủ tướng Chính phủ",
    title="Việc của năm 2019",
    issued_on=date(2019, 3, 15),
    confidence="verified",
)


def test_one_number_of_two_years_is_two_documents(cast):
    binh = cast.actor("binh")
    own = registering.legal_save(actor=binh, facts=OF_2019)
    of_2022 = shared("318/QĐ-TTg")
    assert (own.corrects, LegalDocument.objects.get(pk=own.pk).year, of_2022.year) == (None, 2019, 2022)
    assert selectors.legal_by_number(binh, "318/QĐ-TTg") == [of_2022, own]
    assert selectors.legal_by_number(binh, "318/QĐ-TTg", on=date(2020, 1, 1)) == [own]
    assert selectors.legal_by_number(binh, "318/QĐ-TTg", on=date(2022, 3, 8)) == [of_2022]
    assert selectors.legal_by_number(binh, "318/QĐ-TTg", on=date(2018, 1, 1)) == [of_2022, own], (
        "none was issued by then"
    )
    assert {row.issued_on.year for row in selectors.legal_known(body_id=own.body_id) if row.number == "318/QĐ-TTg"} == {
        2019,
        2022,
    }
    same = replace(OF_2019, issued_on=date(2019, 9, 1))
    assert refused(registering.legal_save, actor=binh, facts=same) == "DOC-011"
    province = registering.legal_save(actor=binh, facts=replace(OF_2019, issuer="UBND tỉnh"))
    assert province.pk != own.pk


def test_an_entry_without_a_day_of_issue_is_of_no_year_and_stands_beside_the_dated_ones(cast):
    binh = cast.actor("binh")
    undated = registering.legal_save(actor=binh, facts=replace(OF_2019, issued_on=None))
    assert LegalDocument.objects.get(pk=undated.pk).year == 0
    assert selectors.legal_by_number(binh, "318/QĐ-TTg", on=date(2024, 1, 1)) == [shared("318/QĐ-TTg"), undated]
    assert refused(registering.legal_save, actor=binh, facts=replace(OF_2019, issued_on=None)) == "DOC-011"


def test_correcting_the_year_of_a_shared_entry_still_stands_in_its_place(cast):
    binh, row = cast.actor("binh"), shared("318/QĐ-TTg")
    facts = replace(OF_2019, title=row.title)
    own = registering.legal_save(actor=binh, facts=facts, row=row)
    assert (own.corrects, selectors.legal_by_number(binh, "318/QĐ-TTg")) == (row, [own])
    assert selectors.legal_by_number(cast.actor("dung"), "318/QĐ-TTg") == [row]
    assert refused(registering.legal_save, actor=binh, facts=replace(facts, issued_on=None), row=row) == "DOC-011"
    again = registering.legal_save(actor=binh, facts=replace(facts, title="Khác"), row=own)
    assert (again.pk, again.corrects) == (own.pk, row)


def test_a_new_edition_gives_a_shared_entry_its_day_and_adds_the_document_of_another_year(cast, monkeypatch):
    row = shared("319/QĐ-TTg")
    assert row.year == 0
    told = Facts(**{name: getattr(row, name) for name in legal.FIELDS})
    newer = [replace(told, issued_on=date(2022, 3, 8)), replace(told, issued_on=date(2017, 3, 9), title="Năm khác")]
    monkeypatch.setattr(legal, "shipped", lambda: newer)
    assert (legal.load(), legal.load()) == (2, 0)
    found = LegalDocument.objects.filter(body=None, key=row.key).order_by("year")
    assert [(one.year, one.title) for one in found] == [(2017, "Năm khác"), (2022, row.title)]
    assert found[1].pk == row.pk


def test_the_entry_of_a_replaced_document_leads_to_the_one_issued_by_then(cast):
    registering.legal_save(actor=cast.actor("binh"), facts=replace(OF_2019, issued_on=date(2023, 3, 15)))
    page = client_of(cast).get(reverse("documents:legal", args=[shared("1980/QĐ-TTg").pk]))
    of_2022 = reverse("documents:legal", args=[shared("318/QĐ-TTg").pk])
    assert page.content.decode().count(f'href="{of_2022}"') == 1
    assert page.context["newer"] == [shared("318/QĐ-TTg")]


def test_the_checker_is_given_numbers_of_a_known_year_and_no_unverified_day_of_issue(cast, django_assert_num_queries):
    body = cast.bodies["ubnd"].pk
    with django_assert_num_queries(1):
        known = {row.number: row for row in selectors.legal_known(body_id=body)}
    assert known["318/QĐ-TTg"].issued_on == date(2022, 3, 8)
    assert "319/QĐ-TTg" not in known, "nobody has verified of what year it is"
    assert known["61/2018/NĐ-CP"].valid_to == date(2025, 7, 1)
    assert known["61/2018/NĐ-CP"].address.startswith("/van-ban/phap-luat/")
    assert known["77/2015/QH13"].issued_on is None
    own = registering.legal_save(actor=cast.actor("binh"), facts=NEW)
    assert {row.number for row in selectors.legal_known(body_id=body)} - set(known) == {own.number}
    assert own.number not in {row.number for row in selectors.legal_known(body_id=cast.bodies["ubnd_tl"].pk)}


def test_a_clerk_finds_adds_corrects_and_replaces_on_the_pages(cast):
    client = client_of(cast)
    url = reverse("documents:legal_list")
    client.get(url)
    with queries("documents", "legal_list", is_list=True):
        page = text_of(client.get(url))
    assert "Nghị định 30/2020/NĐ-CP" in text_of(client.get(url, {"q": "van thu"}))
    assert "Không có văn bản nào khớp" in text_of(client.get(url, {"q": "không hề có"}))
    assert "Đã kiểm chứng" in page
    fields = {
        "number": "99/2026/QĐ-UBND",
        "kind": "Quyết định",
        "title": "Quy chế của tỉnh",
        "confidence": "unverified",
    }
    page = client.post(reverse("documents:legal_create"), fields, follow=True)
    row = LegalDocument.objects.get(number="99/2026/QĐ-UBND")
    assert "Bản nháp: chưa ai đối chiếu" in text_of(page)
    wrong = client.post(reverse("documents:legal_edit", args=[row.pk]), {**fields, "number": "x"})
    assert (wrong.status_code, "chưa đúng dạng" in text_of(wrong)) == (422, True)
    page = client.post(
        reverse("documents:legal_replace", args=[row.pk]), {"number": "61/2018/NĐ-CP", "on": "2026-11-01"}, follow=True
    )
    assert "Nghị định 61/2018/NĐ-CP" in text_of(page)
    page = client.post(reverse("documents:legal_remove", args=[row.pk]), {"reason": "Nhầm"}, follow=True)
    assert not LegalDocument.objects.filter(pk=row.pk).exists()
    assert page.request["PATH_INFO"] == url


def test_a_stranger_sees_no_entry_of_another_body_and_who_only_reads_gets_no_buttons(cast):
    row = registering.legal_save(actor=cast.actor("binh"), facts=NEW)
    for name in ("legal", "legal_edit", "legal_replace"):
        assert client_of(cast, "dung").get(reverse(f"documents:{name}", args=[row.pk])).status_code == 404
    page = text_of(client_of(cast, "giang").get(reverse("documents:legal", args=[shared("30/2020/NĐ-CP").pk])))
    assert "Công tác văn thư" in page
    assert "Ghi văn bản thay thế" not in page
    assert client_of(cast, "giang").get(reverse("documents:legal_create")).status_code == 403
    assert Client().get(reverse("documents:legal_list")).status_code == 302
