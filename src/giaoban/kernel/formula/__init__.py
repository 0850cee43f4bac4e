"""The small bounded language of definitions: `recognised_on + 5 years`, `100 * count(standard) / count(*)`. No eval.

node = parse("recognised_on + 5 years")
check(node, {"recognised_on": Type.DATE})        # Type.DATE, or a Problem that says where and what to do
compiled(node)({"recognised_on": date(2018, 5, 4)})
"""

from giaoban.kernel.formula import problems
from giaoban.kernel.formula.checking import check
from giaoban.kernel.formula.compiling import compiled
from giaoban.kernel.formula.entries import Over, Summary, over
from giaoban.kernel.formula.functions import FUNCTIONS, Function
from giaoban.kernel.formula.nodes import Node, names
from giaoban.kernel.formula.parser import parse
from giaoban.kernel.formula.values import MOMENT, Row, Span, Type, Value

__all__ = [
    "FUNCTIONS",
    "MOMENT",
    "Function",
    "Node",
    "Over",
    "Row",
    "Span",
    "Summary",
    "Type",
    "Value",
    "check",
    "compiled",
    "names",
    "over",
    "parse",
    "problems",
]
