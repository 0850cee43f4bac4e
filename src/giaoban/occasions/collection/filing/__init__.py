"""The matrix as a file and back: workbooks, pasted tables, what each of their cells would change."""
