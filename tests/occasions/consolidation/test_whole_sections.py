"""Whole sections moved, taken out, added, joined and renamed in Word come back as one change each; nothing a person edited is lost."""

import io
import shutil
import subprocess

import docx
import pytest
from docx.oxml.ns import qn

from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors, services
from giaoban.occasions.consolidation.merging import cased
from tests.occasions.consolidation.making import block, month, texts
from tests.occasions.consolidation.test_pages import address
from tests.occasions.consolidation.test_returning import decided, edited, sent_back, sides, taken_away
from tests.occasions.consolidation.test_sections import headings
from tests.pages import client_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
SOFFICE = shutil.which("soffice")
RESULTS, LIMITS, CAUSES = "KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "TỒN TẠI", "NGUYÊN NHÂN"


class Word:
    """The draft's Word file, edited as a person does it."""

    def __init__(self, content):
        self.file = docx.Document(io.BytesIO(content))

    def title(self, words):
        return next(line for line in self.file.paragraphs if line.style.name == "Heading 1" and words in line.text)

    def section(self, words):
        """The elements of a section: its title with all below it, tables and pictures too, up to the next title."""
        found = [self.title(words)._p]
        for element in found[0].itersiblings():
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            if (style is not None and style.get(qn("w:val")) == "Heading1") or self.is_foot(element):
                return found
            found.append(element)
        raise AssertionError("the signature is missing")

    def is_foot(self, element):
        return element.tag == qn("w:tbl") and "Nơi nhận" in "".join(element.itertext())

    def move(self, words, before):
        there = self.title(before)._p
        for element in self.section(words):
            there.addprevious(element)

    def remove(self, words):
        for element in self.section(words):
            element.getparent().remove(element)

    def line(self, beginning):
        return next(line for line in self.file.paragraphs if line.text.startswith(beginning))

    def add(self, there, *lines):
        """New paragraphs before an element: (words, style)."""
        for text, style in lines:
            there.addprevious(self.file.add_paragraph(text, style=style)._p)

    def content(self):
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()


def returned_of(cast, made, word):
    return sent_back(cast, made, word.content())


def kinds(returned):
    return [(one["kind"], one["id"]) for one in returned.changes]


def all_taken(cast, made, returned):
    client_of(cast).post(address("changes", made.report, returned.pk), {"verb": "take_all"})


def titles(cast, made):
    """The titles as printed, without numbers."""
    return [one.partition(". ")[2] for one in headings(cast, made.report)]


def known(report):
    """All that the blocks of a report know, but their place."""
    return {one.pk: (one.text, one.fields, one.data, one.kind, one.version) for one in selectors.blocks(report)}


def test_a_section_moved_in_word_is_one_change_and_its_blocks_keep_all_they_know(cast):
    made = month(cast)
    before, order = known(made.report), titles(cast, made)
    word = Word(taken_away(cast, made))
    word.move("CÁC CHỈ TIÊU", before=LIMITS)
    word.move(RESULTS, before=LIMITS)
    word.move(CAUSES, before=RESULTS)
    returned = returned_of(cast, made, word)
    assert {kind for kind, _name in kinds(returned)} == {"section_moved"}
    assert len(returned.changes) == 2
    page = text_of(client_of(cast).get(address("changes", made.report, returned.pk)))
    assert ("Chuyển chỗ phần" in page, "Đứng sau phần" in page or "Đứng đầu báo cáo." in page) == (True, True)
    for place in (1, 0):
        decided(cast, made, returned, place, take=True)
    assert titles(cast, made) == [order[1], order[3], order[0], order[2], *order[4:]]
    assert known(made.report) == before, "words, numbers that know their observation, tables: all as they were"
    assert any(one.fields for one in selectors.blocks(made.report))
    assert returned_of(cast, made, word).changes == [], "the sections stand there now"


@pytest.mark.slow
def test_a_section_moved_on_both_sides_is_chosen_by_a_person(cast):
    made = month(cast)
    word = Word(taken_away(cast, made))
    word.move("NHIỆM VỤ TRỌNG TÂM", before=LIMITS)
    services.section_move(actor=cast.actor("an"), report=made.report, key="nhiem-vu", to="up")
    made.report.refresh_from_db()
    returned = returned_of(cast, made, word)
    assert sides(returned) == [("section_moved", "both")]
    page = text_of(client_of(cast).get(address("changes", made.report, returned.pk)))
    assert "Phần đã được chuyển chỗ trên trang." in page
    all_taken(cast, made, returned)
    assert "NHIỆM VỤ" in titles(cast, made)[4], "taking all leaves what both sides moved"
    decided(cast, made, returned, take=True)
    assert "NHIỆM VỤ" in titles(cast, made)[2]


