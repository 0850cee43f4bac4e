"""The cast and its moment for every test of the integrations."""

from tests.cast import cast
from tests.pages import moment

__all__ = ["cast", "moment"]
