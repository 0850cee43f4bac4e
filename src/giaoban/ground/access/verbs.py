"""The words for what can be done. Each room declares its own; a role is a list of them."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise

VERB = re.compile(r"^[a-z][a-z_]*\.[a-z][a-z_]*$")
Title = str | Promise
"""A sentence in Vietnamese, or its lazy translation."""

_VERBS: dict[str, Title] = {}
_WORDS: dict[str, Title] = {}


def declare(new: Mapping[str, Title]) -> None:
    """Add a room's verbs ("room.verb" -> title). Errors: ValueError for a malformed verb or one declared with another title."""
    for verb, title in new.items():
        if not VERB.match(verb):
            raise ValueError(f"malformed verb {verb!r}")
        if verb in _VERBS and str(_VERBS[verb]) != str(title):
            raise ValueError(f"verb {verb} is already declared")
        _VERBS[verb] = title


def declared() -> Mapping[str, Title]:
    """Every declared verb with its title."""
    return MappingProxyType(_VERBS)


def entitle(new: Mapping[str, Title]) -> None:
    """Give words to verbs of the journal that are no rights of their own ("org.unit_merge" -> "Sáp nhập đơn vị")."""
    _WORDS.update(new)


def titles() -> Mapping[str, Title]:
    """Words for every verb that has some: rights and others. For histories."""
    return MappingProxyType({**_WORDS, **_VERBS})


def known(verb: str) -> str:
    """The verb itself. Errors: LookupError for one that no room declares: a mistake of ours."""
    if verb not in _VERBS:
        raise LookupError(f"no room declares the verb {verb!r}")
    return verb
