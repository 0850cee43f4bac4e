"""Words of a formula -> tree, by recursive descent.

or > and > not > comparison > sum > product > minus > value
"""

from datetime import date
from decimal import Decimal

from giaoban.kernel.formula.lexer import Token, tokens
from giaoban.kernel.formula.nodes import Binary, Call, Literal, Name, Node, Unary
from giaoban.kernel.formula.told import worded
from giaoban.kernel.formula.values import Span, Value
from giaoban.kernel.problems import Problem

DEEPEST = 40
"""Levels of nesting."""
MOST = 400
"""Values, names and operations of one formula."""
COMPARE = {"=": "==", "==": "==", "!=": "!=", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
TIMES = {"year": 12, "years": 12, "month": 1, "months": 1}
DAYS = {"day": 1, "days": 1}
WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}


def parse(source: str) -> Node:
    """The tree of a formula. Errors: FML-001 (where, what was found, what was needed), FML-004."""
    parser = Parser(tokens(source))
    node = parser.either()
    parser.expect_end()
    return node


class Parser:
    """Reads one formula from left to right."""

    def __init__(self, words: list[Token]) -> None:
        self.words, self.at, self.depth, self.made = words, 0, 0, 0

    @property
    def here(self) -> Token:
        """The word to be read next."""
        return self.words[self.at]

    def take(self, kind: str, *texts: str) -> Token | None:
        """The next word if it is of this kind (and one of these), read; else None."""
        word = self.here
        if word.kind != kind or (texts and word.text not in texts):
            return None
        self.at += 1
        return word

    def refuse(self, wanted: str) -> Problem:
        """The problem that says what stands here and what should."""
        return Problem("FML-001", place=self.here.place + 1, found=self.here.text or worded("end"), wanted=wanted)

    def expect(self, sign: str) -> None:
        """Read a sign. Errors: FML-001."""
        if self.take("sign", sign) is None:
            raise self.refuse(f"“{sign}”")

    def expect_end(self) -> None:
        """Errors: FML-001 where more follows."""
        if self.here.kind != "end":
            raise self.refuse(worded("operation_or_end"))

    def counted(self, node: Node) -> Node:
        """The node. Errors: FML-004 where there are too many."""
        self.made += 1
        if self.made > MOST:
            raise Problem("FML-004", limit=worded("operations", limit=MOST))
        return node

    def either(self) -> Node:
        """One side or the other."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Problem("FML-004", limit=worded("brackets", limit=DEEPEST))
        node = self.both()
        while word := self.take("keyword", "or"):
            node = self.counted(Binary("or", node, self.both(), word.place))
        self.depth -= 1
        return node

    def both(self) -> Node:
        """Conditions that hold together."""
        node = self.negated()
        while word := self.take("keyword", "and"):
            node = self.counted(Binary("and", node, self.negated(), word.place))
        return node

    def negated(self) -> Node:
        """A condition or its opposite."""
        turns = []
        while word := self.take("keyword", "not"):
            turns.append(word.place)
        node = self.comparison()
        for place in reversed(turns):
            node = self.counted(Unary("not", node, place))
        return node

    def comparison(self) -> Node:
        """At most one comparison: a < b < c is no sentence here."""
        left = self.sum()
        if word := self.take("sign", *COMPARE):
            return self.counted(Binary(COMPARE[word.text], left, self.sum(), word.place))
        if word := self.take("keyword", "in"):
            self.expect("(")
            return self.counted(Call("in", (left, *self.arguments()), word.place))
        return left

    def sum(self) -> Node:
        """Terms added and taken away."""
        node = self.product()
        while word := self.take("sign", "+", "-"):
            node = self.counted(Binary(word.text, node, self.product(), word.place))
        return node

    def product(self) -> Node:
        """Factors and divisors."""
        node = self.minus()
        while word := self.take("sign", "*", "/"):
            node = self.counted(Binary(word.text, node, self.minus(), word.place))
        return node

    def minus(self) -> Node:
        """A value or its negative."""
        if word := self.take("sign", "-"):
            return self.counted(Unary("-", self.value(), word.place))
        return self.value()

    def value(self) -> Node:
        """A number, day, text, name, function, or a formula in brackets. Errors: FML-001."""
        word = self.here
        if self.take("sign", "("):
            node = self.either()
            self.expect(")")
            return node
        if self.take("number"):
            return self.counted(Literal(self.number(word), word.place))
        if self.take("date"):
            return self.counted(Literal(day_of(word), word.place))
        if self.take("text"):
            return self.counted(Literal(word.text[1:-1], word.place))
        if self.take("keyword", *WORDS):
            return self.counted(Literal(WORDS[word.text], word.place))
        if self.take("name"):
            if self.take("sign", "("):
                return self.call(word)
            return self.counted(Name(word.text, word.place))
        raise self.refuse(worded("value_or_name"))

    def number(self, word: Token) -> Value:
        """A number, or a span of time where a unit of time follows. Errors: FML-001 for "1.5 years"."""
        unit = self.here.text if self.here.kind == "name" else ""
        if unit not in TIMES and unit not in DAYS:
            return Decimal(word.text)
        if not word.text.isdecimal() or len(word.text) > 6:
            raise self.refuse(worded("whole_before_time"))
        self.at += 1
        count = int(word.text)
        return Span(months=count * TIMES.get(unit, 0), days=count * DAYS.get(unit, 0))

    def call(self, word: Token) -> Node:
        """A function after its opening bracket."""
        if self.take("sign", "*"):
            self.expect(")")
            return self.counted(Call(word.text.lower(), (), word.place, star=True))
        return self.counted(Call(word.text.lower(), self.arguments(), word.place))

    def arguments(self) -> tuple[Node, ...]:
        """What stands between brackets, up to the closing one."""
        found: list[Node] = []
        while not self.take("sign", ")"):
            if found:
                self.expect(",")
            found.append(self.either())
        return tuple(found)


def day_of(word: Token) -> date:
    """A day as 2026-11-30. Errors: FML-001 for a day that does not exist."""
    try:
        return date.fromisoformat(word.text)
    except ValueError:
        wanted = worded("real_day")
        raise Problem("FML-001", place=word.place + 1, found=word.text, wanted=wanted) from None
