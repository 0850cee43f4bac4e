"""Numbers as officials write them: each an interval with its printed precision."""

from giaoban.kernel.quantity.figure import Comparator, Direction, Figure, Role
from giaoban.kernel.quantity.interval import INFINITY, Interval

__all__ = ["INFINITY", "Comparator", "Direction", "Figure", "Interval", "Role"]
