"""What the OpenDocument formats share: their content, what is locked, and what comes along with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.kernel.extract.builder import Builder
from giaoban.kernel.extract.package import Package
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_BESIDE = (("Pictures/", "pictures"), ("Basic/", "macros"), ("Scripts/", "macros"))


def content(data: bytes, builder: Builder) -> _Element | None:
    """The root of the content, None where there is none; pictures and macros are noted. Errors: EXT-011 locked, EXT-012, EXT-016."""
    package = Package(data, builder.name, builder.limits)
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise Problem("EXT-011", name=builder.name)
    for name in package.names():
        for folder, note in _BESIDE:
            if name.startswith(folder):
                builder.note(note)
    return package.xml("content.xml")
