"""A role that another body uses is not changed from here."""

import pytest

from giaoban.ground.access.services import role_change
from giaoban.kernel.problems import Problem

pytestmark = pytest.mark.django_db


def refusal(call, **fields):
    with pytest.raises(Problem) as caught:
        call(**fields)
    return caught.value.code


def test_a_role_of_several_bodies_is_changed_by_the_system_only(cast):
    role = cast.roles["all"]
    fields = {"role": role, "title": "Ít hơn", "verbs": ["reports.view"], "reason": "thử"}
    assert refusal(role_change, actor=cast.actor("binh"), **fields) == "ACC-011"
    assert role_change(actor=cast.actor("system"), **fields).title == "Ít hơn"
