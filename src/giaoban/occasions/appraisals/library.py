"""The sets that are shipped: TOML files beside this module, each a draft that an office takes over and checks."""

from functools import cache
from pathlib import Path

from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import CriteriaSet, read_set

FOLDER = Path(__file__).parent / "sets"


@cache
def shipped() -> dict[str, CriteriaSet]:
    """Every shipped set by its code, in order of the files."""
    found = [read_set(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return {each.code: each for each in found}


def shipped_set(code: str) -> CriteriaSet:
    """One shipped set. Errors: APR-020."""
    if code not in shipped():
        raise Problem("APR-020", name=code)
    return shipped()[code]
