"""Seconds that a long run may take in all; what comes after them is skipped quickly, so that a slow machine only tries fewer examples."""

import time


class Budget:
    """`spent` is True once the time is over; `tried` counts the examples before."""

    def __init__(self, seconds: float) -> None:
        self.end, self.tried = time.monotonic() + seconds, 0

    def spent(self) -> bool:
        """Whether to stop. Ask once per example."""
        self.tried += 1
        return time.monotonic() > self.end
