"""A Word file comes back to a report that went on meanwhile: what one side did is ready, what both did is put side by side."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from giaoban.kernel import docform
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import reader, selectors, services
from giaoban.occasions.consolidation.merging import cased
from giaoban.occasions.consolidation.models import Returned
from giaoban.occasions.consolidation.refreshing import refresh_of
from giaoban.occasions.reports.confined import Bounds
from tests.occasions.consolidation.making import block, month, observed, texts
from tests.occasions.consolidation.test_pages import address, changed
from tests.pages import client_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
REVENUE = "Thu ngân sách trên địa bàn từ"


def taken_away(cast, made):
    """The report's Word file as a clerk downloads it."""
    return docform.docx_bytes(services.edition_take(actor=cast.actor("binh"), report=made.report), pictures=False)


def sent_back(cast, made, content, *pairs):
    return services.returned_receive(
        actor=cast.actor("binh"), report=made.report, content=changed(content, *pairs), name="a.docx"
    )


def edited(cast, made, beginning, before, after):
    row = block(made.report, beginning)
    services.block_edit(
        actor=cast.actor("an"), report=made.report, block_id=row.pk, version=row.version, text=row.text.replace(before, after)
    )  # fmt: skip


def decided(cast, made, returned, place=0, **how):
    services.change_decide(actor=cast.actor("binh"), report=made.report, returned=returned, place=place, **how)


def sides(returned):
    return [(one["kind"], one["side"]) for one in returned.changes if one["state"] == "waiting"]


def test_what_only_the_file_changed_is_ready_and_what_only_the_page_changed_stays(cast):
    made = month(cast)
    word = taken_away(cast, made)
    edited(cast, made, "- Hai tuyến", "do mưa", "do thiếu vật liệu")
    services.block_add(actor=cast.actor("an"), report=made.report, section="ton-tai", text="An thêm trên trang.")
    returned = sent_back(cast, made, word, ("xuống cấp", "dột nát"))
    assert returned.edition.report == made.report
    assert sides(returned) == [("text", "file")], "neither An's words nor An's new paragraph are changes of the file"
    decided(cast, made, returned, take=True)
    found = texts(made.report, "ton-tai")
    assert {"Nhà văn hóa thôn Đông dột nát.", "An thêm trên trang."} <= set(found)
    assert "- Hai tuyến đường thôn chậm thi công do thiếu vật liệu." in found
    assert sent_back(cast, made, word, ("xuống cấp", "dột nát")).changes == [], "what is in the report is no change"


def test_edits_of_both_sides_that_do_not_meet_are_offered_in_one_text(cast):
    made = month(cast)
    word = taken_away(cast, made)
    edited(cast, made, "- Hai tuyến", "do mưa", "do mưa lớn")
    returned = sent_back(cast, made, word, ("Hai tuyến đường", "Ba tuyến đường"))
    (change,) = returned.changes
    assert (change["side"], change["now"]) == ("both", "- Hai tuyến đường thôn chậm thi công do mưa lớn.")
    assert change["combined"] == "- Ba tuyến đường thôn chậm thi công do mưa lớn."
    client = client_of(cast)
    where = address("changes", made.report, returned.pk)
    page = text_of(client.get(where))
    assert f"{change['combined']}</textarea>" in page
    assert "còn 1 chỗ chờ quyết định" in text_of(client.get(address("report", made.report)))
    client.post(where, {"verb": "take_all"})
    assert change["now"] in texts(made.report), "taking all takes only what one side changed"
    client.post(where, {"verb": "combine", "place": 0, "text": change["combined"]})
    assert change["combined"] in texts(made.report)


@pytest.mark.parametrize(
    ("take", "wanted"),
    [(True, "- Hai tuyến đường thôn đã xong."), (False, "- Hai tuyến đường thôn chậm thi công do thiếu đá.")],
)
def test_edits_that_meet_are_chosen_by_a_person(cast, take, wanted):
    made = month(cast)
    word = taken_away(cast, made)
    edited(cast, made, "- Hai tuyến", "do mưa", "do thiếu đá")
    returned = sent_back(cast, made, word, ("chậm thi công do mưa", "đã xong"))
    assert [(one["side"], one["combined"]) for one in returned.changes] == [("both", "")]
    decided(cast, made, returned, take=take)
    assert wanted in texts(made.report)


