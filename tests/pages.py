"""What tests of pages do alike: the pages' clock stands at the moment of the cast, and a member of it is signed in."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import AT, Cast


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages live at the moment of the cast."""
    monkeypatch.setattr(timezone, "now", lambda: AT)


def client_of(cast: Cast, who: str = "binh") -> Client:
    """A browser in which a member is signed in."""
    client = Client()
    client.force_login(cast.users[who])
    return client


def text_of(answer: Any) -> str:
    """The page of an answer."""
    return str(answer.content.decode())
