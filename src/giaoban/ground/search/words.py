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
    """About two hundred characters of the text around the first place where a word of the query stands."""
    folded = fold(text)
    shown = text if len(folded) == len(text) else folded
    places = [
        match.start() for word in terms(query, exact=False) if (match := re.search(rf"\b{re.escape(word)}", folded))
    ]
    if len(shown) <= SNIPPET:
        return shown
    start = max(0, min(places, default=0) - SNIPPET // 3)
    if start:
        start = shown.find(" ", start) + 1
    end = shown.rfind(" ", start, start + SNIPPET)
    end = end if end > start else start + SNIPPET
    return ("… " if start else "") + shown[start:end].strip() + (" …" if end < len(shown) else "")
