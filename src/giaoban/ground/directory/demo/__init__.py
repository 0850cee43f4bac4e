"""The places and people of the demonstration: a commune of today and the stories of `examples/`. Every person is invented.

The rooms above load what is theirs from the same tables (`demo.py` of each room); `giaoban.cli.examples` calls them in order.
"""

from datetime import date

from django.db import transaction

from giaoban.ground import journal
from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.actor import acting
from giaoban.ground.directory.demo.people import PASSWORD, Account, accounts_of, make_people, make_roles
from giaoban.ground.directory.demo.stage import SYSTEM, Stage, Table, stage_of
from giaoban.ground.directory.demo.units import make_bodies, make_changes, make_groups, make_offices, make_units
from giaoban.ground.directory.examples import HOME, examples_folder, fingerprint, story_folders
from giaoban.ground.directory.listeners import announce
from giaoban.ground.directory.models import User
from giaoban.ground.org.models import Person

__all__ = [
    "HOME",
    "PASSWORD",
    "Account",
    "Stage",
    "Table",
    "accounts_of",
    "examples_folder",
    "fingerprint",
    "load",
    "make_roles",
    "place_load",
    "stage_of",
    "stage_there",
    "story_folders",
]


@transaction.atomic
def place_load(stage: Stage) -> bool:
    """Write a story's units, bodies, people and accounts; False where they are there already (and nothing is changed)."""
    if stage_there(stage):
        return False
    with acting(Actor.system(SYSTEM), source="command"):
        journal.context(verb="directory.demo", reason=stage.story["title"])
        make_units(stage)
        make_changes(stage, "origins")
        make_bodies(stage)
        make_offices(stage)
        groups = make_groups(stage)
        make_people(stage)
        make_changes(stage, "changes")
        people = Person.objects.filter(user__in=stage.users.values())
        announce(*stage.units.values(), *people, *groups)
    return True


def stage_there(stage: Stage) -> bool:
    """Has this story been loaded into this database? Its office's account is there then."""
    return User.objects.filter(username=stage.clerk).exists()


def load(*, on: date) -> bool:
    """Only the place and the people of the commune of today, for tests and measurements. `on`: see `stage_of`."""
    return place_load(stage_of(examples_folder() / HOME, on=on))
