"""The cast for every test of the ground."""

from tests.cast import cast

__all__ = ["cast"]
