"""The tracer of coverage costs as much as the work itself, also in code it does not measure: it is kept out where it learns nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from importlib import import_module
from typing import Any

import pytest

from tests.measured.sitecustomize import keep_out

# What of the program the silent functions of Django call all the same.
HEARD = (
    "giaoban.records.registers.asked:Number.as_sql",
    "giaoban.records.registers.asked:Compare.as_sql",
)


@contextmanager
def no_tracer() -> Iterator[None]:
    """No tracer in the block: its time is that of the program, its lines are those that other tests run."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


def silence_libraries() -> None:
    """Run libraries without the tracer from now on; for a process that has one, before Django is set up."""
    if sys.gettrace() is not None:
        keep_out()


def hear_the_program() -> None:
    """Run the functions of HEARD with the tracer again; for a process that has one, after Django is set up."""
    tracer = sys.gettrace()

    def with_tracer(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def traced(*arguments: Any, **named: Any) -> Any:
            before = sys.gettrace()
            sys.settrace(tracer)
            try:
                return function(*arguments, **named)
            finally:
                sys.settrace(before)

        return traced

    for place in HEARD if tracer is not None else ():
        module, _, path = place.partition(":")
        owner, name = getattr(import_module(module), path.split(".")[0]), path.split(".")[1]
        setattr(owner, name, with_tracer(vars(owner)[name]))


def importing(config: pytest.Config) -> Any:
    """The tracer for what importing runs: in the first of several processes that run tests, for all run the same then."""
    first = getattr(config, "workerinput", {}).get("workerid", "gw0") == "gw0"
    return nullcontext() if first else no_tracer()


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """The files of tests import the program."""
    with importing(session.config):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test marked `untraced` has no tracer, nor has what is set up for it."""
    if item.get_closest_marker("untraced") is None:
        return (yield)
    with no_tracer():
        return (yield)
