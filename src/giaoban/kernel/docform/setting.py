"""The door to typst, which sets pages: with our own font files only, so that a page is the same on every machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FONT_FILES = Path(__file__).parent / "fonts"
DOTS = 220.0
"""Points an inch of a picture."""


@cache
def fonts() -> Any:
    """Our font files, read once. Liberation Serif 2.1.5 (OFL): the widths of Times New Roman, all letters of Vietnamese."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONT_FILES)])


def typeset(page: bytes, *, dated: bool, **facts: str) -> bytes:
    """The PDF of a page in typst's language: PDF/A-2a where it is `dated` (archives ask for a day), else PDF 1.7.

    A sign that none of the fonts has (a picture sign from a telephone) has no place in PDF/A: then it is PDF 1.7 with a box for it.
    `facts` are what the page finds in `sys.inputs`.
    """
    import typst

    made: bytes
    if dated:
        try:
            made = typst.compile(page, sys_inputs=facts, font_paths=fonts(), pdf_standards="a-2a")
        except typst.TypstError:
            pass
        else:
            return made
    made = typst.compile(page, sys_inputs=facts, font_paths=fonts(), pdf_standards="1.7")
    return made


def pictured(page: bytes, **facts: str) -> bytes:
    """The PNG of a page of one picture, `DOTS` an inch."""
    import typst

    made: bytes = typst.compile(page, sys_inputs=facts, font_paths=fonts(), format="png", ppi=DOTS)
    return made
