"""The clock removes what interrupted uploads left."""

import os
from datetime import UTC, datetime, timedelta

from giaoban.ground.files import store
from giaoban.ground.files.jobs import files_sweep

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def test_parts_of_interrupted_uploads_go_after_a_day(settings, tmp_path, monkeypatch):
    settings.FILES_ROOT = tmp_path
    old, new = tmp_path / "old", tmp_path / "new"
    for path, age in ((old, timedelta(hours=25)), (new, timedelta(hours=23))):
        path.write_bytes(b"x")
        os.utime(path, times=((NOW - age).timestamp(),) * 2)
    monkeypatch.setattr(store, "parts", lambda: [old, new])
    files_sweep(NOW)
    assert (old.exists(), new.exists()) == (False, True)
