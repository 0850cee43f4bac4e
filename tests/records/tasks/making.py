"""People and tasks that the tests of the room share."""

from datetime import timedelta

import pytest

from giaoban.kernel.problems import Problem
from giaoban.records.tasks import services
from tests.cast import AT, ON, SINCE

HEAD = ["tasks.view", "tasks.report"]


def role(cast, code, verbs):
    """A role with verbs, made once."""
    from giaoban.ground.access.models import Role

    if code not in cast.roles:
        cast.roles[code] = Role.objects.create(code=code, title=code, verbs=verbs)
    return cast.roles[code]


def person(cast, name, *, body="ubnd", unit, scope=None, verbs=tuple(HEAD), rank="head"):
    """Somebody new: a post in a unit, with a role there (in the whole body for `scope` None), and an account."""
    from giaoban.ground.access.models import RoleAssignment
    from giaoban.ground.directory.models import User
    from giaoban.ground.org.models import Person, Post, PostHolding

    unit = cast.units[unit] if isinstance(unit, str) else unit
    made = cast.people[name] = Person.objects.create(full_name=f"Người {name}", email=f"{name}@anphu.example")
    post = cast.posts[name] = Post.objects.create(
        body=cast.bodies[body], unit=unit, title=f"Chức vụ {name}", rank=rank, valid_from=SINCE
    )
    cast.holdings[name] = PostHolding.objects.create(person=made, post=post, valid_from=SINCE)
    cast.users[name] = User.objects.create(username=name, email=f"{name}@anphu.example", person=made)
    RoleAssignment.objects.create(
        post=post,
        role=role(cast, "-".join(sorted(verbs))[-60:], list(verbs)),
        body=cast.bodies[body],
        unit=scope,
        classification=1,
        valid_from=SINCE,
    )
    return cast.actor(name)


def heads(cast):
    """The heads of culture ("loan") and of economy ("kien"), who may see and report for their own unit only."""
    return (
        person(cast, "loan", unit="van_hoa", scope=cast.units["van_hoa"]),
        person(cast, "kien", unit="kinh_te", scope=cast.units["kinh_te"]),
    )


def assign(cast, who="binh", *, lead="van_hoa", cooperating=(), monitoring=None, **changes):
    """A task of the People's Committee of An Phú, due in ten days unless said otherwise."""
    number = {name: unit.pk for name, unit in cast.units.items()}
    fields = {
        "body_id": cast.bodies["ubnd"].pk,
        "title": "Rà soát nhà văn hóa thôn",
        "text": "Rà soát toàn bộ nhà văn hóa thôn, lập danh sách nhà chưa đạt chuẩn.",
        "lead_unit_id": number[lead] if isinstance(lead, str) else lead.pk,
        "cooperating": [number[name] for name in cooperating],
        "monitoring": number[monitoring] if monitoring else None,
        "due_on": ON + timedelta(days=10),
    }
    return services.task_assign(actor=cast.actor(who), **{**fields, **changes})


def later(cast, name, days):
    """A member of the cast some days later."""
    return cast.actor(name, at=AT + timedelta(days=days))


def refusal(call, *args, **kwargs):
    """The code of the problem that a call is refused with."""
    with pytest.raises(Problem) as caught:
        call(*args, **kwargs)
    return caught.value.code
