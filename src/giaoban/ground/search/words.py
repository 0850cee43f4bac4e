"""From what a person types to what PostgreSQL looks for, and the piece of text to show."""

import re

from giaoban.ground.org.folding import fold, normalise

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 12
SNIPPET = 200


def terms(query: str, *, exact: bool) -> list[str]:
    """The words of a query in the form in which they are stored: with accents (`exact`) or without; at most twelve."""
    return WORD.findall(normalise(query) if exact else fold(query))[:MOST_WORDS]


def tsquery(words: list[str]) -> str:
    """All the words, the last one as a beginning: what a person types is found while being typed."""
    return " & ".join([*words[:-1], f"{words[-1]}:*"])


def snippet(text: str, query: str) -> str:
    """About two hundred characters of the text around the place where most words of the query stand together."""
    folded = fold(text)
    shown = text if len(folded) == len(text) else folded
    if len(shown) <= SNIPPET:
        return shown
    start = max(0, best_place(folded, terms(query, exact=False)) - SNIPPET // 3)
    if start:
        start = shown.find(" ", start) + 1
    end = shown.rfind(" ", start, start + SNIPPET)
    end = end if end > start else start + SNIPPET
    return ("… " if start else "") + shown[start:end].strip() + (" …" if end < len(shown) else "")


def best_place(folded: str, words: list[str]) -> int:
    """Where the most different words of the query begin within half a snippet; 0 where none does."""
    if not words:
        return 0
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")
    found = [(match.start(), match.group()) for match in pattern.finditer(folded)]
    best, most, first = 0, 0, 0
    for last, (end, _word) in enumerate(found):
        while end - found[first][0] > SNIPPET // 2:
            first += 1
        together = len({word for _start, word in found[first : last + 1]})
        if together > most:
            best, most = found[first][0], together
    return best
