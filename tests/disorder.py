"""Rows in another order at each query, wherever the query asks for none: `python -m pytest -p tests.disorder` finds what rests on luck.

PostgreSQL promises no order without ORDER BY, and none among rows whose keys are equal. On the small tables of a test it mostly is
the order of insertion, until the server moves a row or takes another plan. Here each SELECT that Django sends ends with a random key.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

TAIL = re.compile(
    r"(?:\s+LIMIT (?:\d+|%\(?\w*\)?s))?(?:\s+OFFSET (?:\d+|%\(?\w*\)?s))?(?: FOR (?:NO KEY )?(?:UPDATE|SHARE|KEY SHARE)[^()]*)?\s*;?\s*$"
)
WORDS = re.compile(
    r"[()]|'(?:[^']|'')*'|\"[^\"]*\"|\bORDER BY\b|\b(?:UNION|INTERSECT|EXCEPT|UPDATE|INSERT|DELETE|DISTINCT|FETCH|INTO)\b",
    re.IGNORECASE,
)


def shuffled(sql: Any) -> Any:
    """The statement with a random last key of order; the same statement where that would mean something else."""
    if not isinstance(sql, str) or not re.match(r"\s*(?:SELECT|WITH)\b", sql, re.IGNORECASE):
        return sql
    tail = TAIL.search(sql)
    assert tail is not None
    body, depth, ordered = sql[: tail.start()], 0, False
    for found in WORDS.finditer(body):
        word = found.group().upper()
        if word in "()":
            depth += 1 if word == "(" else -1
        elif depth == 0 and word == "ORDER BY":
            ordered = True
        elif depth == 0 and word[0] not in "'\"":
            return sql
    return f"{body}{', random()' if ordered else ' ORDER BY random()'}{sql[tail.start() :]}"


@pytest.fixture(autouse=True, scope="session")
def disorder() -> Iterator[None]:
    """Every statement that Django sends in this run passes through `shuffled`."""
    from django.db.backends.utils import CursorWrapper

    send = CursorWrapper._execute

    def send_in_disorder(self: Any, sql: Any, *rest: Any) -> Any:
        return send(self, shuffled(sql), *rest)

    CursorWrapper._execute = send_in_disorder  # type: ignore[method-assign]
    yield
    CursorWrapper._execute = send  # type: ignore[method-assign]
