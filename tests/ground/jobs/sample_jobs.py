"""Jobs that the tests of jobs run: they leave their mark in a file."""

import os
import time
from pathlib import Path

from django.db import transaction

from giaoban.ground.jobs import Retry, defer, job


@job(queue="test", retry=None)
def mark(path: str, word: str) -> None:
    """Append a word to a file."""
    with Path(path).open("a", encoding="utf-8") as stream:
        stream.write(word + "\n")


@job(queue="test", retry=Retry(times=3, wait=0))
def fail_twice(path: str) -> None:
    """Fail on the first two runs."""
    mark(path=path, word="try")
    if Path(path).read_text("utf-8").count("try") < 3:
        raise OSError("not yet")


@job(queue="test", retry=None)
def hang_once(path: str) -> None:
    """Hang on the first run, end at once on later ones."""
    first = not Path(path).exists()
    mark(path=path, word=f"begun {os.getpid()}")
    if first:
        time.sleep(600)
    mark(path=path, word="done")


@job(queue="test", retry=None)
def queue_then_fail(path: str) -> None:
    """Queue another job inside a transaction that is then rolled back."""
    with transaction.atomic():
        defer(mark, path=path, word="from a rolled-back job")
        raise OSError("rolled back")
