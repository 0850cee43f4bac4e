"""Processor time of the program, not of the machine's other work nor of what other tests left in memory."""

import gc
import time
from collections.abc import Callable


def wall_seconds(work: Callable[[], object], *, enough: float, tries: int = 4) -> float:
    """Seconds on the clock of the quickest of several runs; no further run once one took less than `enough`.

    For what waits for another process (the database, a child). A busy machine makes some runs look longer and none look shorter.
    """
    return _quickest(time.perf_counter, work, enough, tries)


def cpu_seconds(work: Callable[[], object], *, enough: float = 0.0, tries: int = 3) -> float:
    """Processor seconds of the quickest of several runs; no further run once one took less than `enough`.

    A busy machine makes some runs look longer and none look shorter. What is in memory already is kept from the collector, as a server
    keeps what it has imported.
    """
    gc.collect()
    gc.freeze()
    try:
        return _quickest(time.process_time, work, enough, tries)
    finally:
        gc.unfreeze()


def _quickest(clock: Callable[[], float], work: Callable[[], object], enough: float, tries: int) -> float:
    best = float("inf")
    for _ in range(tries):
        began = clock()
        work()
        best = min(best, clock() - began)
        if best < enough:
            break
    return best
