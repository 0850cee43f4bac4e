"""Who signs: a person in a post. A post that several hold is as many choices; each stands in its paper by name.

Who stands in for a holder for a time is no choice: the paper is in the holder's name.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from giaoban.ground.access import Actor
from giaoban.ground.org.models import Person, Post, PostHolding
from giaoban.ground.org.selectors import body_name
from giaoban.kernel.problems import Problem
from giaoban.records.documents.selectors import signers

RANKS = ("chair", "vice_chair", "head", "deputy")
"""Ranks that sign, in the order in which they are listed."""
NOBODY = "…"
"""Stands for the name where there is nobody to be named."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A post with the person who signs in it; no person: whoever holds it, the first one where several do."""

    post_id: int
    person_id: int | None = None

    @property
    def key(self) -> str:
        """The value of this choice in a form: "12-34"."""
        return f"{self.post_id}-{self.person_id or ''}"


def signer_of(text: str) -> Signer | None:
    """The choice of a form's value ("12-34"); None for "" and for what is no such value."""
    post, _, person = str(text).partition("-")
    if not all(part.isascii() and part.isdecimal() and len(part) < 18 for part in (post, person or "0")):
        return None
    return Signer(int(post), int(person) if person else None)


def kept_signer(post_id: int | None, person_id: int | None) -> Signer | None:
    """The signer of a paper as it is stored; None where nobody is chosen."""
    return Signer(post_id, person_id) if post_id is not None else None


def holdings(post_id: int, on: date) -> QuerySet[PostHolding]:
    """Who holds or acts in a post on a day, in the order in which they came to it."""
    rows = PostHolding.objects.on(on).filter(post=post_id).exclude(kind="deputy_for")
    return rows.select_related("person", "post").order_by("valid_from", "pk")


def signer_found(signer: Signer | None, *, body_id: int, on: date) -> tuple[Post | None, Person | None]:
    """The post of the body and the person who signs in it on a day; no post where nobody is chosen.

    Errors: DOC-016 for a person who held the post and left it, DOC-017 for one who does not hold it and for a post of another body.
    """
    if signer is None:
        return None, None
    post = Post.objects.filter(pk=signer.post_id, body=body_id).first()
    if post is None:
        raise not_of_body(signer, body_id, on)
    found = list(holdings(post.pk, on))
    if signer.person_id is None:
        return post, found[0].person if found else None
    chosen = next((each.person for each in found if each.person_id == signer.person_id), None)
    if chosen is None:
        raise not_holding(post, signer.person_id, on)
    return post, chosen


def signer_there(signer: Signer | None, *, body_id: int, on: date) -> tuple[Post | None, Person | None]:
    """As `signer_found`, where somebody must hold the chosen post that day. Errors: DOC-016 with who left it last, DOC-017."""
    post, person = signer_found(signer, body_id=body_id, on=on)
    if post is not None and person is None:
        raise not_holding(post, None, on)
    return post, person


def not_of_body(signer: Signer, body_id: int, on: date) -> Problem:
    """The refusal of a post that is another body's: nobody holds it in this one."""
    held = holdings(signer.post_id, on)
    first = (held.filter(person=signer.person_id) if signer.person_id is not None else held).first()
    title = f"{first.post.title if first is not None else signer.post_id} ({body_name(body=body_id, on=on)})"
    return Problem("DOC-017", person=first.person.full_name if first else NOBODY, post=title, day=f"{on:%d/%m/%Y}")


def not_holding(post: Post, person_id: int | None, on: date) -> Problem:
    """The refusal of a person who does not hold a post on a day: since when, where it was theirs before; no person: whoever held it."""
    rows = PostHolding.objects.filter(post=post).exclude(kind="deputy_for")
    rows = rows.filter(person=person_id) if person_id is not None else rows
    last = rows.filter(valid_to__lte=on).select_related("person").order_by("valid_to", "pk").last()
    if last is not None and last.valid_to is not None:
        return Problem("DOC-016", person=last.person.full_name, post=post.title, day=f"{last.valid_to:%d/%m/%Y}")
    name = Person.objects.filter(pk=person_id or 0).values_list("full_name", flat=True).first() or str(
        person_id or NOBODY
    )
    return Problem("DOC-017", person=name, post=post.title, day=f"{on:%d/%m/%Y}")


def signer_told(signer: Signer | None, *, body_id: int, on: date) -> Problem | None:
    """Why a paper may not be issued in this name on a day, before anybody tries; None where it may. One query where it may."""
    if signer is not None and holdings(signer.post_id, on).filter(person=signer.person_id, post__body=body_id).exists():
        return None
    try:
        signer_there(signer, body_id=body_id, on=on)
    except Problem as problem:
        return problem
    return None


def signer_choices(actor: Actor, *, kept: Signer | None = None) -> list[tuple[str, str]]:
    """Who may sign today: by rank, a line for each holder of a post; where the title alone does not say where, with the unit. kept: the
    choice of the paper, listed also where it stands no more, so that nothing is chosen over silently."""
    posts = sorted(signers(actor), key=lambda post: (RANKS.index(post.rank), vars(post)["unit_sort"] or "", post.pk))
    titles = Counter(post.title for post in posts)
    rows: list[tuple[str, str]] = []
    for post in posts:
        plain = post.rank in {"head", "deputy"} and len(post.title.split()) < 3
        unit = vars(post)["unit_name"] if plain or titles[post.title] > 1 else ""
        title = ", ".join(filter(None, (post.title, unit)))
        rows += [(Signer(post.pk, each.person_id).key, f"{title} – {each.person.full_name}") for each in holders(post)]
    if kept is not None and kept.key not in dict(rows):
        rows.append((kept.key, name_of(kept)))
    return rows


def holders(post: Post) -> Sequence[PostHolding]:
    """The holders of a post that was read with `holders_on`, in the order in which they came to it."""
    found = [each for each in vars(post)["holders_on"] if each.kind != "deputy_for"]
    return sorted(found, key=lambda each: (each.valid_from, each.pk))


def name_of(signer: Signer) -> str:
    """A signer as a list shows one: title and name; the title alone where no person was chosen."""
    title = Post.objects.filter(pk=signer.post_id).values_list("title", flat=True).first() or ""
    name = Person.objects.filter(pk=signer.person_id or 0).values_list("full_name", flat=True).first() or ""
    return " – ".join(filter(None, (title, name)))
