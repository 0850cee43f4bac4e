"""Fields of a POST that has no form."""

from django.http import HttpRequest


def typed(request: HttpRequest, name: str, most: int) -> str:
    """What was typed: at most so many signs, without the one sign that PostgreSQL cannot store."""
    return request.POST.get(name, "").replace("\x00", "")[:most]