def test_a_number_taken_anew_on_the_page_goes_into_the_words_of_the_file(cast):
    made = month(cast)
    actor = cast.actor("binh")
    word = taken_away(cast, made)
    observed(cast, made.indicator, "2026-01..2026-10", 8250)
    services.refresh_apply(actor=actor, report=made.report, token=refresh_of(actor, made.report).token)
    returned = sent_back(cast, made, word, ("từ đầu năm đạt", "mười tháng đạt"))
    assert sides(returned) == [("text", "file")]
    decided(cast, made, returned, take=True)
    row = block(made.report, "Thu ngân sách trên địa bàn mười tháng")
    assert "đạt 8.250 triệu đồng" in row.text
    assert row.fields[0]["observation"] != made.observation.pk, "of the revision that was taken on the page"


def test_a_number_typed_in_the_file_against_one_taken_anew_is_chosen_and_then_found(cast):
    made = month(cast)
    actor = cast.actor("binh")
    word = taken_away(cast, made)
    observed(cast, made.indicator, "2026-01..2026-10", 8250)
    services.refresh_apply(actor=actor, report=made.report, token=refresh_of(actor, made.report).token)
    returned = sent_back(cast, made, word, (">8.105<", ">8.200<"))
    ((place, change),) = [(n, one) for n, one in enumerate(returned.changes) if one["state"] == "waiting"]
    assert (change["kind"], change["side"], change["combined"]) == ("text", "both", "")
    assert ("8.250" in change["now"], "8.200" in change["after"]) == (True, True)
    decided(cast, made, returned, place, take=True)
    row = block(made.report, REVENUE)
    (finding,) = selectors.checked(actor, made.report, selectors.blocks(made.report)).findings[row.pk]
    assert (finding.kind, finding.quote, finding.recorded.words) == ("typed", "8.200", "8.250")
    with pytest.raises(Problem) as caught:
        services.consolidated_issue(actor=cast.actor("an"), report=made.report)
    assert caught.value.code == "CNS-006"


def test_what_one_side_took_out_and_the_other_edited_is_chosen(cast):
    made = month(cast)
    word = taken_away(cast, made)
    edited(cast, made, "Đề nghị bố trí", "Đề nghị", "Kính đề nghị")
    gone = block(made.report, "Nhà văn hóa")
    services.block_remove(actor=cast.actor("an"), report=made.report, block_id=gone.pk, version=gone.version)
    file = docx.Document(io.BytesIO(changed(word, ("xuống cấp", "dột nát"))))
    line = next(one for one in file.paragraphs if one.text.startswith("Đề nghị bố trí"))
    line._p.getparent().remove(line._p)
    out = io.BytesIO()
    file.save(out)
    returned = sent_back(cast, made, out.getvalue())
    found = {one["kind"]: (n, one["side"], one["gone"]) for n, one in enumerate(returned.changes)}
    assert {kind: rest for kind, (_n, *rest) in found.items()} == {"text": ["both", True], "removed": ["both", False]}
    page = text_of(client_of(cast).get(address("changes", made.report, returned.pk)))
    assert ("Đoạn đã bỏ khỏi báo cáo." in page, "Đoạn bị xóa." in page) == (True, True)
    for place, *_rest in found.values():
        decided(cast, made, returned, place, take=True)
    assert "Nhà văn hóa thôn Đông dột nát." in texts(made.report, "ton-tai"), "brought back with the file's words"
    assert not any("đề nghị bố trí" in text for text in texts(made.report))


