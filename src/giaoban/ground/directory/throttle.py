"""Counting attempts in the shared cache, so that every process counts together."""

import hashlib
import math
import time

from django.core.cache import cache
from django.db import connection, transaction

from giaoban.kernel.problems import Problem


def throttle(action: str, *keys: str, limit: int, seconds: int) -> None:
    """Count one attempt under each key. Errors: DIR-010 (429) where one of them was tried `limit` times in `seconds` already.

    Call it outside a transaction: a count that is rolled back is no count.
    """
    over = False
    for key in keys:
        name = f"throttle:{action}:{hashlib.sha256(key.encode()).hexdigest()}"
        over |= incremented(name, seconds) > limit
    if over:
        raise Problem("DIR-010", minutes=max(1, seconds // 60))


def incremented(name: str, seconds: int) -> int:
    """The counter after one more; begun anew `seconds` after its first attempt, however many came since. One process at a time."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        now = time.time()
        count, ends = cache.get(name) or (0, now + seconds)
        cache.set(name, (count + 1, ends), timeout=max(1, math.ceil(ends - now)))
    return int(count) + 1
