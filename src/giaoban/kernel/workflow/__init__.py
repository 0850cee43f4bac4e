"""States as a table that a clerk can read aloud: (state, verb) -> state; everything not listed is refused."""

from giaoban.kernel.workflow.flow import Flow, Label

__all__ = ["Flow", "Label"]