def test_a_block_edited_after_the_file_came_is_shown_from_both_sides(cast):
    made = month(cast)
    returned = sent_back(cast, made, taken_away(cast, made), ("xuống cấp", "dột nát"))
    assert sides(returned) == [("text", "file")]
    edited(cast, made, "Nhà văn hóa", "thôn Đông", "ở thôn Đông")
    client = client_of(cast)
    where = address("changes", made.report, returned.pk)
    assert "vừa được" in text_of(client.post(where, {"verb": "take", "place": 0}, follow=True))
    returned.refresh_from_db()
    (change,) = returned.changes
    assert (change["side"], change["combined"]) == ("both", "Nhà văn hóa ở thôn Đông dột nát.")
    client.post(where, {"verb": "combine", "place": 0, "text": change["combined"]})
    assert "Nhà văn hóa ở thôn Đông dột nát." in texts(made.report)


def test_titles_of_the_report_and_its_sections_come_back_too(cast):
    made = month(cast)
    word = taken_away(cast, made)
    returned = sent_back(
        cast, made, word, ("TỒN TẠI, HẠN CHẾ", "TỒN TẠI, HẠN CHẾ CỦA XÃ"), (made.report.title, "Tên từ Word")
    )
    assert sorted((one["id"], one["side"], one["after"]) for one in returned.changes) == [
        ("@about", "file", "Tên từ Word"), ("s-ton-tai", "file", "Tồn tại, hạn chế của xã")
    ]  # fmt: skip
    services.section_rename(
        actor=cast.actor("an"), report=made.report, key="ton-tai", before="Tồn tại, hạn chế", title="Tồn tại"
    )
    client = client_of(cast)
    where = address("changes", made.report, returned.pk)
    client.post(where, {"verb": "take_all"})
    returned.refresh_from_db()
    made.report.refresh_from_db()
    assert made.report.title == "Tên từ Word"
    place, change = next((n, one) for n, one in enumerate(returned.changes) if one["state"] == "waiting")
    assert (change["side"], change["now"]) == ("both", "Tồn tại"), "the title that An gave is not overwritten"
    client.post(where, {"verb": "take", "place": place})
    made.report.refresh_from_db()
    assert "Tồn tại, hạn chế của xã" in [row["title"] for row in made.report.sections]
    assert cased("Ý KIẾN UBND", "Ý kiến UBND xã") == "Ý kiến UBND"
    assert cased("Ý kiến Khác", "Ý kiến") == "Ý kiến Khác"


@pytest.mark.slow
def test_a_move_in_the_file_is_ready_unless_the_block_went_elsewhere_on_the_page(cast):
    made = month(cast)
    file = docx.Document(io.BytesIO(taken_away(cast, made)))
    lines = {line.text: line for line in file.paragraphs}
    goal = next(line for text, line in lines.items() if text.startswith("Đề nghị bố trí"))
    goal._p.addnext(lines["Nhà văn hóa thôn Đông xuống cấp."]._p)
    out = io.BytesIO()
    file.save(out)
    assert sides(sent_back(cast, made, out.getvalue())) == [("moved", "file")]
    row = block(made.report, "Nhà văn hóa")
    services.block_move(actor=cast.actor("an"), report=made.report, block_id=row.pk, to="section:nhiem-vu")
    returned = sent_back(cast, made, out.getvalue())
    assert sides(returned) == [("moved", "both")]
    assert "Đoạn đã chuyển sang phần khác." in text_of(
        client_of(cast).get(address("changes", made.report, returned.pk))
    )
    decided(cast, made, returned, take=True)
    assert texts(made.report, "giai-phap")[-1] == "Nhà văn hóa thôn Đông xuống cấp."
    assert sent_back(cast, made, out.getvalue()).changes == []


def test_a_file_of_unknown_edition_is_compared_with_the_report_as_it_is(cast):
    made = month(cast)
    word = taken_away(cast, made)
    made.report.editions.all().delete()
    returned = sent_back(cast, made, word, ("xuống cấp", "dột nát"))
    assert (returned.edition, sides(returned)) == (None, [("text", "file")])
    page = text_of(client_of(cast).get(address("changes", made.report, returned.pk)))
    assert "Không rõ tệp này sửa từ bản nào" in page
    edited(cast, made, "Nhà văn hóa", "thôn Đông", "thôn Tây")
    services.returned_renew(actor=cast.actor("binh"), report=made.report, returned=returned)
    returned.refresh_from_db()
    assert (returned.changes[0]["side"], returned.changes[0]["now"]) == ("both", "Nhà văn hóa thôn Tây xuống cấp.")


