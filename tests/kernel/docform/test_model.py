"""What makes no document is refused where it is made."""

from decimal import Decimal

import pytest

from giaoban.kernel.docform import Cell, Chart, Column, Field, Heading, Paragraph, Row, Series, Table, words
from tests.kernel.docform.made import report

ONE = Column("Chỉ tiêu")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Field("", "5"),
        lambda: Heading("h", 4, "x"),  # type: ignore[arg-type]
        lambda: Paragraph("p", (), "poem"),  # type: ignore[arg-type]
        lambda: Column("x", 0),
        lambda: Column("x", 5, "justify"),  # type: ignore[arg-type]
        lambda: Row((), "sum"),  # type: ignore[arg-type]
        lambda: Table("t", (), ()),
        lambda: Table("t", (ONE,), (Row(()),)),
        lambda: Table("t", (ONE, ONE), (Row((Cell(span=0), Cell(span=2))),)),
        lambda: Chart("c", "pie", "", ("a",), (Series("s", (None,)),)),  # type: ignore[arg-type]
        lambda: Chart("c", "bar", "", (), ()),
        lambda: Chart("c", "bar", "", ("a",), ()),
        lambda: Chart("c", "bar", "", ("a",), (Series("s", ()),)),
        lambda: Chart("c", "bar", "", ("a",), (Series("s", (Decimal(1),), ("k", "k")),)),
        lambda: Chart("c", "bar", "", ("a",), (Series("s", (Decimal("Infinity"),)),)),
        lambda: report(size=12),
        lambda: report(blocks=(Heading("h", 1, "x"), Heading("h", 1, "y"))),
        lambda: report(blocks=(Heading("", 1, "x"),)),
        lambda: report(blocks=(Heading("có dấu", 1, "x"),)),
    ],
)
def test_what_makes_no_document_is_a_value_error(make):
    with pytest.raises(ValueError, match=r"\w"):
        make()


def test_words_of_nothing_are_no_runs():
    assert words("") == ()
    assert words("một", bold=True)[0].bold
