"""Numbers as officials write them: each an interval with its printed precision."""

from giaoban.kernel.quantity.figure import Comparator, Direction, Figure, Role
from giaoban.kernel.quantity.furniture import find_furniture
from giaoban.kernel.quantity.interval import INFINITY, Interval
from giaoban.kernel.quantity.lexicon import DEFAULT, Lexicon, Unit
from giaoban.kernel.quantity.printing import vietnamese
from giaoban.kernel.quantity.reader import find_figures
from giaoban.kernel.quantity.tokens import normalise

__all__ = [
    "DEFAULT",
    "INFINITY",
    "Comparator",
    "Direction",
    "Figure",
    "Interval",
    "Lexicon",
    "Role",
    "Unit",
    "find_figures",
    "find_furniture",
    "normalise",
    "vietnamese",
]
