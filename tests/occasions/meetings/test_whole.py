"""What a session concludes counts for the whole body: a role of one unit says nothing in its name."""

import pytest

from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.models import Session
from giaoban.occasions.meetings.selectors import sessions as reads
from giaoban.records.documents.services import document_draft
from tests.cast import ON
from tests.records.tasks.making import refusal

pytestmark = pytest.mark.django_db


def test_a_role_of_one_unit_neither_closes_a_session_nor_says_it_has_no_conclusion(cast):
    """Cường's role holds every right, for the office of culture only."""
    plan = services.Plan(kind="regular", title="Phiên họp tháng 11", held_on=ON)
    session = services.session_plan(actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, plan=plan)
    services.session_open(actor=cast.actor("binh"), session=session)
    head, reason = cast.actor("cuong"), "Chỉ nghe báo cáo"
    assert refusal(services.session_no_conclusion, actor=head, session=session, reason=reason) == "ACC-001"
    services.session_no_conclusion(actor=cast.actor("binh"), session=session, reason=reason)
    assert refusal(services.session_close, actor=head, session=session) == "ACC-001"
    assert Session.objects.get(pk=session.pk).state != "closed"


def test_the_agenda_does_not_tell_the_subject_of_an_internal_document(cast):
    """Giang sees the session and no internal document; the agenda names its kind to her."""
    body, an = cast.bodies["ubnd"].pk, cast.actor("an")
    said = {"kind": "notice", "subject": "Kiểm điểm cán bộ", "text": "Nội dung.", "classification": 2}
    document = document_draft(actor=an, body_id=body, **said)
    session = services.session_plan(
        actor=an, body_id=body, plan=services.Plan(kind="regular", title="Phiên họp tháng 11", held_on=ON)
    )
    number = services.agenda_item_add(actor=an, session=session, title="Công tác cán bộ").pk
    services.paper_document(actor=an, session=session, item_id=number, document=document)
    giang = cast.actor("giang")
    papers = [paper for line in reads.agenda(giang, reads.session_get(giang, session.pk)) for paper in line.papers]
    assert [(paper.row.label, paper.document_id) for paper in papers] == [("Thông báo", None)]