def test_a_section_taken_out_in_word_waits_where_a_person_edited_it_meanwhile(cast):
    made = month(cast)
    word = Word(taken_away(cast, made))
    word.remove(LIMITS)
    returned = returned_of(cast, made, word)
    assert kinds(returned) == [("section_removed", "s-ton-tai")]
    assert "Nhà văn hóa thôn Đông xuống cấp." in [one["text"] for one in returned.changes[0]["members"]]
    edited(cast, made, "- Hai tuyến", "do mưa", "do mưa lớn")
    services.block_add(actor=cast.actor("an"), report=made.report, section="ton-tai", text="An thêm trên trang.")
    client, where = client_of(cast), address("changes", made.report, returned.pk)
    assert "vừa được sửa trong lúc đang xem" in text_of(client.post(where, {"verb": "take", "place": 0}, follow=True))
    returned.refresh_from_db()
    page = text_of(client.get(where))
    assert sides(returned) == [("section_removed", "both")]
    assert ("do mưa lớn" in page, "An thêm trên trang." in page) == (True, True), "what stands there now is shown"
    client.post(where, {"verb": "take_all"})
    assert "An thêm trên trang." in texts(made.report)
    client.post(where, {"verb": "take", "place": 0})
    assert not any(LIMITS in one for one in titles(cast, made))
    services.section_restore(actor=cast.actor("an"), report=made.report, key="ton-tai")
    assert "An thêm trên trang." in texts(made.report, "ton-tai"), "it can be brought back whole"


def test_a_new_section_of_word_comes_with_its_paragraphs_and_what_was_put_into_it(cast):
    made = month(cast)
    word = Word(taken_away(cast, made))
    goal = word.line("Đề nghị bố trí")._p
    word.add(
        word.title("NHIỆM VỤ TRỌNG TÂM")._p,
        ("VI. AN NINH, TRẬT TỰ UBND XÃ", "Heading 1"),
        ("1. Công an xã", "Heading 2"),
        ("Không có vụ việc phức tạp.", "Normal"),
    )
    word.title("NHIỆM VỤ TRỌNG TÂM")._p.addprevious(goal)
    word.add(word.section("NHIỆM VỤ TRỌNG TÂM")[-1], ("Họp giao ban.", "Normal"))
    returned = returned_of(cast, made, word)
    assert [one[0] for one in kinds(returned)] == ["section_added", "added"]
    whole = returned.changes[0]
    assert (whole["after"], [one["text"] for one in whole["members"]]) == (
        "An ninh, trật tự UBND xã", ["Công an xã", "Không có vụ việc phức tạp.", "Đề nghị bố trí vốn sửa chữa."]
    )  # fmt: skip
    page = text_of(client_of(cast).get(address("changes", made.report, returned.pk)))
    assert ("Thêm phần" in page, "Đứng sau phần “Giải pháp”." in page, "Gồm 3 đoạn, biểu" in page) == (True,) * 3
    before = block(made.report, "Đề nghị bố trí")
    all_taken(cast, made, returned)
    page = text_of(client_of(cast).get(address("changes", made.report, returned.pk)))
    assert "Đứng sau phần “Giải pháp”." in page, "the page tells it also after it was taken"
    made.report.refresh_from_db()
    assert titles(cast, made)[5] == "AN NINH, TRẬT TỰ UBND XÃ"
    key = next(row["key"] for row in made.report.sections if row["title"] == whole["after"])
    assert texts(made.report, key) == [one["text"] for one in whole["members"]]
    assert block(made.report, "Công an xã").data["level"] == 2
    assert block(made.report, "Đề nghị bố trí").pk == before.pk, "a block is moved, not written anew"
    assert returned_of(cast, made, word).changes == []
    word.add(word.title("NHIỆM VỤ TRỌNG TÂM")._p, ("Thêm câu trong Word.", "Normal"))
    (change,) = returned_of(cast, made, word).changes
    assert (change["kind"], change["after"]) == ("added", "Thêm câu trong Word."), "the section that was taken is known"


def test_a_title_deleted_in_word_joins_the_section_with_the_one_before(cast):
    made = month(cast)
    word = Word(taken_away(cast, made))
    word.title(CAUSES)._p.getparent().remove(word.title(CAUSES)._p)
    returned = returned_of(cast, made, word)
    assert [(one["kind"], one["into"], one["side"]) for one in returned.changes] == [
        ("section_removed", "ton-tai", "file")
    ]
    where = address("changes", made.report, returned.pk)
    assert "chuyển sang phần “Tồn tại, hạn chế”" in text_of(client_of(cast).get(where))
    inside = texts(made.report, "nguyen-nhan")
    services.section_rename(
        actor=cast.actor("an"), report=made.report, key="nguyen-nhan", before="Nguyên nhân", title="Nguyên nhân chính"
    )
    with pytest.raises(Problem) as caught:
        decided(cast, made, returned, take=True)
    assert caught.value.code == "CNS-021"
    returned = services.returned_renew(actor=cast.actor("binh"), report=made.report, returned=returned)
    assert sides(returned) == [("section_removed", "both")]
    decided(cast, made, returned, take=True)
    assert texts(made.report, "ton-tai")[-len(inside) :] == inside
    assert not any(CAUSES in one for one in titles(cast, made))


