"""The tracer of coverage costs as much as the work itself, also in code it does not measure: it is kept out where it learns nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from importlib import import_module
from importlib.machinery import SourceFileLoader
from types import ModuleType
from typing import Any

import pytest
from _pytest.assertion import rewrite

# Where Django spends its time and calls nothing of the program (no URLs, no `pre_save`, no defaults): SQL is made and sent.
SILENT = (
    "django.db.models.sql.compiler:SQLCompiler.as_sql",
    "django.db.models.sql.compiler:SQLCompiler.get_converters",
    "django.db.models.sql.compiler:SQLDeleteCompiler.as_sql",
    "django.db.models.sql.compiler:SQLUpdateCompiler.as_sql",
    "django.db.models.sql.query:Query.add_annotation",
    "django.db.models.sql.query:Query.add_fields",
    "django.db.models.sql.query:Query.add_ordering",
    "django.db.models.sql.query:Query.add_q",
    "django.db.models.sql.query:Query.clone",
    "django.db.models.options:Options._get_fields",
    "django.db.backends.utils:CursorWrapper._execute",
    "django.db.backends.utils:CursorWrapper._executemany",
    "django.template.base:Lexer.tokenize",
    "django.template.base:DebugLexer.tokenize",
    "django.template.base:FilterExpression.__init__",
)
# What of the program is called in there all the same.
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


def silence_libraries() -> None:
    """Run the functions of SILENT without the tracer from now on, those of HEARD with it; for a process that has one."""
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

    for wrapper, places in ((without_tracer, SILENT), (with_tracer, HEARD)) if tracer is not None else ():
        for place in places:
            module, _, path = place.partition(":")
            owner, name = getattr(import_module(module), path.split(".")[0]), path.split(".")[1]
            setattr(owner, name, wrapper(vars(owner)[name]))


def silence_imports() -> None:
    """Import libraries without the tracer from now on, the program with the one there is; for a process that has one.

    Files of tests are imported with it, for they call the program; that asserts in them are rewritten is the library's work.
    """
    if sys.gettrace() is None:
        return
    load = SourceFileLoader.exec_module
    held: Any = None  # the tracer that waits while a library is imported

    def exec_module(loader: SourceFileLoader, module: ModuleType) -> None:
        nonlocal held
        before, outer = sys.gettrace(), held
        if module.__name__.partition(".")[0] == "giaoban":
            sys.settrace(before or held)
        else:
            held = before or held
            sys.settrace(None)
        try:
            load(loader, module)
        finally:
            held = outer
            sys.settrace(before)

    SourceFileLoader.exec_module = exec_module  # type: ignore[method-assign]
    rewrite._rewrite_test = without_tracer(rewrite._rewrite_test)


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
