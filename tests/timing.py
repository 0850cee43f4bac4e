"""Processor time of the program, not of the machine's other work nor of what other tests left in memory."""

import gc
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object], *, enough: float = 0.0, tries: int = 3) -> float:
    """Processor seconds of the quickest of several runs; no further run once one took less than `enough`.

    A busy machine makes some runs look longer and none look shorter. What is in memory already is kept from the collector, as a server
    keeps what it has imported.
    """
    gc.collect()
    gc.freeze()
    best = float("inf")
    try:
        for _ in range(tries):
            began = time.process_time()
            work()
            best = min(best, time.process_time() - began)
            if best < enough:
                break
    finally:
        gc.unfreeze()
    return best
