"""Roles and their assignments to posts."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from giaoban.ground import journal
from giaoban.ground.access.actor import Actor
from giaoban.ground.access.checks import require, require_in, require_whole
from giaoban.ground.access.models import Classification, Role, RoleAssignment
from giaoban.ground.access.scopes import scopes_for, units_of
from giaoban.ground.access.verbs import declared
from giaoban.ground.org.models import Body, Post, PostHolding, Unit
from giaoban.kernel.problems import Problem


def known_verbs(verbs: Iterable[str]) -> list[str]:
    """The verbs sorted, each once. Errors: ACC-005 for one that no room declares."""
    wanted = sorted(set(verbs))
    for verb in wanted:
        if verb not in declared():
            raise Problem("ACC-005", verb=verb)
    return wanted


def require_within(*, actor: Actor, post: Post, unit: Unit | None, subtree: bool) -> None:
    """Refuse an assignment that reaches farther than its maker's own right to assign, or into another body. Errors: ACC-001."""
    if actor.kind == "system":
        return
    for scope in scopes_for(actor, "access.assign"):
        reach = units_of(actor, scope)
        if scope.root is None and (unit is None or unit.pk in reach):
            return
        if unit is not None and {unit.pk, post.unit_id} <= reach and (scope.subtree or not subtree):
            return
    raise Problem("ACC-001", what=str(declared()["access.assign"]).lower())


def require_own(*, actor: Actor, role: Role) -> None:
    """Roles are shared: what another body uses is changed by the system only. Errors: ACC-011."""
    if actor.kind != "system" and role.assignments.exclude(body_id=actor.body_id or 0).exists():
        raise Problem("ACC-011", role=role.title)


def own_posts(*, actor: Actor) -> frozenset[int]:
    """The posts the actor acts as, holds, stands in for, or will."""
    held = PostHolding.objects.filter(person_id=actor.person_id) if actor.person_id else PostHolding.objects.none()
    ahead = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=actor.on))
    return frozenset({*ahead.values_list("post_id", flat=True), *([actor.post_id] if actor.post_id else [])})


def require_other(*, actor: Actor, posts: Iterable[int]) -> None:
    """Refuse rights for a post of one's own: somebody else must want them to have it. Errors: ACC-012."""
    if actor.kind != "system" and not own_posts(actor=actor).isdisjoint(posts):
        raise Problem("ACC-012")


def holders_of(role: Role, on: date) -> Iterable[int]:
    """The posts that have a role on a day or will have it."""
    running = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    return RoleAssignment.objects.filter(running, role=role).values_list("post_id", flat=True)


@transaction.atomic
def role_create(*, actor: Actor, code: str, title: str, verbs: Iterable[str], reason: str = "") -> Role:
    """Add a role. Errors: ACC-001, ACC-005, ACC-008 where the code is taken."""
    require_in(actor, "access.roles", Role)
    require_whole(actor, "access.roles")
    journal.context(verb="access.roles", reason=reason)
    if Role.objects.filter(code=code).exists():
        raise Problem("ACC-008", taken=code)
    return Role.objects.create(code=code, title=title, verbs=known_verbs(verbs))


@transaction.atomic
def role_change(*, actor: Actor, role: Role, title: str, verbs: Iterable[str], reason: str) -> Role:
    """Change a role's title and verbs; holders have the new ones with their next page.

    Errors: ACC-001, ACC-002, ACC-005; ACC-011 where posts of another body have the role; ACC-012 for more verbs where a post of
    one's own has it.
    """
    require(actor, "access.roles", role)
    require_whole(actor, "access.roles")
    require_own(actor=actor, role=role)
    wanted = known_verbs(verbs)
    if set(wanted) - set(role.verbs):
        require_other(actor=actor, posts=holders_of(role, actor.on))
    journal.context(verb="access.roles", reason=reason)
    role.title = title
    role.verbs = wanted
    role.save(update_fields=["title", "verbs"])
    return role


@transaction.atomic
def role_assign(
    *,
    actor: Actor,
    post: Post,
    role: Role,
    body: Body,
    valid_from: date,
    valid_to: date | None = None,
    unit: Unit | None = None,
    subtree: bool = True,
    classification: int = Classification.INTERNAL,
    reason: str = "",
) -> RoleAssignment:
    """Give a post a role in its body. `unit` None: everywhere in the body.

    Whoever assigns in some units only assigns to posts and for places within them.
    Errors: ACC-001; ACC-006 where the post is of another body; ACC-007 for dates the wrong way round; ACC-009 where it holds the role;
    ACC-012 for a post of one's own.
    """
    require_in(actor, "access.assign", RoleAssignment, body_id=body.pk, unit_id=post.unit_id)
    journal.context(verb="access.assign", reason=reason)
    if post.body_id != body.pk:
        raise Problem("ACC-006", post=post)
    require_within(actor=actor, post=post, unit=unit, subtree=subtree)
    require_other(actor=actor, posts=[post.pk])
    if valid_to is not None and valid_to <= valid_from:
        raise Problem("ACC-007", starts=f"{valid_from:%d/%m/%Y}", ends=f"{valid_to:%d/%m/%Y}")
    try:
        with transaction.atomic():
            return RoleAssignment.objects.create(
                post=post,
                role=role,
                body=body,
                unit=unit,
                subtree=subtree,
                classification=classification,
                valid_from=valid_from,
                valid_to=valid_to,
            )
    except IntegrityError as error:
        raise Problem("ACC-009") from error


@transaction.atomic
def assignment_end(*, actor: Actor, assignment: RoleAssignment, on: date, reason: str) -> RoleAssignment:
    """Let an assignment end: `on` is the first day without it. Errors: ACC-001, ACC-002, ACC-007 for a day not after its start."""
    require(actor, "access.assign", assignment)
    journal.context(verb="access.assign", reason=reason)
    if on <= assignment.valid_from:
        raise Problem("ACC-007", starts=f"{assignment.valid_from:%d/%m/%Y}", ends=f"{on:%d/%m/%Y}")
    assignment.valid_to = on
    assignment.save(update_fields=["valid_to"])
    return assignment
