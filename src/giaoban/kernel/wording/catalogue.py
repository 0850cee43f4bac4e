"""The catalogues: of each room one TOML file per language, code = "sentence with {places}"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter

LANGUAGES = ("vi", "en")
Piece = tuple[str, str | None, str]
"""Words, then the name of a value behind them (None at the end) and how it is printed."""
Catalogue = Mapping[str, tuple[Piece, ...]]


@cache
def catalogue(room: str, language: str) -> Catalogue:
    """The sentences of a room of the kernel in a language, by code.

    Errors: FileNotFoundError for a room without catalogue and a language that is none of `LANGUAGES`.
    """
    text = files(f"giaoban.kernel.{room}").joinpath(f"wording.{language}.toml").read_text("utf-8")
    return {code: tuple(_pieces(sentence)) for code, sentence in tomllib.loads(text).items()}


def _pieces(sentence: str) -> Iterator[Piece]:
    for words, name, how, _conversion in Formatter().parse(sentence):
        yield words, name, how or ""
