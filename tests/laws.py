"""How often a law is tried: a third as often in the fast run as in `make test-slow` and `make fuzz`."""

from hypothesis import settings

USUAL = 100
"""Examples of a law that says nothing else."""


def often(count: int) -> int:
    """So many examples of a thorough run, in the profile of this run."""
    return count if settings.get_current_profile_name() == "thorough" else max(count // 3, 8)
