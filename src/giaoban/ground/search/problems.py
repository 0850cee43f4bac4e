"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {"SEA-001": Entry("Nhập ít nhất hai chữ cái hoặc chữ số để tìm.", "Type at least two letters or digits to search.")}
)
