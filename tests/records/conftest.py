"""The cast and its moment for every test of the records."""

from tests.cast import cast
from tests.pages import moment

__all__ = ["cast", "moment"]
