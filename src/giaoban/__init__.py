"""Giaoban: the month of a Vietnamese local government."""
