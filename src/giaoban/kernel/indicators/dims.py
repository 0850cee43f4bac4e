"""Disaggregation by flat keys: "gioi=nu;tuoi=15-60". One spelling for one breakdown, so that a text column can be a key."""

import re
from collections.abc import Mapping, Sequence

import giaoban.kernel.indicators.problems  # noqa: F401  (registers its codes)
from giaoban.kernel.problems import Problem

NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
VALUE = re.compile(r"[\w.+-]{1,40}")


def dims_key(parts: Mapping[str, str]) -> str:
    """The breakdown as a key, names in alphabetical order; "" for none. Errors: IND-002 for a name or value of other characters."""
    for name, value in parts.items():
        if not NAME.fullmatch(name) or not VALUE.fullmatch(value):
            raise Problem("IND-002", text=f"{name}={value}")
    return ";".join(f"{name}={parts[name]}" for name in sorted(parts))


def dims_parts(key: str) -> dict[str, str]:
    """The way back, blanks around signs allowed. Errors: IND-002 for another form or a name given twice."""
    found: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in key.split(";"))):
        name, sign, value = (word.strip() for word in part.partition("="))
        if not sign or name in found:
            raise Problem("IND-002", text=key)
        found[name] = value
    dims_key(found)
    return found


def dims_read(key: str, allowed: Mapping[str, Sequence[str]]) -> str:
    """The key in its one spelling, held against an indicator's list of names and values (an empty list takes any value).

    Errors: IND-002 for a name or value that the indicator does not have.
    """
    parts = dims_parts(key)
    for name, value in parts.items():
        if name not in allowed or (allowed[name] and value not in allowed[name]):
            raise Problem("IND-002", text=key)
    return dims_key(parts)
