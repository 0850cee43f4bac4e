"""A register is data: its definition, one entry read and checked against it, and what becomes of entries when it changes."""

from giaoban.kernel.schema import problems
from giaoban.kernel.schema.checking import check_definition, circular, day_in_year
from giaoban.kernel.schema.comparing import Fate, Step, compare, lost, migrate, removed
from giaoban.kernel.schema.data import dump, load
from giaoban.kernel.schema.entry import Body, Checked, broken, derived, key_of, row_of, validate, warned
from giaoban.kernel.schema.faults import Fault
from giaoban.kernel.schema.model import (
    NUMBERS,
    REFERENCES,
    Definition,
    Field,
    Indicator,
    Kind,
    Review,
    Rule,
    Warn,
)
from giaoban.kernel.schema.reading import (
    NO_LOOKUP,
    Lookup,
    Stored,
    fault,
    fold,
    formula_value,
    meant,
    number_in,
    read,
    show,
    stored_of,
)

__all__ = [
    "NO_LOOKUP",
    "NUMBERS",
    "REFERENCES",
    "Body",
    "Checked",
    "Definition",
    "Fate",
    "Fault",
    "Field",
    "Indicator",
    "Kind",
    "Lookup",
    "Review",
    "Rule",
    "Step",
    "Stored",
    "Warn",
    "broken",
    "check_definition",
    "circular",
    "compare",
    "day_in_year",
    "derived",
    "dump",
    "fault",
    "fold",
    "formula_value",
    "key_of",
    "load",
    "lost",
    "meant",
    "migrate",
    "number_in",
    "problems",
    "read",
    "removed",
    "row_of",
    "show",
    "stored_of",
    "validate",
    "warned",
]
