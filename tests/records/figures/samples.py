"""What the room's tables want of a sample row (tests/ground/access/samples.py)."""

from datetime import date

SAMPLES = {
    "figures.Period": {
        "kind": "custom",
        "key": lambda world: f"2020-01-{world.number:02d}..2020-01-31",
        "start": lambda world: date(2020, 1, world.number),
        "end": date(2020, 2, 1),
    },
    "figures.Observation": {"amount": lambda world: world.number},
    "figures.CurrentValue": {"dims": lambda world: f"mau={world.number}"},
    "figures.Target": {"amount": lambda world: world.number},
}
SAMPLES["figures.CropSeason"] = {"code": "xuan", "start": "01-01", "end": "06-16"}
