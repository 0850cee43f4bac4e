"""No password on a command line, where every user of the machine could read it."""

import pytest

from giaoban.cli.pgtools import call, parted


@pytest.mark.parametrize(
    ("url", "bare", "password"),
    [
        ("postgresql://u:p%40ss@h:5/d?sslmode=require", "postgresql://u@h:5/d?sslmode=require", "p@ss"),
        ("postgresql://u@/d?host=/run/x&password=s", "postgresql://u@/d?host=/run/x", "s"),
        ("postgresql://h/d", "postgresql://h/d", ""),
        ("", "", ""),
    ],
)
def test_an_address_is_parted_from_its_password(url, bare, password):
    assert parted(url) == (bare, password)


def test_a_program_is_told_the_password_beside_its_command_line(tmp_path):
    tool = tmp_path / "tool"
    tool.write_text('#!/bin/sh\necho "$@"\necho "$PGPASSWORD"\n')
    tool.chmod(0o700)
    assert call(tool, "--list", url="postgresql://u:secret@h/d").split("\n")[:2] == [
        "--dbname=postgresql://u@h/d --list",
        "secret",
    ]
