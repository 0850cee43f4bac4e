"""The examples of the room's README do what they show."""

import doctest
from pathlib import Path

import giaoban.kernel.reading

README = Path(giaoban.kernel.reading.__file__).with_name("README.md")


def test_the_examples_for_other_programs_do_what_they_show() -> None:
    found = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert found.attempted >= 8
    assert found.failed == 0
