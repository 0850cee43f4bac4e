"""The printed parts of a document follow the decree; the docx holds them."""

import io
from datetime import date

import docx
import pytest

from giaoban.ground.org.models import Post
from giaoban.records.documents.kinds import symbol_of
from giaoban.records.documents.letter import letter_of, place_and_day, recipient_lines, signed_as
from giaoban.records.documents.rendering import to_docx
from giaoban.records.documents.signing import Signer
from tests.cast import ON
from tests.records.documents.test_services import draft, issue

pytestmark = pytest.mark.django_db


def test_an_issued_notice_shows_every_part(cast):
    letter = letter_of(issue(cast, draft(cast)), on=ON)
    assert letter.head == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert letter.issuer == ("ỦY BAN NHÂN DÂN", "XÃ AN PHÚ")
    assert letter.number == "Số: 01/TB-UBND"
    assert letter.place_and_day == "An Phú, ngày 20 tháng 11 năm 2026"
    assert letter.kind == "THÔNG BÁO"
    assert letter.signed_as == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert letter.signer == "Nguyễn Văn An"
    assert letter.recipients == ("- Như thành phần họp;", "- Lưu: VT, VP.")


def test_a_vice_chair_signs_for_the_chair_and_a_head_by_order(cast):
    vice = letter_of(draft(cast, signer=Signer(cast.posts["hoa"].pk)), on=ON)
    assert vice.signed_as == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    head = letter_of(draft(cast, signer=Signer(cast.posts["cuong"].pk)), on=ON)
    assert head.signed_as == ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA – XÃ HỘI")


def test_a_draft_leaves_room_for_number_and_day(cast):
    letter = letter_of(draft(cast), on=ON)
    assert letter.draft
    assert letter.number.strip() == "Số:"
    assert letter.place_and_day == "An Phú, ngày      tháng      năm 2026"


def test_a_party_document_has_the_partys_head(cast):
    letter = letter_of(draft(cast, "khanh", body="dang_uy", signer=None), on=ON)
    assert letter.party
    assert letter.head[0] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert letter.issuer == ("ĐẢNG ỦY", "XÃ AN PHÚ")
    assert letter.signed_as == ()


@pytest.mark.parametrize(
    ("kind", "body", "name", "symbol"),
    [
        ("conclusion", "party", "Huyện ủy Sông Lô", "TB/HU"),
        ("letter", "party", "Đảng ủy xã An Phú", "CV/ĐU"),
        ("decision", "council", "Hội đồng nhân dân xã An Phú", "QĐ-HĐND"),
        ("letter", "committee", "Ủy ban nhân dân xã An Phú", "UBND"),
    ],
)
def test_a_symbol_names_kind_and_body(kind, body, name, symbol):
    assert symbol_of(kind, body_kind=body, body_name=name) == symbol


@pytest.mark.parametrize(
    ("rank", "title", "lines"),
    [
        ("chair", "Bí thư Huyện ủy", ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")),
        ("vice_chair", "Phó Bí thư Đảng ủy xã", ("T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "PHÓ BÍ THƯ")),
        ("head", "Chánh Văn phòng Huyện ủy", ("T/L BÍ THƯ", "CHÁNH VĂN PHÒNG")),
    ],
)
def test_the_party_signs_its_own_way(rank, title, lines):
    assert signed_as(Post(rank=rank, title=title), body_kind="party") == lines


def test_letters_and_party_documents_have_their_own_heads_in_the_docx(cast):
    letter = docx.Document(io.BytesIO(to_docx(letter_of(draft(cast, kind="letter", subject="Đôn đốc"), on=ON))))
    assert letter.tables[0].rows[0].cells[0].text.endswith("V/v Đôn đốc")
    party = draft(cast, "khanh", body="dang_uy", signer=None)
    made = docx.Document(io.BytesIO(to_docx(letter_of(party, on=ON))))
    left, right = made.tables[0].rows[0].cells
    assert "\n*\n" in left.text
    assert right.text.startswith("ĐẢNG CỘNG SẢN VIỆT NAM")


@pytest.mark.parametrize(
    ("area", "day", "words"),
    [
        ("Xã An Phú", date(2026, 2, 7), "An Phú, ngày 07 tháng 02 năm 2026"),
        ("Phường 7", date(2026, 3, 15), "Phường 7, ngày 15 tháng 3 năm 2026"),
        ("Thành phố Hải Phòng", date(2026, 12, 1), "Hải Phòng, ngày 01 tháng 12 năm 2026"),
    ],
)
def test_days_and_early_months_have_a_nought(area, day, words):
    assert place_and_day(area, day, on=day) == words


def test_the_file_copy_is_always_named_last():
    assert recipient_lines(["Lưu: VT", "Như trên."]) == ("- Như trên;", "- Lưu: VT.")
    assert recipient_lines([]) == ("- Lưu: VT.",)


def test_the_docx_holds_the_head_the_words_and_the_signature(cast):
    made = docx.Document(io.BytesIO(to_docx(letter_of(issue(cast, draft(cast)), on=ON))))
    head, foot = made.tables
    cells = [cell.text for cell in (*head.rows[0].cells, *foot.rows[0].cells)]
    assert cells[0].startswith("ỦY BAN NHÂN DÂN\nXÃ AN PHÚ")
    assert "Số: 01/TB-UBND" in cells[0]
    assert "ngày 20 tháng 11 năm 2026" in cells[1]
    assert cells[2] == "Nơi nhận:\n- Như thành phần họp;\n- Lưu: VT, VP."
    assert cells[3].endswith("Nguyễn Văn An")
    assert "1. Rà soát nhà văn hóa thôn." in [p.text for p in made.paragraphs]
    section = made.sections[0]
    assert [round(m.mm) for m in (section.top_margin, section.left_margin, section.right_margin)] == [20, 30, 15]
