"""How rows of the room are made where the general way (every key filled) makes none: a draft has no document yet, an edition has digits."""

SAMPLES = {
    "consolidation.Consolidated": {"document": None},
    "consolidation.Edition": {"origin": "0123456789abcdef" * 2},
}
