"""The cast for every test of the occasions."""

from tests.cast import cast

__all__ = ["cast"]
