"""What a session concludes counts for the whole body: a role of one unit says nothing in its name."""

import pytest

from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.models import Session
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
