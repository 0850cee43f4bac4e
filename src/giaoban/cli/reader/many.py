"""Many files read side by side, answered in the order they were named."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TextIO, TypeVar

Answer = TypeVar("Answer")
_WIDTH = 30
_WORTH_IT = 8
_AHEAD = 4
"""So many files for each process are handed out before their answers are wanted: answers of thousands of files are never held at once."""


def usual_jobs(files: int) -> int:
    """As many processes as there are cores to use, never more than files; one for few files, which are read before others have begun."""
    return max(1, min(len(os.sched_getaffinity(0)), files)) if files >= _WORTH_IT else 1


def answers(
    work: Callable[[int, str], Answer], names: Sequence[str], *, jobs: int, broken: Callable[[str], Answer]
) -> Iterator[Answer]:
    """What `work(number, name)` answers for every name, in order. `broken(name)` answers for a file that ends the process that reads it.

    With one job everything is done in this process; else `work` is done in `jobs` others and must be importable there.
    """
    if jobs < 2 or len(names) < 2:
        yield from (work(number, name) for number, name in enumerate(names))
        return
    done = 0
    while done < len(names):
        with ProcessPoolExecutor(jobs, mp_context=get_context("forkserver")) as pool:
            try:
                for answer in _ahead(pool, work, names, done, jobs):
                    yield answer
                    done += 1
            except BrokenProcessPool:  # which of those at hand it was shows when the next is read alone
                pool.shutdown(wait=False, cancel_futures=True)
        if done < len(names):
            yield _alone(work, done, names[done], broken)
            done += 1


def _ahead(
    pool: ProcessPoolExecutor, work: Callable[[int, str], Answer], names: Sequence[str], start: int, jobs: int
) -> Iterator[Answer]:
    waiting: list[Future[Answer]] = []
    following = start
    for _ in range(start, len(names)):
        while following < len(names) and len(waiting) < jobs * _AHEAD:
            waiting.append(pool.submit(work, following, names[following]))
            following += 1
        yield waiting.pop(0).result()


def _alone(work: Callable[[int, str], Answer], number: int, name: str, broken: Callable[[str], Answer]) -> Answer:
    with ProcessPoolExecutor(1, mp_context=get_context("forkserver")) as pool:
        try:
            return pool.submit(work, number, name).result()
        except BrokenProcessPool:
            return broken(name)


class Progress:
    """A bar on a terminal that says how many of the files are read; nothing where standard error is no terminal."""

    def __init__(self, total: int, words: str, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.total, self.words, self.done = total, words, 0
        self.shown = total > 1 and self.stream.isatty()
        self._draw()

    def step(self) -> None:
        """One more file is read."""
        self.done += 1
        self._draw()

    def clear(self) -> None:
        """Take the bar away, so that other words can be printed."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def _draw(self) -> None:
        if self.shown:
            full = _WIDTH * self.done // self.total
            self.stream.write(f"\r[{'█' * full}{'·' * (_WIDTH - full)}] {self.done}/{self.total} {self.words}")
            self.stream.flush()
