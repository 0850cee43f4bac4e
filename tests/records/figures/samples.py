"""What the room's tables want of a sample row (tests/ground/access/samples.py)."""

from datetime import date

SAMPLES = {
    "figures.Period": {
        "kind": "custom",
        "start": lambda world: date(2020, 1, world.number),
        "end": date(2020, 2, 1),
    },
    "figures.Observation": {"amount": lambda world: world.number},
    "figures.Target": {"amount": lambda world: world.number},
}
