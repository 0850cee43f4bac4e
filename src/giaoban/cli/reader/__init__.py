"""What `giaoban read` prints: a summary for the terminal, JSON lines, CSV tables, one page of HTML; many files side by side."""
