"""Time is measured, and the same lines run a thousand times, without the tracer of coverage."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture
def untraced() -> Iterator[None]:
    """No tracer while the test runs: its time is that of the program, its lines are those of other tests."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)
