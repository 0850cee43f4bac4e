"""Giaoban: the month of a Vietnamese local government."""

__version__ = "0.1.0"
