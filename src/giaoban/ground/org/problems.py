"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import register

register({})
