"""The cast for the tests of the site."""

from tests.cast import cast

__all__ = ["cast"]
