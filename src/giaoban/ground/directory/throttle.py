"""Counting attempts in the shared cache, so that every process counts together."""

import hashlib

from django.core.cache import cache

from giaoban.kernel.problems import Problem


def throttle(action: str, *keys: str, limit: int, seconds: int) -> None:
    """Count one attempt under each key. Errors: DIR-010 (429) where one of them was tried `limit` times in `seconds` already.

    Call it outside a transaction: a count that is rolled back is no count.
    """
    over = False
    for key in keys:
        name = f"throttle:{action}:{hashlib.sha256(key.encode()).hexdigest()}"
        cache.add(name, 0, timeout=seconds)
        over |= incremented(name, seconds) > limit
    if over:
        raise Problem("DIR-010", minutes=max(1, seconds // 60))


def incremented(name: str, seconds: int) -> int:
    """The counter after one more; begun anew where it has just run out."""
    try:
        return cache.incr(name)
    except ValueError:
        cache.set(name, 1, timeout=seconds)
        return 1
