"""The desk: what one person has to do today, and the month of the body."""