@pytest.mark.slow
def test_a_title_typed_anew_in_word_renames_the_section(cast):
    made = month(cast)
    word = Word(taken_away(cast, made))
    old = word.title(LIMITS)._p
    word.add(old, ("III. KHÓ KHĂN LỚN NHẤT", "Heading 1"))
    old.getparent().remove(old)
    returned = returned_of(cast, made, word)
    assert [(one["kind"], one["id"], one["after"]) for one in returned.changes] == [
        ("text", "s-ton-tai", "Khó khăn lớn nhất")
    ]
    services.section_remove(actor=cast.actor("an"), report=made.report, key="ton-tai")
    returned = services.returned_renew(actor=cast.actor("binh"), report=made.report, returned=returned)
    assert sides(returned) == [("text", "both")]
    assert "Phần đã bỏ khỏi báo cáo." in text_of(client_of(cast).get(address("changes", made.report, returned.pk)))
    decided(cast, made, returned, take=True)
    assert titles(cast, made)[2] == "KHÓ KHĂN LỚN NHẤT", "the section comes back under its new title"


def test_the_part_of_a_unit_moves_goes_and_comes_as_one_change(cast):
    made = month(cast)
    inside = texts(made.report, "ket-qua")
    word = Word(taken_away(cast, made))
    lines = word.section(RESULTS)
    second = next(at for at, one in enumerate(lines) if "".join(one.itertext()).startswith("2. "))
    for element in lines[second:]:
        lines[1].addprevious(element)
    word.add(word.title(CAUSES)._p, ("3. Công an xã", "Heading 2"), ("Còn hai vụ việc.", "Normal"))
    gone = next(at for at, one in enumerate(word.section(LIMITS)) if "".join(one.itertext()).startswith("1. "))
    for element in word.section(LIMITS)[gone : gone + 2]:
        element.getparent().remove(element)
    returned = returned_of(cast, made, word)
    found = {one["kind"]: [each["text"] for each in one["members"]] for one in returned.changes}
    assert sorted(found) == ["added", "moved", "removed"]
    assert found["added"] == ["Còn hai vụ việc."]
    page = text_of(client_of(cast).get(address("changes", made.report, returned.pk)))
    assert all(words in page for words in ("Thêm cả mục", "Chuyển chỗ mục", "Bỏ mục"))
    all_taken(cast, made, returned)
    assert texts(made.report, "ket-qua") == inside[second - 1 :] + inside[: second - 1]
    assert texts(made.report, "ton-tai")[-2:] == ["Công an xã", "Còn hai vụ việc."]
    assert not any("Hai tuyến" in one for one in texts(made.report, "ton-tai"))
    assert returned_of(cast, made, word).changes == []


def test_titles_typed_in_capitals_become_sentences_without_spoiling_short_names():
    assert cased("CÔNG TÁC CCHC CỦA UBND VÀ NGHỀ NGHIỆP QUÝ IV", "") == "Công tác CCHC của UBND và nghề nghiệp quý IV"
    assert cased("Công tác CCHC", "") == "Công tác CCHC"


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_sections_come_back_the_same_after_libreoffice_saved_the_file(cast, tmp_path):
    made = month(cast)
    before = known(made.report)
    word = Word(taken_away(cast, made))
    word.move("CÁC CHỈ TIÊU", before=CAUSES)
    word.remove("GIẢI PHÁP")
    word.add(word.title("NHIỆM VỤ TRỌNG TÂM")._p, ("AN NINH, TRẬT TỰ", "Heading 1"), ("Địa bàn ổn định.", "Normal"))
    plain = [(one["kind"], one["id"], one["after"]) for one in returned_of(cast, made, word).changes]
    (tmp_path / "a.docx").write_bytes(word.content())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        tmp_path / "out",
        tmp_path / "a.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    returned = sent_back(cast, made, (tmp_path / "out" / "a.docx").read_bytes())
    assert [(one["kind"], one["id"], one["after"]) for one in returned.changes] == plain
    assert sorted(kind for kind, _id, _after in plain) == ["section_added", "section_moved", "section_removed"]
    all_taken(cast, made, returned)
    assert titles(cast, made)[1:3] == ["TỒN TẠI, HẠN CHẾ", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU"]
    after = known(made.report)
    assert {pk: after[pk] for pk in before if pk in after} == {pk: before[pk] for pk in before if pk in after}
    assert len(before.keys() - after.keys()) >= 1
