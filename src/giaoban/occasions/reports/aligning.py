"""Which sign of one rendering of a document is which of another: white space aside, tolerant of words that only one has. Pure."""

KEYS = ((10, 600), (5, 60), (3, 20))
"""(signs by which the two are brought together again, how far ahead they are looked for), the surest first."""


def aligned(ours: str, theirs: str) -> list[int]:
    """For every sign of `ours` its place in `theirs`, -1 where it has none. Linear where the two are nearly alike."""
    places = [-1] * len(ours)
    one = [at for at, sign in enumerate(ours) if not sign.isspace()]
    two = [at for at, sign in enumerate(theirs) if not sign.isspace()]
    left, right = "".join(ours[at] for at in one), "".join(theirs[at] for at in two)
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            places[one[i]] = two[j]
            i, j = i + 1, j + 1
            continue
        i, j = met(left, i, right, j)
    return places


def met(left: str, i: int, right: str, j: int) -> tuple[int, int]:
    """Where two strings that differ at i and j go on alike: the nearest place by the longest key, else both one further."""
    for key, reach in KEYS:
        skip_right = right.find(left[i : i + key], j, j + reach)
        skip_left = left.find(right[j : j + key], i, i + reach)
        if skip_right >= 0 and (skip_left < 0 or skip_right - j <= skip_left - i):
            return i, skip_right
        if skip_left >= 0:
            return skip_left, j
    return i + 1, j + 1


def share_of(places: list[int], ours: str) -> float:
    """How much of what is no white space found its place, 0 to 1; 1 for nothing at all."""
    signs = sum(not sign.isspace() for sign in ours)
    return sum(place >= 0 for place in places) / signs if signs else 1.0
