"""Which tables of the room the journal follows, and how."""
