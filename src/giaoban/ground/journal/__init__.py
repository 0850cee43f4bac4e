"""The append-only record of every change: who (as post of a body), what, why, before, after."""
