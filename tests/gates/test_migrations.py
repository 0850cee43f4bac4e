"""Migrations are named, complete, and one concern each."""

import re

import pytest
from django.core.management import call_command

from tests.gates.tree import SOURCE


def test_migrations_are_named_by_their_concern():
    names = list(SOURCE.rglob("migrations/0*.py"))
    assert [p.name for p in names if re.search(r"_auto_|_alter_\w+_and_more|_and_more\.py$", p.name)] == []
    assert [p.name for p in names if not re.match(r"^\d{4}_[a-z0-9_]+\.py$", p.name)] == []


@pytest.mark.django_db
def test_no_model_change_lacks_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
