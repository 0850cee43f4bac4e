"""The cast for the tests of the windows."""

from tests.cast import cast

__all__ = ["cast"]
