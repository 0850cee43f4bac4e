"""The cast and its moment for every test of the occasions."""

from tests.cast import cast
from tests.pages import moment

__all__ = ["cast", "moment"]
