"""The tracer of coverage costs as much as the work itself, also in code it does not measure: it is kept out where it learns nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest


@contextmanager
def no_tracer() -> Iterator[None]:
    """No tracer in the block: its time is that of the program, its lines are those that other tests run."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


def without_tracer(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, run without the tracer: for one that calls nothing of the program."""

    @wraps(function)
    def untraced(*arguments: Any, **named: Any) -> Any:
        tracer = sys.gettrace()
        if tracer is None:
            return function(*arguments, **named)
        sys.settrace(None)
        try:
            return function(*arguments, **named)
        finally:
            sys.settrace(tracer)

    return untraced


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test marked `untraced` has no tracer, nor has what is set up for it."""
    if item.get_closest_marker("untraced") is None:
        return (yield)
    with no_tracer():
        return (yield)
