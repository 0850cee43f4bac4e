"""Text of a formula -> words with their places."""

import re
from dataclasses import dataclass

from giaoban.kernel.formula.told import worded
from giaoban.kernel.problems import Problem

LONGEST = 2000
"""Characters of one formula."""
WORD = re.compile(
    r"(?P<space>\s+)|(?P<date>\d{4}-\d{2}-\d{2}(?!\d))|(?P<number>\d{1,28}(?:\.\d{1,12})?)|(?P<text>\"[^\"\n]*\")"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?)"
    r"|(?P<sign>==|!=|<>|<=|>=|[-+*/<>=(),])"
)
KEYWORDS = frozenset({"and", "or", "not", "in", "true", "false", "null"})


@dataclass(frozen=True, slots=True)
class Token:
    """kind: date, number, text, name, sign, keyword or end."""

    kind: str
    text: str
    place: int


def tokens(source: str) -> list[Token]:
    """The words of a formula, the last one of kind "end". Errors: FML-001 for a character that means nothing, FML-004."""
    if len(source) > LONGEST:
        raise Problem("FML-004", limit=worded("characters", limit=LONGEST))
    found, place = [], 0
    while place < len(source):
        match = WORD.match(source, place)
        if match is None:
            raise Problem("FML-001", place=place + 1, found=source[place], wanted=worded("name_or_number"))
        kind = str(match.lastgroup)
        text = match.group()
        if kind == "name" and text.lower() in KEYWORDS:
            kind, text = "keyword", text.lower()
        if kind != "space":
            found.append(Token(kind, text, place))
        place = match.end()
    return [*found, Token("end", "", len(source))]
