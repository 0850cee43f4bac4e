"""What a POST says outside of a form."""

from django.http import HttpRequest

MOST = 100
"""Signs of a cell that are read."""


def typed(request: HttpRequest, name: str, most: int = MOST) -> str:
    """What was typed: at most so many signs, without the one sign that PostgreSQL cannot store."""
    return request.POST.get(name, "").replace("\x00", "")[:most]


def numbered(request: HttpRequest, name: str) -> int:
    """A number that the page wrote itself, 0 for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
