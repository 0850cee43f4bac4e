"""The organisation is changed by those it belongs to."""

import pytest

from giaoban.ground.directory.services.organisation import unit_create
from giaoban.ground.org.services import NewUnit
from giaoban.kernel.problems import Problem
from tests.cast import ON

pytestmark = pytest.mark.django_db


def new_office(cast, who, body):
    new = NewUnit(kind="office", level="commune", name="Phòng mới", parent=cast.units["an_phu"], body=cast.bodies[body])
    return unit_create(actor=cast.actor(who), new=new, on=ON)


def test_nobody_sets_up_an_office_for_another_body(cast):
    for who, body in (("binh", "dang_uy"), ("binh", "ubnd_tl"), ("khanh", "ubnd")):
        with pytest.raises(Problem, match="ACC-001"):
            new_office(cast, who, body)
    assert new_office(cast, "binh", "ubnd").body == cast.bodies["ubnd"]
    assert new_office(cast, "khanh", "dang_uy").body == cast.bodies["dang_uy"]
