"""Posts, people, what they may do, and the accounts of a story. Every person is invented."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from giaoban.ground import access
from giaoban.ground.access.models import Classification, Role, RoleAssignment
from giaoban.ground.directory.demo.stage import Stage, Table
from giaoban.ground.directory.models import User
from giaoban.ground.directory.services.clock import demo_clock_set
from giaoban.ground.org import services as org

PASSWORD = "giaoban-xa-an-phu"  # noqa: S105  (printed by the demonstration itself)
LEVELS = {"public": Classification.PUBLIC, "internal": Classification.INTERNAL, "restricted": 2}
TITLES = {
    "chair": "Người đứng đầu cơ quan",
    "leader": "Lãnh đạo cơ quan",
    "keeper": "Lãnh đạo, tự quản trị cơ quan mình",
    "office": "Văn phòng, văn thư",
    "party_office": "Văn phòng cấp ủy",
    "head": "Trưởng đơn vị",
    "reader": "Người xem",
    "admin": "Quản trị phần mềm",
}
OF_LEADERS = (".review", ".request", ".instruct", ".confirm", ".extend")
OF_HEADS = (".submit", ".report", ".fill")


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the demonstration, for the page and the command line that print them. `clock_on`: the day it works on."""

    username: str
    password: str
    name: str
    post: str
    story: str = ""
    clock_on: date | None = None


def role_verbs(code: str) -> list[str]:
    """The verbs of a demonstration role, from what the rooms of this installation declare."""
    verbs = set(access.declared())
    running = {verb for verb in verbs if verb.split(".")[0] in {"access", "directory"}} | {"org.edit", "org.people"}
    seeing = {verb for verb in verbs if verb.endswith(".view")} - {"access.view", "notices.view"}
    daily = verbs - running - {"notices.view", "notices.manage"}
    leading = seeing | {verb for verb in daily if verb.endswith(OF_LEADERS)}
    found = {
        "chair": daily | {"access.view", "access.grant"},
        "leader": leading,
        "keeper": leading | running | {"org.groups"},  # a body without software people of its own: nobody else may
        "office": daily | {"directory.link", "org.people"},
        "party_office": daily | running,
        "head": seeing | {verb for verb in daily if verb.endswith(OF_HEADS)},
        "reader": seeing,
        "admin": running | {"org.view", "org.groups", "notices.manage"},  # accounts and rights, no content
    }
    return sorted(found[code] & verbs)


def make_roles() -> dict[str, Role]:
    """The roles; one that exists already is left as it is."""
    return {
        code: Role.objects.get_or_create(code=code, defaults={"title": title, "verbs": role_verbs(code)})[0]
        for code, title in TITLES.items()
    }


def make_people(stage: Stage) -> None:
    """Posts, people, what they hold and may do, accounts, from the table `people`."""
    roles = make_roles()
    hashed = hashed_password()
    for row in stage.rows("people"):
        make_person(stage, row, roles, hashed)
    for row in stage.rows("deputies"):
        org.holding_start(
            person=stage.people[row["username"]],
            post=stage.posts[row["post_of"]],
            on=stage.days.day(row["since"]),
            until=stage.days.day(row["until"]),
            kind="deputy_for",
        )


def make_person(stage: Stage, row: Table, roles: dict[str, Role], hashed: str) -> None:
    """One person in one post; with an account where the row has a user name, with a role where it names one."""
    body, unit = stage.bodies[row["body"]], stage.units[row["unit"]]
    since = stage.days.day(row.get("since") or stage.tables["bodies"][row["body"]]["since"])
    username = row.get("username", "")
    post = org.post_create(body=body, unit=unit, title=row["post"], rank=row["rank"], on=since)
    person = org.person_create(full_name=row["name"])
    org.holding_start(person=person, post=post, on=since)
    for seen in [row["body"], *row.get("also", [])] if "role" in row else []:
        RoleAssignment.objects.create(
            post=post,
            role=roles[row["role"]],
            body=stage.bodies[seen],
            unit=None if row.get("whole", True) else unit,
            classification=LEVELS[row.get("level", "internal")],
            valid_from=since,
        )
    if username:
        stage.posts[username], stage.people[username] = post, person
        stage.users[username] = make_account(stage, username, hashed, person.pk)


def make_account(stage: Stage, username: str, hashed: str, person_id: int) -> User:
    """An account; in a story of the past it works on the story's day. Nobody has an address: what they hear stays in the program."""
    user = User(username=username, person_id=person_id, password=hashed)
    user.save()
    clock = stage.story.get("clock_on")
    return demo_clock_set(user=user, on=clock, note=stage.story["clock_note"]) if clock else user


@lru_cache(maxsize=1)
def hashed_password() -> str:
    """Hashing is slow on purpose: one hash serves all accounts that a process makes."""
    user = User()
    user.set_password(PASSWORD)
    return user.password


def accounts_of(stage: Stage) -> list[Account]:
    """The accounts of a story as its tables tell them, in their order."""
    clock = stage.story.get("clock_on")
    return [
        Account(row["username"], PASSWORD, row["name"], row["post"], stage.story["short"], clock)
        for row in stage.rows("people")
        if "username" in row
    ]
