"""A Word file that came back -> which edition it was made from, and what differs in it. Touches no table.

The bytes come from outside: they are read in a process of its own, with limits (`reports.confined`); this module is what runs there.
"""

from dataclasses import asdict, replace
from importlib import import_module
from typing import Any

from giaoban.kernel import docform
from giaoban.kernel.extract import Limits
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import problems  # noqa: F401  (registers the codes)
from giaoban.occasions.reports.confined import Bounds, Workshop, refusal_of, serve

LIMIT = 10
"""Megabytes of a file that comes back."""
LIMITS = Limits(max_bytes=LIMIT << 20, max_text=400_000)
BOUNDS = Bounds(memory=1 << 30, cpu=20, wall=40.0)
"""A report of 60 pages takes under two seconds and 200 MB; somebody waits for the answer."""
LIBRARIES = ("docx", "lxml.etree")
WORKSHOP = Workshop("giaoban.occasions.consolidation.reader")
Json = dict[str, Any]


def origin_of(content: bytes, *, name: str, bounds: Bounds = BOUNDS) -> str:
    """Which edition a file says it was made from; "" where it does not say.

    Errors: CNS-017 too large; CNS-020 where reading took more than `bounds`; EXT-0xx for what is no docx.
    """
    return str(asked({"ask": "origin", "name": name}, content, bounds)["origin"])


def changes_of(
    content: bytes, *, name: str, document: docform.Document, bounds: Bounds = BOUNDS
) -> tuple[list[Json], list[Json]]:
    """What differs in a file from a document, and what stands in the file: both of `docform.compare` as plain values, without runs.

    Errors: as `origin_of`; CNS-013 where nothing of the document is in the file.
    """
    facts = {"ask": "changes", "name": name, "document": docform.to_json(document)}
    try:
        found = asked(facts, content, bounds)
    except Problem as problem:
        if problem.code == "DOF-002":
            raise Problem("CNS-013", name=name) from problem
        raise
    return list(found["changes"]), list(found["order"])


def asked(facts: Json, content: bytes, bounds: Bounds) -> Json:
    """The answer of the other process. Errors: the Problem it met; CNS-017, CNS-020; RuntimeError for a mistake of ours."""
    if len(content) > LIMITS.max_bytes:
        raise Problem("CNS-017", name=facts["name"], limit=LIMIT)
    found = WORKSHOP.run(facts, content, bounds)
    if found is None:
        raise Problem("CNS-020", name=facts["name"])
    if "refused" in found:
        raise Problem(found["refused"], **found["fields"])
    return found


def work(facts: Json, content: bytes) -> Json:
    """What the process does with one file. Errors: MemoryError, also where a parser hid it."""
    try:
        read = docform.read_back(content, name=facts["name"], limits=LIMITS)
        if facts["ask"] == "origin":
            return {"origin": read.origin}
        found, order = docform.compare(docform.from_json(facts["document"]), read)
    except Problem as problem:
        return refusal_of(problem)
    told = [asdict(replace(change, runs=())) for change in found]
    return {"changes": told, "order": [asdict(stand) for stand in order]}


def prepare() -> None:
    """Import what reading imports when it first needs it: otherwise every file would do so anew."""
    for part in LIBRARIES:
        import_module(part)


if __name__ == "__main__":
    prepare()
    serve(work)
