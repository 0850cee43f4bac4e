"""The cast for the tests of the windows, and the moment at which pages live."""

from tests.cast import cast
from tests.pages import moment

__all__ = ["cast", "moment"]
