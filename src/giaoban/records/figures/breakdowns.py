"""What breakdowns are called: the room above that asks for them says it once, so that this one need not know its words."""

from collections.abc import Callable

Words = Callable[[str], str]
_SAID: dict[str, Words] = {}


def breakdown_words(*, part: Words, dimension: Words) -> None:
    """Declare how a part ("gioi=nu" -> "nữ") and a breakdown ("gioi" -> "giới tính") are called."""
    _SAID.update(part=part, dimension=dimension)


def part_words(dims: str) -> str:
    """What a part is called; as it is written where nobody said so."""
    return _SAID["part"](dims) if "part" in _SAID else dims


def dimension_words(name: str) -> str:
    """What a breakdown is called; as it is written where nobody said so."""
    return _SAID["dimension"](name) if "dimension" in _SAID else name
