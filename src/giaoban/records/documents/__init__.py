"""Documents: drafted, numbered at issue from the body's series, then locked."""
