"""Keeps the tracer of coverage out of libraries, where it costs as much as the work itself and learns nothing.

`tests/tracing.py` calls it in the processes that run tests. The program's own processes find this folder on PYTHONPATH
(`tests/cli/running.py`): Python imports a module of this name when it starts.
"""

import sys
from collections.abc import Callable
from functools import wraps
from importlib.machinery import SourceFileLoader
from types import ModuleType
from typing import Any

# Long work that calls nothing of the program (no URLs, no `pre_save`, no defaults): SQL is made and sent, migrations draw their models.
# Drawing a page calls filters and properties of the program; those have tests of their own, and pages are most of the time.
SILENT = {
    "django.db.models.sql.compiler": (
        "SQLCompiler.as_sql",
        "SQLCompiler.get_converters",
        "SQLDeleteCompiler.as_sql",
        "SQLUpdateCompiler.as_sql",
    ),
    "django.db.models.sql.query": (
        "Query.add_annotation",
        "Query.add_fields",
        "Query.add_ordering",
        "Query.add_q",
        "Query.clone",
    ),
    "django.db.models.options": ("Options._get_fields",),
    "django.db.backends.utils": ("CursorWrapper._execute", "CursorWrapper._executemany"),
    "django.db.migrations.state": ("ProjectState.reload_model", "ProjectState.reload_models", "StateApps.__init__"),
    "django.template.base": ("Lexer.tokenize", "DebugLexer.tokenize", "FilterExpression.__init__"),
    "django.template.backends.django": ("Template.render",),
    "_pytest.assertion.rewrite": ("_rewrite_test",),
}


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


def silence(module: ModuleType) -> None:
    """Run the module's functions of SILENT without the tracer from now on."""
    for place in SILENT.get(module.__name__, ()):
        owner, _, name = place.rpartition(".")
        holder = getattr(module, owner) if owner else module
        setattr(holder, name, without_tracer(vars(holder)[name]))


def keep_out() -> None:
    """Import libraries without the tracer from now on, the program with the one there is, and silence what SILENT names.

    Files of tests are imported with the tracer, for they call the program.
    """
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
        silence(module)

    SourceFileLoader.exec_module = exec_module  # type: ignore[method-assign]
    for name in SILENT:
        if name in sys.modules:
            silence(sys.modules[name])


if __name__ == "sitecustomize" and sys.gettrace() is not None:
    keep_out()
