"""How rows of the room are made where the general way (every key filled) makes none: a draft has no document yet."""

SAMPLES = {"consolidation.Consolidated": {"document": None}}
