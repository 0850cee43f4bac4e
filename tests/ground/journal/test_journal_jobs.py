"""The clock seals the journal."""

from datetime import UTC, datetime, timedelta

from giaoban.ground import journal
from giaoban.ground.journal import jobs
from tests.cast import make_cast


def test_every_minute_what_has_settled_is_sealed(monkeypatch, real_db):
    make_cast()
    empty = journal.head()
    jobs.journal_seal(datetime(2026, 11, 20, tzinfo=UTC))
    assert journal.head() == empty, "what is younger than half a minute waits"
    monkeypatch.setattr(jobs, "SETTLED", timedelta(0))
    jobs.journal_seal(datetime(2026, 11, 20, tzinfo=UTC))
    assert journal.head() != empty
    assert journal.verify() == []
