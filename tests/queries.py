"""Query baselines: how many queries a page takes, per room in `tests/baselines/<room>.json`. Drift either way fails.

`GIAOBAN_BASELINES=write pytest ...` records new numbers; read the diff before you commit it.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

FOLDER = Path(__file__).parent / "baselines"
LIST_LIMIT = 15


@contextmanager
def queries(room: str, page: str, *, is_list: bool = False) -> Iterator[CaptureQueriesContext]:
    """Count the queries of a block and compare with the baseline of `room`; a list page may take at most 15.

    Kinds of objects are looked up once a process, so before: the count is the same whichever test comes first.
    """
    ContentType.objects.get_for_models(*apps.get_models())
    with CaptureQueriesContext(connection) as captured:
        yield captured
    taken = [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    path = FOLDER / f"{room}.json"
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    if os.environ.get("GIAOBAN_BASELINES") == "write":
        known[page] = len(taken)
        path.write_text(json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    listing = "\n".join(sql[:160] for sql in taken)
    assert known.get(page) == len(taken), (
        f"{room}: {page} takes {len(taken)} queries, baseline {known.get(page)}\n{listing}"
    )
    assert not is_list or len(taken) <= LIST_LIMIT, listing
