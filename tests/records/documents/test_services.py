"""A document is drafted, issued with the next number of its body, and then changes no more."""

import unicodedata
from datetime import timedelta

import pytest

from giaoban.ground.numbering.models import Issued
from giaoban.ground.search.models import SearchRow
from giaoban.records.documents import selectors, services
from giaoban.records.documents.models import Document
from giaoban.records.documents.signing import Signer
from tests.cast import AT, ON
from tests.records.tasks.making import person, refusal

pytestmark = pytest.mark.django_db
TEXT = "Sau khi nghe báo cáo, Chủ tịch kết luận:\n1. Rà soát nhà văn hóa thôn.\n2. Giải ngân đúng tiến độ."


def draft(cast, who="binh", *, body="ubnd", **changes):
    fields = {
        "body_id": cast.bodies[body].pk,
        "kind": "conclusion",
        "subject": "Kết luận phiên họp tháng 11 năm 2026",
        "text": TEXT,
        "recipients": ["Như thành phần họp", "Lưu: VT, VP"],
        "signer": Signer(cast.posts["an"].pk),
    }
    return services.document_draft(actor=cast.actor(who), **{**fields, **changes})


def issue(cast, document, who="binh"):
    return services.document_issue(actor=cast.actor(who), document=document)


def test_documents_are_numbered_at_issue_without_holes(cast):
    first, second, third = draft(cast), draft(cast), draft(cast, kind="plan")
    assert (first.number, first.symbol) == (None, "")
    second = issue(cast, second)
    third = issue(cast, third)
    assert (second.symbol, third.symbol) == ("01/TB-UBND", "02/KH-UBND")
    assert (second.issued_on, second.state) == (ON, "issued")
    assert issue(cast, first).symbol == "03/TB-UBND"
    assert refusal(issue, cast, first) == "FLW-001"


def test_another_body_has_a_book_of_its_own(cast):
    issue(cast, draft(cast))
    other = services.document_issue(actor=cast.actor("dung"), document=draft(cast, "dung", body="ubnd_tl", signer=None))
    assert other.symbol == "01/TB-UBND"
    assert list(selectors.documents(cast.actor("dung"))) == [other]
    assert refusal(selectors.document_get, cast.actor("dung"), Document.objects.order_by("pk")[0].pk) == "ACC-002"


def test_a_party_document_is_numbered_the_partys_way(cast):
    party = draft(cast, "khanh", body="dang_uy", signer=None)
    assert issue(cast, party, "khanh").symbol == "01-TB/ĐU"


def test_an_issued_documents_words_are_locked(cast):
    document = issue(cast, draft(cast))
    assert refusal(draft, cast, document=document) == "DOC-003"
    points = {"document": document, "points": [services.Point("1.", "Rà soát")]}
    assert refusal(services.document_points_set, actor=cast.actor("binh"), **points) == "DOC-003"


def test_points_keep_their_place_in_the_text(cast):
    document = draft(cast)
    start = document.text.index("Rà soát")
    binh = cast.actor("binh")
    points = [services.Point("1.", "Rà soát nhà văn hóa thôn.", start, start + 25), services.Point("2.", "Giải ngân")]
    first, _second = services.document_points_set(actor=binh, document=document, points=points)
    assert document.text[first.span_start : first.span_end] == "Rà soát nhà văn hóa thôn."
    again = services.document_points_set(actor=binh, document=document, points=points[:1])
    assert [p.pk for p in again] == [first.pk]
    document.refresh_from_db()
    assert document.blocks == [{"kind": "point", "label": "1.", "text": "Rà soát nhà văn hóa thôn."}]
    bad = [services.Point("1.", "x", 0, len(document.text) + 1)]
    assert refusal(services.document_points_set, actor=binh, document=document, points=bad) == "DOC-005"


@pytest.mark.parametrize("mark", ["MẬT", "TUYỆT MẬT", "TỐI MẬT"])
def test_a_document_marked_secret_is_refused_and_not_stored(cast, mark):
    assert refusal(draft, cast, text=f"{mark}\nNội dung") == "DOC-002"
    assert refusal(draft, cast, classification=3) == "DOC-002"
    assert Document.objects.count() == SearchRow.objects.filter(title__contains="Kết luận").count() == 0


def test_the_word_secret_inside_a_sentence_is_no_stamp(cast):
    assert draft(cast, text="Thực hiện quy định về bảo vệ bí mật nhà nước.\nDanh mục MẬT do cấp trên ban hành.").pk


def test_a_draft_says_something_of_a_known_kind(cast):
    assert refusal(draft, cast, subject=" ") == "DOC-001"
    assert refusal(draft, cast, text="") == "DOC-001"
    assert refusal(draft, cast, kind="poem") == "DOC-006"
    assert refusal(draft, cast, "dung") == "ACC-001"
    assert refusal(draft, cast, "giang") == "ACC-001"


def test_who_drafts_does_not_issue(cast):
    tam = person(cast, "tam", unit="van_phong", verbs=["documents.view", "documents.draft"])
    document = draft(cast, "tam")
    assert refusal(services.document_issue, actor=tam, document=document) == "ACC-001"
    assert refusal(services.document_issue, actor=cast.actor("dung"), document=document) == "ACC-002"


def test_a_withdrawn_documents_number_is_void_and_never_given_again(cast):
    document = issue(cast, draft(cast))
    binh = cast.actor("binh")
    assert refusal(services.document_withdraw, actor=binh, document=document, reason=" ") == "DOC-004"
    document = services.document_withdraw(actor=binh, document=document, reason="Nhầm nội dung")
    assert (document.state, document.symbol) == ("withdrawn", "01/TB-UBND")
    assert Issued.objects.get(number=1).void_reason == "Nhầm nội dung"
    assert issue(cast, draft(cast)).symbol == "02/TB-UBND"


def test_the_signer_is_whoever_holds_the_post_that_day(cast):
    assert draft(cast).signer_label == "Nguyễn Văn An"
    assert refusal(draft, cast, signer=Signer(cast.posts["dung"].pk)) == "DOC-017", "another body's post"


def test_a_new_year_begins_at_one(cast):
    issue(cast, draft(cast))
    document = draft(cast)
    next_year = cast.actor("binh", at=AT + timedelta(days=60))
    assert services.document_issue(actor=next_year, document=document).symbol == "01/TB-UBND"


def test_a_role_of_one_unit_issues_and_withdraws_nothing_for_the_body(cast):
    """Cường's role holds every right, for the office of culture only."""
    own = draft(cast, "cuong")
    assert refusal(issue, cast, own, "cuong") == "ACC-001"
    own.refresh_from_db()
    assert (own.state, own.number) == ("draft", None)
    issued = issue(cast, own)
    withdraw = services.document_withdraw
    assert refusal(withdraw, actor=cast.actor("cuong"), document=issued, reason="ghi nhầm") == "ACC-001"
    issued.refresh_from_db()
    assert issued.state == "issued"


@pytest.mark.parametrize("stamp", ["TỐI MẬT.", "TỐI\u00a0MẬT", unicodedata.normalize("NFD", "MẬT")])
def test_the_stamp_of_a_secret_is_refused_however_it_is_typed(cast, stamp):
    assert refusal(draft, cast, text=f"{stamp}\n{TEXT}") == "DOC-002"
    assert not Document.objects.exists()
