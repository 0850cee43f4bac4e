"""The place all tests of the room happen in."""

import pytest


@pytest.fixture
def place(db):
    from tests.ground.org.country import country

    return country()