@pytest.mark.slow
def test_a_draft_taken_away_twice_unchanged_is_one_edition_and_the_history_tells_it(cast):
    made = month(cast)
    client = client_of(cast)
    first, second = (client.get(address("docx", made.report)).content for _ in range(2))
    assert first == second
    assert made.report.editions.count() == 1
    edited(cast, made, "Nhà văn hóa", "thôn Đông", "thôn Tây")
    client.get(address("docx", made.report))
    assert made.report.editions.count() == 2
    assert "Tải bản Word để sửa" in text_of(client.get(address("history", made.report)))


def bomb(member):
    """A docx with a main part that unpacks to a thousand times its size, or whose entities multiply."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packing:
        packing.writestr("[Content_Types].xml", "<Types/>")
        with packing.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(24 if member == "zip" else 0):
                stream.write(b" " * (1 << 20))
            if member == "xml":
                lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
                stream.write(f'<!DOCTYPE b [<!ENTITY a0 "x">{lines}]><b>&a9;</b>'.encode())
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "codes"), [("zip", {"EXT-012"}), ("xml", {"EXT-005", "EXT-016"}), ("large", {"CNS-017"})]
)
def test_files_made_to_harm_are_refused_with_a_sentence_and_nothing_is_kept(cast, kind, codes):
    made = month(cast, culture=False)
    content = b"PK\x03\x04" + b"x" * (11 << 20) if kind == "large" else bomb(kind)
    with pytest.raises(Problem) as caught:
        services.returned_receive(actor=cast.actor("binh"), report=made.report, content=content, name="a.docx")
    assert caught.value.code in codes
    answer = client_of(cast).post(address("return", made.report), {"file": SimpleUploadedFile("a.docx", content)})
    assert answer.status_code == 422
    assert caught.value.sentence("vi") in text_of(answer)
    assert not Returned.objects.exists()


def test_a_file_that_takes_more_than_its_bounds_is_refused_with_a_sentence():
    content = docform.docx_bytes(
        docform.Document(letterhead=docform.Letterhead(("UBND",)), symbol="BC", place="", title="BÁO CÁO", about="")
    )
    with pytest.raises(Problem) as caught:
        reader.origin_of(content, name="a.docx", bounds=Bounds(wall=0.000001))
    assert (caught.value.code, "a.docx" in caught.value.sentence("vi")) == ("CNS-020", True)
    assert reader.origin_of(content, name="a.docx") == "", "the next file is read"
    assert "refused" in reader.work({"ask": "origin", "name": "b"}, b"")


def test_a_title_taken_off_a_table_in_the_file_does_not_take_the_table_out(cast):
    made = month(cast, culture=False)
    actor = cast.actor("binh")
    table = next(one for one in selectors.blocks(made.report) if one.kind == "table")
    services.block_edit(actor=actor, report=made.report, block_id=table.pk, version=1, text="Biểu chỉ tiêu")
    word = taken_away(cast, made)
    file = docx.Document(io.BytesIO(word))
    line = next(one for one in file.paragraphs if one.text == "Biểu chỉ tiêu")
    line._p.getparent().remove(line._p)
    out = io.BytesIO()
    file.save(out)
    (change,) = sent_back(cast, made, out.getvalue()).changes
    assert (change["kind"], change["part"], change["state"]) == ("removed", "caption", "refused")
    (change,) = sent_back(cast, made, word, ("Biểu chỉ tiêu", "Biểu chỉ tiêu tháng 10")).changes
    assert (change["kind"], change["state"], change["after"]) == ("text", "waiting", "Biểu chỉ tiêu tháng 10")
