"""The cast for every test of the records."""

from tests.cast import cast

__all__ = ["cast"]
