"""One table (object, text, rights) kept in the owner's transaction."""
