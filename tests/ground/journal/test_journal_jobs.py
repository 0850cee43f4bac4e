"""The clock seals the journal."""

from datetime import UTC, datetime, timedelta

import pytest

from giaoban.ground import journal
from giaoban.ground.journal import jobs


@pytest.mark.django_db
def test_every_minute_what_has_settled_is_sealed(monkeypatch, cast):
    monkeypatch.setattr(jobs, "SETTLED", timedelta(0))
    before = journal.head()
    jobs.journal_seal(datetime(2026, 11, 20, tzinfo=UTC))
    assert journal.head() == before or journal.verify() == []
